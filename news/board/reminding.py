"""Reminders by a click: a polite letter to the editors of who has not reported, told once a day.

Who has no editors, or none with an address, is named with a text to copy.
"""

import datetime
import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from home import roles
from home.letters.kinds import Kind, Notices, register
from home.letters.letter import whole
from home.letters.posting import fresh, post
from home.models import Notice, OrganisationPage
from home.templatetags.dates import date_words
from news.board.scope import Scope
from news.board.standings import PRESSING, Thing, is_waited_for, thing_of, things_of
from news.execution.execution import Execution, execution_of
from news.execution.states import State
from news.execution.tasks import public_organisations
from plans.models import OrderPage, PlanPage
from search.text import one_line

logger = logging.getLogger(__name__)

# So many things a letter names; of the others it says how many they are.
MOST = 10


@dataclass(frozen=True)
class Reminder:
    """What one organisation is reminded of: a thing, or all that presses of a plan."""

    page: PlanPage | OrderPage
    organisation: OrganisationPage
    things: list[Thing]
    key: str
    """The same whenever it is told again on the same day."""

    @property
    def title(self) -> str:
        """The thing, or the plan."""
        alone = self.things[0].each.task.title if len(self.things) == 1 else self.page.title
        return Truncator(one_line(alone)).chars(250)

    @property
    def lines(self) -> list[str]:
        """«— 1.4. Посадка деревьев — до 15 октября 2026 г., просрочено»."""
        told = [_line(thing) for thing in self.things[:MOST]]
        more = len(self.things) - MOST
        return [*told, _g("— и ещё %d") % more] if more > 0 else told

    @property
    def text(self) -> str:
        """What a letter says: who reminds whom, of what, until when."""
        opening = _g("%(sender)s напоминает: %(organisation)s, ждём отчёта.") % {
            "sender": sender_of(self.page),
            "organisation": self.organisation.title,
        }
        return "\n".join([opening, *self.lines, one_line(self.page.title)])

    @property
    def letter(self) -> str:
        """The same as a whole letter, to be copied."""
        about = {"organisation": self.organisation.title, "plan": one_line(self.page.title)}
        return "\n".join(
            [
                _g("Здравствуйте!"),
                "",
                _g("Напоминаем, что от организации «%(organisation)s» ждут отчёта. Документ: «%(plan)s».")
                % about,
                *self.lines,
                "",
                _g("Написать отчёт: %s") % whole(reverse("reports")),
                _g("Если отчёт уже отправлен, спасибо, отвечать не нужно."),
                "",
                sender_of(self.page),
            ]
        )


@dataclass
class Outcome:
    """What has come of a click, by organisation."""

    told: list[Reminder] = field(default_factory=list)
    told_before: list[Reminder] = field(default_factory=list)
    unreachable: list[Reminder] = field(default_factory=list)


def reminders_of(found: Execution, scope: Scope) -> list[Reminder]:
    """Return whom a click reminds of what: a thing's silent ones, one's pressing things, or all that is overdue."""
    if scope.thing:
        asked = [scope.organisation] if scope.organisation else found.known.by_id.values()
        silent = [page for page in asked if is_waited_for(scope.thing, page.pk)]
        uid = scope.thing.task.uid
        return [_reminder(found, page, [thing_of(scope.thing, page.pk)], uid.hex) for page in silent]
    states = PRESSING if scope.organisation else (State.OVERDUE,)
    asked = [scope.organisation] if scope.organisation else found.organisations
    pressing = [(page, _asked_things(found, page.pk, states)) for page in asked]
    uid = found.page.translation_key
    return [_reminder(found, page, things, uid.hex) for page, things in pressing if things]


def remind(found: Execution, reminders: list[Reminder], user: User | AnonymousUser) -> Outcome:
    """Post the letters, and return who is written to, who was told today, and who has nobody to write to."""
    editors = roles.editors()
    notices = [
        notice for each in reminders for notice in _notices(each, editors.get(each.organisation.pk, ()))
    ]
    keys = {each.key for each in reminders}
    before = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    new = list(fresh(notices))
    post(new)
    now = {notice.key for notice in new}
    outcome = Outcome()
    for each in reminders:
        told = outcome.told if each.key in now else outcome.told_before if each.key in before else None
        (outcome.unreachable if told is None else told).append(each)
    logger.info("user %s reminded %s organisations of page %s", user.pk, len(outcome.told), found.page.pk)
    return outcome


def sender_of(page: PlanPage | OrderPage) -> str:
    """Return the authority in whose name the document asks."""
    document = page.order if isinstance(page, PlanPage) else page
    known = public_organisations([document.issuer_id]).by_id if document and document.issuer_id else {}
    if document and document.issuer_id in known:
        return known[document.issuer_id].title
    return one_line(document.authority) if document and document.authority else page.get_parent().title


def _asked_things(found: Execution, organisation: int, states: Collection[State]) -> list[Thing]:
    things = things_of(found, organisation, states)
    return [thing for thing in things if organisation in thing.each.task.asked]


def _reminder(found: Execution, page: OrganisationPage, things: list[Thing], about: str) -> Reminder:
    return Reminder(found.page, page, things, f"nudge:{about}:{page.pk}:{found.today}")


def _line(thing: Thing) -> str:
    until = _g(" — до %s") % _plain(thing.until) if thing.until else ""
    number = f"{thing.number}. " if thing.number else ""
    title = Truncator(one_line(thing.each.task.title)).chars(160)
    return f"— {number}{title}{until}, {thing.standing.state.word}"


def _plain(day: datetime.date) -> str:
    return date_words(day).replace("\u00a0", " ")


def _notices(reminder: Reminder, editors: Iterable[int]) -> list[Notice]:
    data: dict[str, Any] = {
        "organisation": reminder.organisation.pk,
        "things": [thing.each.task.uid.hex for thing in reminder.things],
    }
    return [
        Notice(
            recipient_id=user_id,
            kind=NUDGE.name,
            key=reminder.key,
            title=reminder.title,
            text=reminder.text,
            address=reverse("reports"),
            page_id=reminder.page.pk,
            data=data,
        )
        for user_id in editors
    ]


def _reports(user: User) -> bool:
    return user.groups.filter(name__startswith=roles.SCHOOL_EDITORS).exists()


def _undone_yet(notices: Notices) -> Collection[Notice]:
    """Return those of whose things one at least is still waited for."""
    kept: list[Notice] = []
    by_page = sorted((notice for notice in notices if notice.page), key=lambda notice: notice.page_id or 0)
    for page, group in groupby(by_page, key=lambda notice: notice.page):
        own, about = list(group), page.specific if page else None
        if isinstance(about, PlanPage | OrderPage):
            found = execution_of(about, among={notice.data["organisation"] for notice in own})
            kept += [notice for notice in own if _is_undone(found, notice)]
    return kept


def _is_undone(found: Execution, notice: Notice) -> bool:
    named = [each for each in found.tasks if each.task.uid.hex in notice.data["things"]]
    return any(is_waited_for(each, notice.data["organisation"]) for each in named)


NUDGE = register(
    Kind(
        "nudge",
        _("Напоминание от управления"),
        _("Управление просит отчитаться по плану или документу."),
        _reports,
        _undone_yet,
    )
)
