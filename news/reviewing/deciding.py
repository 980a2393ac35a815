"""A decision about one report: by Wagtail's workflow, as the API takes it; what stands in its way is said in words.

The very draft is decided that was looked at. Two officers at once: the page is locked while one decides, and the other
one hears who has decided.
"""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from home.reach.rights import works_with
from news.models import EventReportPage
from news.reviewing.asked import number
from restapi.http.problems import Problem
from restapi.writing.passing import pass_on
from restapi.writing.standing import APPROVE, REJECT
from restapi.writing.transitions import Order

logger = logging.getLogger(__name__)

LONGEST = 2000


@dataclass(frozen=True)
class Outcome:
    """Whether it was done, and the sentence about it."""

    is_done: bool
    said: str


def approve(key: str, request: HttpRequest) -> Outcome:
    """Publish the report that a row's key names, if it is complete."""
    return _decide(key, APPROVE, "", request)


def send_back(key: str, reason: str, request: HttpRequest) -> Outcome:
    """Return a report to its school; without a reason nothing happens."""
    reason = reason.strip()
    if not reason:
        return Outcome(False, _("Отчёт не возвращён: напишите школе, что исправить."))
    if len(reason) > LONGEST:
        return Outcome(False, _("Отчёт не возвращён: слишком длинно, уложитесь в %d знаков.") % LONGEST)
    return _decide(key, REJECT, reason, request)


def _decide(key: str, action: str, comment: str, request: HttpRequest) -> Outcome:
    pk, _dash, revision = key.partition("-")
    report = EventReportPage.objects.filter(pk=number(pk)).first()
    if report is None or not works_with(request.user, report):
        logger.warning("refused: user %s does not review report %s", request.user.pk, pk[:20])
        return Outcome(False, _("Такого отчёта на проверке нет."))
    title = report.draft_title
    try:
        with transaction.atomic():
            _refuse_another_draft(report, number(revision))
            pass_on(report, action, Order(comment), request, with_children=False)
    except Problem as problem:
        told = _decided_meanwhile(report) or _in_words(problem)
        return Outcome(False, f"«{title}»: {told}")
    said = _("«%s» одобрен и опубликован.") if action == APPROVE else _("«%s» возвращён школе.")
    return Outcome(True, said % title)


def _refuse_another_draft(report: EventReportPage, revision: int) -> None:
    """Raise Problem where the school or an officer has changed the report since it was shown."""
    locked = Page.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.latest_revision_id != revision:
        raise Problem(409, _("отчёт изменился, пока вы его смотрели. Посмотрите ещё раз."))


def _decided_meanwhile(report: EventReportPage) -> str:
    """Return who has decided about a report that waits no more; "" where it still waits."""
    states = TaskState.objects.for_instance(report).select_related("finished_by").order_by("-pk")
    last = states.first()
    if last is None or last.status == TaskState.STATUS_IN_PROGRESS:
        return ""
    who = last.finished_by
    told = {
        "who": (who.get_full_name() or who.get_username()) if who else "—",
        "when": timezone.localtime(last.finished_at).strftime("%d.%m.%Y %H:%M") if last.finished_at else "",
    }
    if last.status == TaskState.STATUS_APPROVED:
        return _("уже одобрен (%(who)s, %(when)s).") % told
    if last.status == TaskState.STATUS_REJECTED:
        return _("уже возвращён школе (%(who)s, %(when)s).") % told
    return _("уже не на проверке: школа забрала его или его опубликовали иначе (%(who)s, %(when)s).") % told


def _in_words(problem: Problem) -> str:
    return " ".join(dict.fromkeys(mistake.msg for mistake in problem.mistakes)) or problem.detail
