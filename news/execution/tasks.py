"""What plans and documents ask for, and of whom: an item of a plan, or the report of a document's event."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from home.models import OrganisationPage
from plans.deadlines import Occasion
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage
from plans.parties import Organisations
from search.catalog import public_pages

CONTINUOUS = "continuous"


@dataclass(frozen=True)
class Task:
    """One thing that is asked; `asked` are ids of organisations, none where the parties have no pages."""

    thing: PlanItem | OrderPage
    occasions: tuple[Occasion, ...]
    asked: frozenset[int]
    is_continuous: bool = False
    is_cancelled: bool = False
    also_answered_by: frozenset[uuid.UUID] = frozenset()
    """What else a report may be about to answer it: of a document, the items of its plans."""

    @property
    def uid(self) -> uuid.UUID:
        """What reports of it name as `about`; it lasts through new editions."""
        return self.thing.uid if isinstance(self.thing, PlanItem) else self.thing.translation_key

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.thing.title

    @property
    def page(self) -> PlanPage | OrderPage:
        """The plan or the document."""
        return self.thing.section.page if isinstance(self.thing, PlanItem) else self.thing


def public_organisations(among: Collection[int] | None = None) -> Organisations:
    """Return the organisations that everybody may see, or some of them, by title."""
    public = OrganisationPage.objects.filter(pk__in=public_pages().values("pk"))
    if among is not None:
        public = public.filter(pk__in=among)
    return Organisations(public.order_by("title", "pk"))


def tasks_of_items(items: Iterable[PlanItem], known: Organisations, *, in_force: bool = False) -> list[Task]:
    """Return the tasks of items whose `section.page` is read; three queries, however many they are.

    `in_force` says that the items were chosen so; else what has lapsed is told as cancelled.
    """
    items = list(items)
    links = PlanItem.organisations.through.objects.filter(planitem__in=[item.pk for item in items])
    named: dict[int, list[int]] = {}
    for item, organisation in links.values_list("planitem", "organisationpage"):
        named.setdefault(item, []).append(organisation)
    plans = {item.section.page.pk: item.section.page for item in items}
    _read_documents(plans.values())
    for item in items:
        item.section.page = plans[item.section.page.pk]
    lapsed = set() if in_force else _lapsed(items)
    return [
        Task(
            item,
            item.occasions,
            _asked_by(item, named.get(item.pk, ()), known),
            is_continuous=item.deadline_kind == CONTINUOUS,
            is_cancelled=item.is_cancelled or item.pk in lapsed,
        )
        for item in items
    ]


def tasks_of_plans(plans: Sequence[PlanPage], known: Organisations) -> dict[int, list[Task]]:
    """Return by plan its tasks in its order, in as many queries for many plans as for one."""
    by_pk = {plan.pk: plan for plan in plans}
    items = PlanItem.objects.filter(section__page__in=by_pk).select_related("section")
    items = items.order_by("section__sort_order", "section", "sort_order", "pk")
    for item in items:
        item.section.page = by_pk[item.section.page_id]
    found: dict[int, list[Task]] = {pk: [] for pk in by_pk}
    for task in tasks_of_items(items, known):
        found[task.page.pk].append(task)
    return found


def tasks_below(document: OrderPage, known: Organisations) -> list[Task]:
    """Return the tasks of a document's public plans in their order."""
    public = PlanPage.objects.child_of(document).filter(pk__in=public_pages().values("pk"))
    by_plan = tasks_of_plans(list(public.order_by("path")), known)
    return [task for tasks in by_plan.values() for task in tasks]


def task_of_document(document: OrderPage, known: Organisations) -> Task:
    """Return what a document asks for itself: a report of its event, of those whom it names, else whom its plans name."""
    return tasks_of_documents([document], known)[0]


def tasks_of_documents(
    documents: Collection[OrderPage], known: Organisations, *, in_force: bool = False
) -> list[Task]:
    """Return what each of the documents asks for itself; if all are `in_force`, in as many queries for any number."""
    below: dict[str, list[Task]] = {document.path: [] for document in documents}
    if not below:
        return []
    places = reduce(or_, (Q(section__page__path__startswith=path) for path in below))
    items = PlanItem.objects.in_force().filter(
        places, is_cancelled=False, section__page__in=public_pages().values("pk")
    )
    for task in tasks_of_items(items.select_related("section__page"), known, in_force=True):
        below[task.page.path[: -PlanPage.steplen]].append(task)
    above = [path[: -OrderPage.steplen] for path in below]
    districts = dict(OrderIndexPage.objects.filter(path__in=above).values_list("path", "district"))
    return [
        _task(
            document,
            below[document.path],
            districts.get(document.path[: -OrderPage.steplen], ""),
            known,
            is_lapsed=not (in_force or document.in_force),
        )
        for document in documents
    ]


def _task(
    document: OrderPage, below: list[Task], district: str, known: Organisations, is_lapsed: bool
) -> Task:
    parties = [line.strip() for line in document.report_from.splitlines() if line.strip()]
    if parties:
        meant = known.meant(",".join(known.directory.kinds(parties)), district, document.issuer_id)
        asked = meant | ({page.pk for page in known.directory.matching(parties)} & known.by_id.keys())
    else:
        asked = frozenset(pk for task in below for pk in task.asked)
    until = document.report_until or document.event_date
    occasions = (Occasion(None, until),) if until else ()
    return Task(
        document,
        occasions,
        asked,
        is_cancelled=is_lapsed,
        also_answered_by=frozenset(task.uid for task in below),
    )


def _read_documents(plans: Collection[PlanPage]) -> None:
    """Read the documents above the plans in one query: they say which years the deadlines mean, and who asks."""
    above = {plan.path[: -PlanPage.steplen] for plan in plans if "order" not in plan.__dict__}
    documents = {page.path: page for page in OrderPage.objects.filter(path__in=above)} if above else {}
    for plan in plans:
        plan.__dict__.setdefault("order", documents.get(plan.path[: -PlanPage.steplen]))


def _lapsed(items: list[PlanItem]) -> set[int]:
    """Return which of the items ask nothing any more."""
    ids = {item.pk for item in items}
    return ids - set(PlanItem.objects.in_force().filter(pk__in=ids).values_list("pk", flat=True))


def _asked_by(item: PlanItem, named: Iterable[int], known: Organisations) -> frozenset[int]:
    """Return whom an item asks: those it names, and all of the kinds that it means."""
    meant = known.meant(item.party_kinds, item.party_district, _issuer(item.section.page))
    return meant | (frozenset(named) & known.by_id.keys())


def _issuer(plan: PlanPage) -> int | None:
    return plan.order.issuer_id if plan.order else None
