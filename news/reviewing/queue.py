"""Reports that stand in review and are the user's to decide, by Wagtail's tasks; read light, whatever their number."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from wagtail.models import GroupApprovalTask, Page, TaskState

from news.models import EventReportPage
from news.reviewing.asked import Asked

CONTENT = "latest_revision__content__"
FIELDS = ("plan_item", "order", "hashtag_links")
NAMES = ("first_name", "last_name", "username")


@dataclass(frozen=True)
class Waiting:
    """A report in review. `organisation` is the tree path of the page above it, `revision` the draft that is judged."""

    pk: int
    revision: int
    organisation: str
    title: str
    item: int | None
    order: int | None
    hashtags: frozenset[int]
    since: datetime.datetime
    sender: str

    @property
    def event(self) -> str:
        """What names its event in an address: «item:5», «order:7», "" for none."""
        if self.item:
            return f"item:{self.item}"
        return f"order:{self.order}" if self.order else ""


def may_review(user: Any) -> bool:
    """Whether the user is one of those who review what schools send."""
    return bool(user.is_active and (user.is_superuser or _tasks(user)))


def in_review(user: Any) -> QuerySet[TaskState]:
    """Return where pages of whatever type wait for the user, the one that came last first."""
    return _in_progress().filter(task__in=_tasks(user)).order_by("-started_at", "-pk")


def reviewable(user: Any) -> QuerySet[TaskState]:
    """Return where reports wait for the user."""
    return _of_reports(in_review(user))


def number_waiting(user: Any) -> int:
    """Return how many reports wait for the user of a request."""
    return sum(_tasks(user).values())


def _tasks(user: Any) -> dict[int, int]:
    """Return the tasks of moderation that are the user's, each with how many reports wait for it; asked once.

    Wagtail would ask for each of them by itself.
    """
    if not hasattr(user, "_review_tasks"):
        tasks = GroupApprovalTask.objects.filter(active=True)
        own = tasks if user.is_superuser else tasks.filter(groups__in=user.groups.values("pk"))
        reports = _of_reports(_in_progress()).filter(task=OuterRef("pk")).order_by()
        number = reports.annotate(number=Func(F("pk"), function="COUNT", output_field=IntegerField()))
        user._review_tasks = dict(own.values_list("pk", Subquery(number.values("number"))))
    found: dict[int, int] = user._review_tasks
    return found


def _in_progress() -> QuerySet[TaskState]:
    return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)


def _of_reports(states: QuerySet[TaskState]) -> QuerySet[TaskState]:
    return states.filter(revision__content_type=ContentType.objects.get_for_model(EventReportPage))


def waiting(user: Any) -> list[Waiting]:
    """Return all reports that wait for the user, the one that came last first, in a fixed number of queries."""
    states = reviewable(user).values_list(
        "revision__object_id", "started_at", *(f"workflow_state__requested_by__{name}" for name in NAMES)
    )
    sent = {int(pk): (since, _name(*names)) for pk, since, *names in states}
    pages = EventReportPage.objects.filter(pk__in=sent).exclude(latest_revision=None)
    rows = pages.values_list(
        "pk", "latest_revision", "path", "draft_title", *(f"{CONTENT}{name}" for name in FIELDS)
    )
    found = {
        pk: Waiting(
            pk,
            revision,
            path[: -Page.steplen],
            title,
            item,
            order,
            frozenset(link["tag"] for link in links or []),
            *sent[pk],
        )
        for pk, revision, path, title, item, order, links in rows
    }
    return [found[pk] for pk in sent if pk in found]


def _name(first: str | None, last: str | None, username: str | None) -> str:
    return f"{first or ''} {last or ''}".strip() or username or ""


def chosen(rows: list[Waiting], asked: Asked, organisations: Mapping[str, Page]) -> list[Waiting]:
    """Return those of the reports that the filters ask for; `organisations` stand by their places in the tree."""
    if asked.unknown:
        return []
    wanted = {path for path, page in organisations.items() if page.pk == asked.organisation}
    return [row for row in rows if _is_chosen(row, asked, wanted)]


def _is_chosen(row: Waiting, asked: Asked, organisations: set[str]) -> bool:
    title = row.title.casefold()
    return (
        all(word in title for word in asked.words.casefold().split())
        and (not asked.organisation or row.organisation in organisations)
        and (asked.hashtag is None or asked.hashtag.pk in row.hashtags)
        and (not asked.event or row.event == asked.event)
    )
