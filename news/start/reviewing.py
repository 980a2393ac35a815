"""What the press service sees first: the reports that came last, and what else waits for it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, TaskState

from home.models import OrganisationPage
from news.models import EventReportPage
from news.reviewing.queue import Waiting, in_review, waiting

FIRST, OTHERS = 5, 10


@dataclass(frozen=True)
class Line:
    """A report that waits, with the organisation that has sent it."""

    report: Waiting
    organisation: OrganisationPage | None


def first_waiting(user: Any) -> list[Line]:
    """Return the reports that came last."""
    first = waiting(user)[:FIRST]
    pages = OrganisationPage.objects.filter(path__in={report.organisation for report in first})
    known = {page.path: page for page in pages}
    return [Line(report, known.get(report.organisation)) for report in first]


def other_reviews(user: Any) -> list[TaskState]:
    """Return where pages of other types wait for the user: orders and plans of coordinators."""
    states = in_review(user).filter(revision__base_content_type=ContentType.objects.get_for_model(Page))
    others = states.exclude(revision__content_type=ContentType.objects.get_for_model(EventReportPage))
    return list(others.select_related("revision__content_type", "workflow_state__requested_by")[:OTHERS])
