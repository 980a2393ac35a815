"""What plans and documents ask of organisations until some day, and no report answers yet.

As on the desk of reports, those are asked whom the database knows by name as responsible: a party that stands for many
(«общеобразовательные организации») names nobody. A document that says until when it wants reports asks those whom the
plans below it name. What is published or waits for its reviewers answers; a draft does not.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, WorkflowState

from home.models import OrganisationPage
from news.models import EventReportPage
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem, PlanPage
from search.catalog import public_pages

Thing = PlanItem | OrderPage
Ids = Collection[int] | None


@dataclass(frozen=True)
class Duty:
    """One thing that is asked of one organisation, by its id; `draft` is the report that was begun and not sent."""

    organisation: int
    thing: Thing
    until: datetime.date
    draft: int | None = None

    @property
    def key(self) -> str:
        """The thing's identity, which lasts through new editions, the organisation, the day."""
        thing = self.thing
        uid = thing.uid if isinstance(thing, PlanItem) else thing.translation_key
        return f"{uid.hex}:{self.organisation}:{self.until}"

    @cached_property
    def page(self) -> Page:
        """The plan or the document."""
        return self.thing.section.page if isinstance(self.thing, PlanItem) else self.thing


@dataclass(frozen=True)
class _Report:
    pk: int
    item: int | None
    document: int | None
    is_sent: bool


def unanswered(first: datetime.date, last: datetime.date, organisations: Ids = None) -> Iterator[Duty]:
    """Yield what is due from the first day to the last and not answered, of some organisations or of all.

    Only what is public is asked, and not cancelled. The number of queries is the same for all sizes.
    """
    asked = [*_asked_by_items(first, last, organisations), *_asked_by_documents(first, last, organisations)]
    reports = _reports({organisation for _thing, _until, by in asked for organisation in by}, organisations)
    for thing, until, by_organisation in asked:
        for organisation, items in by_organisation.items():
            own = [report for report in reports[organisation] if _answers(report, thing, items)]
            if not any(report.is_sent for report in own):
                yield Duty(organisation, thing, until, own[0].pk if own else None)


# A thing, its day, and the organisations of which it is asked, each with the items whose reports answer it.
Asked = tuple[Thing, datetime.date, dict[int, set[int]]]


def _asked_by_items(first: datetime.date, last: datetime.date, organisations: Ids) -> Iterator[Asked]:
    due = public_items().filter(is_cancelled=False, end__range=(first, last))
    links = _links(organisations).filter(planitem__in=due.order_by().values("pk"))
    named: dict[int, dict[int, set[int]]] = defaultdict(dict)
    for item, organisation in links.values_list("planitem", "organisationpage"):
        named[item][organisation] = {item}
    for found in due.filter(pk__in=named).order_by("end", "pk"):
        if found.end:
            yield found, found.end, named[found.pk]


def _asked_by_documents(first: datetime.date, last: datetime.date, organisations: Ids) -> Iterator[Asked]:
    public = public_pages()
    due = list(OrderPage.objects.filter(pk__in=public.values("pk"), report_until__range=(first, last)))
    if not due:
        return
    below = reduce(or_, (Q(path__startswith=page.path) for page in due))
    plans = PlanPage.objects.filter(below, pk__in=public.values("pk"))
    links = _links(organisations).filter(
        planitem__section__page__in=plans.values("pk"), planitem__is_cancelled=False
    )
    rows = list(links.values_list("planitem", "planitem__section__page__path", "organisationpage"))
    for document in sorted(due, key=lambda page: (page.report_until, page.pk)):
        named: dict[int, set[int]] = defaultdict(set)
        for item, path, organisation in rows:
            if path.startswith(document.path):
                named[organisation].add(item)
        if document.report_until:
            yield document, document.report_until, named


def _links(organisations: Ids) -> QuerySet[Any]:
    """Return which items name which organisations, of those that are on the site."""
    links = PlanItem.organisations.through.objects.filter(organisationpage__live=True)
    return links if organisations is None else links.filter(organisationpage__in=organisations)


def _answers(report: _Report, thing: Thing, items: set[int]) -> bool:
    """Whether the report is about the thing; about a document also if it is about an item of its plans."""
    return report.item in items or (isinstance(thing, OrderPage) and report.document == thing.pk)


def _reports(asked: set[int], organisations: Ids) -> dict[int, list[_Report]]:
    """Return the reports of the organisations that are about something, those last changed first."""
    places = OrganisationPage.objects.filter(pk__in=asked)
    if not asked:
        return defaultdict(list)
    by_path = dict(places.values_list("path", "pk"))
    pages = EventReportPage.objects.order_by("-latest_revision_created_at", "-pk")
    if organisations is not None:
        pages = pages.filter(reduce(or_, (Q(path__startswith=path) for path in by_path)))
    reports: dict[int, list[_Report]] = defaultdict(list)
    for path, report in (*_published(pages), *_begun(pages)):
        organisation = by_path.get(path[: -Page.steplen])
        if organisation and (report.item or report.document):
            reports[organisation].append(report)
    return reports


def _published(pages: QuerySet[EventReportPage]) -> Iterator[tuple[str, _Report]]:
    rows = pages.filter(live=True).values_list("path", "pk", "plan_item", "order")
    for path, pk, item, document in rows:
        yield path, _Report(pk, item, document, is_sent=True)


def _begun(pages: QuerySet[EventReportPage]) -> Iterator[tuple[str, _Report]]:
    """Yield what is not public; what it is about is said by its draft, which the page's own row may not know."""
    draft = "latest_revision__content"
    rows = list(
        pages.filter(live=False, latest_revision__isnull=False).values_list(
            "path", "pk", f"{draft}__plan_item", f"{draft}__order"
        )
    )
    pending = _in_review(pk for _path, pk, _item, _document in rows)
    for path, pk, item, document in rows:
        yield path, _Report(pk, item, document, is_sent=pk in pending)


def _in_review(pages: Iterable[int]) -> set[int]:
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in pages],
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}
