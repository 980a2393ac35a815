"""What plans and documents ask of organisations, and what no report answers yet: for their desks and for reminders.

The public sees a task answered by public reports (`news.execution`); who owes one is left alone as soon as a report has
been sent to its reviewers, and is shown the draft that was begun.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from home.models import OrganisationPage
from news.execution.answers import answers_to
from news.execution.states import Standing, standing
from news.execution.tasks import (
    Organisations,
    Task,
    tasks_of_documents,
    tasks_of_items,
)
from news.models import EventReportPage
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem
from plans.models.lapsing import in_force
from search.catalog import public_pages

Ids = Collection[int] | None

# Up to so many places of the tree are named to the database; beyond that it reads all drafts of reports.
MOST_PLACES = 20


@dataclass(frozen=True)
class Duty:
    """One thing that is asked of one organisation, by its id; `draft` is the report that was begun and not sent."""

    organisation: int
    task: Task
    standing: Standing
    draft: int | None = None

    @property
    def thing(self) -> PlanItem | OrderPage:
        """The item or the document."""
        return self.task.thing

    @property
    def until(self) -> datetime.date | None:
        """The last day of the first occasion that nothing answers; None where no day is named, or all is done."""
        return min((occasion.last for occasion in self.standing.missing), default=None)

    @property
    def is_reported(self) -> bool:
        """Whether nothing is left to report for now."""
        return self.standing.state.is_done or bool(self.standing.done and not self.standing.missing)

    @property
    def is_overdue(self) -> bool:
        """Whether a last day is over and nothing answers it."""
        return bool(self.standing.overdue)


@dataclass(frozen=True)
class Owed:
    """An occasion of a duty that nothing answers."""

    duty: Duty
    until: datetime.date

    @property
    def key(self) -> str:
        """The thing's identity, which lasts through new editions, the organisation, the day."""
        return f"{self.duty.task.uid.hex}:{self.duty.organisation}:{self.until}"


def unanswered(first: datetime.date, last: datetime.date, organisations: Ids = None) -> Iterator[Owed]:
    """Yield what is due from the first day to the last and not answered, of some organisations or of all.

    Only what is public is asked, and not cancelled. The number of queries is the same for all sizes.
    """
    pages = OrganisationPage.objects.live()
    known = Organisations(pages if organisations is None else pages.filter(pk__in=organisations))
    public = public_pages()
    items = public_items(public).filter(is_cancelled=False)
    if organisations is not None:
        items = items.asking(known.by_id.values())
    documents = in_force(
        OrderPage.objects.filter(pk__in=public.values("pk"), report_until__range=(first, last))
    )
    tasks = [
        task
        for task in _tasks(items, documents, known)
        if any(first <= occasion.last <= last for occasion in task.occasions)
    ]
    for duty in _duties(tasks, known):
        for day in sorted({occasion.last for occasion in duty.standing.missing}):
            if first <= day <= last:
                yield Owed(duty, day)


def duties_of(organisations: Iterable[OrganisationPage]) -> list[Duty]:
    """Return all that public plans ask of the organisations, and documents that still wait for reports."""
    known, public = Organisations(organisations), public_pages()
    items = public_items(public).filter(is_cancelled=False).asking(known.by_id.values())
    waiting = OrderPage.objects.filter(pk__in=public.values("pk"), report_until__gte=timezone.localdate())
    return list(_duties(_tasks(items, in_force(waiting), known), known))


def _tasks(items: Iterable[PlanItem], documents: Iterable[OrderPage], known: Organisations) -> list[Task]:
    """Return the tasks of items and documents that are in force."""
    return [
        *tasks_of_items(items, known, in_force=True),
        *tasks_of_documents(list(documents), known, in_force=True),
    ]


def _duties(tasks: Collection[Task], known: Organisations) -> Iterator[Duty]:
    """Yield a duty for each task and each organisation that it asks."""
    today = timezone.localdate()
    public, own = answers_to(tasks), _own_reports(tasks, known)
    for task in tasks:
        silent = _standing(task, (), today)
        answered = public.to(task)
        for organisation in sorted(task.asked):
            about = (task.uid, *task.also_answered_by)
            written = [report for uid in about for report in own.get((organisation, uid), ())]
            days = [answer.day for answer in answered.get(organisation, ())]
            days += [report.day for report in written if report.is_sent]
            begun = next((report.pk for report in written if not report.is_sent), None)
            yield Duty(organisation, task, _standing(task, days, today) if days else silent, begun)


def _standing(task: Task, days: Iterable[datetime.date], today: datetime.date) -> Standing:
    return standing(task.occasions, days, today, is_continuous=task.is_continuous)


@dataclass(frozen=True)
class _Report:
    """A report that is not public."""

    pk: int
    day: datetime.date
    is_sent: bool


# The reports of an organisation about a thing, by the organisation's id and the thing's uid.
OwnReports = dict[tuple[int, uuid.UUID], list[_Report]]


def _own_reports(tasks: Collection[Task], known: Organisations) -> OwnReports:
    """Return the reports that are not public, those last changed first.

    What such a report is about is said by its draft, which the page's own row may not know.
    """
    asked = {pk for task in tasks for pk in task.asked}
    by_path = {page.path: pk for pk, page in known.by_id.items() if pk in asked}
    found: OwnReports = defaultdict(list)
    if not by_path:
        return found
    items, documents = _uids(tasks)
    draft = "latest_revision__content__"
    pages = EventReportPage.objects.filter(live=False, latest_revision__isnull=False)
    if len(by_path) <= MOST_PLACES:
        pages = pages.filter(reduce(or_, (Q(path__startswith=path) for path in by_path)))
    rows = pages.order_by("-latest_revision_created_at", "-pk").values_list(
        "path", "pk", f"{draft}plan_item", f"{draft}order", f"{draft}start", f"{draft}end"
    )
    own = [(by_path.get(row[0][: -Page.steplen]), *row[1:]) for row in rows]
    pending = _in_review(pk for _organisation, pk, *_rest in own)
    for organisation, pk, item, document, start, end in own:
        uid = items.get(item) or documents.get(document)
        if organisation and uid:
            day = datetime.date.fromisoformat(end or start)
            found[organisation, uid].append(_Report(pk, day, pk in pending))
    return found


def _uids(tasks: Collection[Task]) -> tuple[dict[int, uuid.UUID], dict[int, uuid.UUID]]:
    """Return by their rows what the items and the documents are called that reports of the tasks may be about."""
    things = [task.thing for task in tasks]
    items = {thing.pk: thing.uid for thing in things if isinstance(thing, PlanItem)}
    documents = {thing.pk: thing.translation_key for thing in things if isinstance(thing, OrderPage)}
    below = {uid for task in tasks for uid in task.also_answered_by}
    if below:
        items |= dict(PlanItem.objects.filter(uid__in=below).values_list("pk", "uid"))
    return items, documents


def _in_review(pages: Iterable[int]) -> set[int]:
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in pages],
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}
