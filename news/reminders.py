"""Letters about deadlines: three days before, and after one has passed, to the editors of who has not reported."""

import datetime
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from home import roles
from home.letters.kinds import Kind, Notices, register
from home.models import Notice, OrganisationPage
from news.duties import Owed, unanswered
from plans.models import PlanItem
from search.text import one_line

# So many days before, and for so many days after: a day on which nobody has reminded loses nothing.
BEFORE = timedelta(days=3)
AFTER = timedelta(days=14)
DAY = timedelta(days=1)


def _reports(user: User) -> bool:
    return user.groups.filter(name__startswith=roles.SCHOOL_EDITORS).exists()


def _unanswered_yet(notices: Notices) -> Collection[Notice]:
    """Return those that nobody has answered, moved or cancelled since; of a deadline to come, while it is."""
    days = [datetime.date.fromisoformat(notice.data["until"]) for notice in notices]
    organisations = {notice.data["organisation"] for notice in notices}
    still = {owed.key for owed in unanswered(min(days), max(days), organisations)}
    today = timezone.localdate().isoformat()
    return [
        notice
        for notice in notices
        if notice.key.partition(":")[2] in still
        and (notice.kind != SOON.name or notice.data["until"] >= today)
    ]


SOON = register(
    Kind("soon", _("Скоро срок"), _("До срока три дня, а отчёта ещё нет."), _reports, _unanswered_yet)
)
MISSED = register(
    Kind("missed", _("Срок прошёл"), _("Срок прошёл, а отчёта нет."), _reports, _unanswered_yet)
)


def reminders(today: datetime.date) -> Iterator[Notice]:
    """Yield a notice for each editor of each organisation that owes a report on that day; posting leaves out old ones.

    What is told once is told again when the deadline moves.
    """
    editors = roles.editors()
    titles = dict(OrganisationPage.objects.values_list("pk", "title"))
    for kind, first, last in ((SOON, today, today + BEFORE), (MISSED, today - AFTER, today - DAY)):
        for owed in unanswered(first, last):
            organisation = owed.duty.organisation
            for user_id in editors.get(organisation, ()):
                yield _notice(kind, owed, user_id, titles[organisation])


def _notice(kind: Kind, owed: Owed, user_id: int, organisation: str) -> Notice:
    duty = owed.duty
    address = reverse("report_form", args=[duty.draft]) if duty.draft else reverse("reports")
    data: dict[str, Any] = {"organisation": duty.organisation, "until": owed.until.isoformat()}
    return Notice(
        recipient_id=user_id,
        kind=kind.name,
        key=f"{kind.name}:{owed.key}",
        title=Truncator(one_line(duty.thing.title)).chars(250),
        text=_text(owed, organisation),
        address=address,
        page_id=duty.task.page.pk,
        data=data,
    )


def _text(owed: Owed, organisation: str) -> str:
    """Return until when, for whom, by what document, and how far the report is."""
    duty = owed.duty
    source = duty.task.page.title if isinstance(duty.thing, PlanItem) else duty.thing.requisites
    until = _g("Срок: %s") % date_format(owed.until, "j E Y")
    begun = _g("Черновик отчёта есть, но не отправлен.") if duty.draft else _g("Отчёта ещё нет.")
    return "\n".join([f"{until} · {organisation}", one_line(source), begun])
