"""A school's reports as their writers see them: drafts, what is being reviewed, what came back, what is public."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from home.models import OrganisationPage
from news.models import EventReportPage

MOST = 100
STATES = {
    "returned": _("Вернули на доработку"),
    "draft": _("Черновик"),
    "pending": _("На проверке"),
    "published": _("Опубликован"),
}


@dataclass(frozen=True)
class Line:
    """A report on the desk; `remark` is what the reviewer has said of it."""

    report: EventReportPage
    state: str
    remark: str = ""

    @property
    def changed(self) -> datetime.date:
        """The day of the last change."""
        return timezone.localdate(self.report.latest_revision_created_at or timezone.now())

    @property
    def label(self) -> str:
        """The state in words."""
        return str(STATES[self.state])


def organisations_of(user: Any) -> list[OrganisationPage]:
    """Return the organisations for which the user may write reports, by name."""
    return list(_organisations(user).order_by("title"))


def may_report(user: Any) -> bool:
    """Whether there is an organisation for which the user may write reports."""
    return _organisations(user).exists()


def _organisations(user: Any) -> QuerySet[OrganisationPage]:
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    return OrganisationPage.objects.filter(pk__in=pages.values("pk"))


def lines(organisations: Iterable[OrganisationPage], user: Any, *, own: bool) -> list[Line]:
    """Return the reports of the organisations, the last changed first; with `own` those of the user alone."""
    below = Q(pk__in=[])
    for organisation in organisations:
        below |= Q(path__startswith=organisation.path, depth=organisation.depth + 1)
    reports = EventReportPage.objects.filter(below)
    if own:
        reports = reports.filter(owner=user)
    found = list(reports.order_by("-latest_revision_created_at", "-pk")[:MOST])
    reviews = _reviews([report.pk for report in found])
    return [_line(report, *reviews.get(report.pk, ("", ""))) for report in found]


def line_of(report: EventReportPage) -> Line:
    """Return one report as the desk shows it."""
    return _line(report, *_reviews([report.pk]).get(report.pk, ("", "")))


def _line(report: EventReportPage, review: str, remark: str) -> Line:
    if review == WorkflowState.STATUS_NEEDS_CHANGES:
        return Line(report, "returned", remark)
    if review == WorkflowState.STATUS_IN_PROGRESS:
        return Line(report, "pending")
    is_public = report.live and not report.has_unpublished_changes
    return Line(report, "published" if is_public else "draft")


def _reviews(page_ids: list[int]) -> dict[int, tuple[str, str]]:
    """Return by page the status of its moderation and the reviewer's last remark, in two queries."""
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(pk) for pk in page_ids]
    )
    found = list(states.values_list("pk", "object_id", "status"))
    rejected = TaskState.objects.filter(
        workflow_state__in=[pk for pk, _page, _status in found], status=TaskState.STATUS_REJECTED
    ).order_by("finished_at")
    remarks = dict(rejected.values_list("workflow_state", "comment"))
    return {int(page): (status, remarks.get(pk, "")) for pk, page, status in found}
