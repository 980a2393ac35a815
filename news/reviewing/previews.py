"""Pictures of a report are made small when it is kept and sent: who writes and who judges sees them, and looking makes
nothing."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import task_submitted

from news.models import EventReportPage
from search.sizes import make_previews


def connect() -> None:
    """Listen to reports that are sent to review."""
    task_submitted.connect(_submitted, dispatch_uid="news.previews")


def make_of_changed(request: HttpRequest, page: Page) -> None:
    """Make those of pictures that a reviewer has added to a report in review."""
    if isinstance(page, EventReportPage) and page.workflow_in_progress:
        make_of(page.get_latest_revision())


def _submitted(instance: TaskState, **kwargs: Any) -> None:
    make_of(instance.revision)


def make_of(revision: Revision) -> None:
    """Make those of the pictures that a draft of a report has."""
    if revision.content_type.model_class() is EventReportPage:
        rows = revision.content.get("photos") or []
        make_previews.enqueue([row["picture"] for row in rows if row.get("picture")])
