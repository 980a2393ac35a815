"""Pictures of a report are made small when it is sent, so that who judges it sees them and looking makes nothing."""

from typing import Any

from wagtail.models import Revision, TaskState
from wagtail.signals import task_submitted

from news.models import EventReportPage
from search.sizes import make_previews


def connect() -> None:
    """Listen to reports that are sent to review."""
    task_submitted.connect(_submitted, dispatch_uid="news.previews")


def _submitted(instance: TaskState, **kwargs: Any) -> None:
    revision: Revision = instance.revision
    if revision.content_type.model_class() is EventReportPage:
        rows = revision.content.get("photos") or []
        make_previews.enqueue([row["picture"] for row in rows if row.get("picture")])
