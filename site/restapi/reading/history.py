"""What happened to a page: Wagtail's log entries, and the revisions that no entry tells of."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry, Revision

from restapi.reading.states import PENDING, PRIVATE, PUBLISHED

WITHDRAW = "restapi.withdraw"  # unpublished for a reason

# Log entries that stand for a version of the content.
VERSIONING = ("wagtail.create", "wagtail.edit", "wagtail.revert")
# Log entries that change where a page stands in its workflow, and the names by which the API calls them.
WORKFLOW = {
    "wagtail.workflow.start": "submit",
    "wagtail.workflow.resume": "submit",
    "wagtail.workflow.approve": "approve",
    "wagtail.workflow.reject": "reject",
    "wagtail.workflow.cancel": "withdraw",
    "wagtail.publish": "publish",
    "wagtail.publish.schedule": "schedule",
    "wagtail.publish.scheduled": "publish",
    "wagtail.schedule.cancel": "unschedule",
    "wagtail.unpublish": "unpublish",
    "wagtail.unpublish.scheduled": "unpublish",
    WITHDRAW: "withdraw",
}
MODERATION = {
    "wagtail.workflow.start": True,
    "wagtail.workflow.resume": True,
    "wagtail.workflow.reject": False,
    "wagtail.workflow.cancel": False,
    "wagtail.publish": False,
}
LIFE = {
    "wagtail.publish": True,
    "wagtail.publish.scheduled": True,
    "wagtail.unpublish": False,
    "wagtail.unpublish.scheduled": False,
    WITHDRAW: False,
}
# What is said of a page beside its content and its workflow.
LEFT_OUT = ("wagtail.lock", "wagtail.unlock", "wagtail.rename")
COMMENTS = "wagtail.comments."


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    time: datetime
    number: int  # orders what happened in one moment
    action: str  # as the API calls it
    title: str
    comment: str
    user: Any
    user_id: int | None
    version: int | None = None  # the revision that it made

    @property
    def actor_name(self) -> str:
        """The full name of who did it; a login is half of a key, so somebody without a name stays unnamed."""
        return str(self.user.get_full_name()) if self.user else ""


class States:
    """The states that a page has had, from the rows of its log in their order."""

    def __init__(self, rows: Iterable[tuple[datetime, int, str]]) -> None:
        self._moments: list[tuple[datetime, int]] = []
        self._states: list[str] = []
        is_live = is_pending = False
        for time, pk, action in rows:
            is_live = LIFE.get(action, is_live)
            is_pending = MODERATION.get(action, is_pending)
            self._moments.append((time, pk))
            self._states.append(PUBLISHED if is_live else PENDING if is_pending else PRIVATE)

    @classmethod
    def of(cls, page: Page) -> "States":
        """Return the states of a page, in one query."""
        rows = _log(page).filter(action__in=[*LIFE, *MODERATION]).order_by("timestamp", "pk")
        return cls(rows.values_list("timestamp", "pk", "action"))

    def after(self, event: Event) -> str:
        """Return the state in which an event left the page."""
        place = bisect_right(self._moments, (event.time, event.number))
        return self._states[place - 1] if place else PRIVATE


def events(page: Page, start: int, size: int) -> list[Event]:
    """Return what happened to a page, the newest first, in two queries."""
    entries = _log(page).select_related("user")
    told = entries.filter(action__in=VERSIONING, revision__isnull=False).values("revision_id")
    untold = page.revisions.exclude(pk__in=told).select_related("user").defer("content")
    newest = untold.order_by("-created_at", "-pk")[: start + size]
    found = [*_of_log(page, entries[: start + size]), *(_of_revision(revision) for revision in newest)]
    found.sort(key=lambda event: (event.time, event.number), reverse=True)
    return found[start : start + size]


def workflow_steps(page: Page, most: int) -> list[tuple[Event, str]]:
    """Return the last steps in a page's workflow in their order, each with the state after it; one query."""
    entries = list(_log(page).filter(action__in=WORKFLOW).select_related("user"))[::-1]
    states = States((entry.timestamp, entry.pk, entry.action) for entry in entries)
    return [(event, states.after(event)) for event in _of_log(page, entries[-most:])]


def event_of(page: Page, entry: PageLogEntry) -> Event:
    """Return a log entry as an event."""
    return _of_log(page, [entry])[0]


def _log(page: Page) -> QuerySet[PageLogEntry]:
    entries: QuerySet[PageLogEntry] = registry.get_logs_for_instance(page)
    return entries.exclude(action__in=LEFT_OUT).exclude(action__startswith=COMMENTS)


def _of_log(page: Page, entries: Iterable[PageLogEntry]) -> list[Event]:
    found = []
    for entry in entries:
        entry.page = page  # some messages ask for it
        found.append(
            Event(
                time=entry.timestamp,
                number=entry.pk,
                action=WORKFLOW.get(entry.action, entry.action.rpartition(".")[2]),
                title=str(entry.message),
                comment=str(entry.comment or (entry.data or {}).get("comment") or ""),
                user=entry.user,
                user_id=entry.user_id,
                version=entry.revision_id if entry.action in VERSIONING else None,
            )
        )
    return found


def _of_revision(revision: Revision) -> Event:
    return Event(
        time=revision.created_at,
        number=0,
        action="edit",
        title=_("A version was saved"),
        comment="",
        user=revision.user,
        user_id=revision.user_id,
        version=revision.pk,
    )
