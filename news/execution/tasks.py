"""What plans and documents ask for, and of whom: an item of a plan, or the report of a document's event."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from home.models import OrganisationPage
from plans.deadlines import Occasion
from plans.models import OrderPage, PlanItem, PlanPage
from plans.parties import Directory
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


class Organisations:
    """The organisations that may be asked, read once for all tasks; by id, in the order of their titles."""

    def __init__(self, known: QuerySet[OrganisationPage]) -> None:
        self.by_id = {page.pk: page for page in known.order_by("title", "pk")}
        self._meant: dict[tuple[str, str], frozenset[int]] = {}

    @cached_property
    def directory(self) -> Directory:
        """The names of all organisations."""
        return Directory()

    def of_kinds(self, kinds: str, district: str) -> frozenset[int]:
        """Return all organisations of some kinds («school,centre») in a district, or everywhere."""
        key = (kinds, district)
        if key not in self._meant:
            wanted = set(filter(None, kinds.split(",")))
            self._meant[key] = frozenset(
                pk
                for pk, page in self.by_id.items()
                if page.kind in wanted and (not district or page.district == district)
            )
        return self._meant[key]

    def asked_by(self, item: PlanItem, named: Iterable[int], issuer: int | None) -> frozenset[int]:
        """Return whom an item asks: those it names, and all of the kinds it means but the one that asks."""
        meant = self.of_kinds(item.party_kinds, item.party_district) if item.party_kinds else frozenset()
        return (meant - {issuer}) | (frozenset(named) & self.by_id.keys())


def organisations(among: Collection[int] | None = None) -> Organisations:
    """Return the organisations that everybody may see, or some of them."""
    known = OrganisationPage.objects.filter(pk__in=public_pages().values("pk"))
    return Organisations(known if among is None else known.filter(pk__in=among))


def tasks_of_items(items: Iterable[PlanItem], known: Organisations) -> list[Task]:
    """Return the tasks of items whose `section.page` is read; two queries, however many they are."""
    items = list(items)
    links = PlanItem.organisations.through.objects.filter(planitem__in=[item.pk for item in items])
    named: dict[int, list[int]] = {}
    for item, organisation in links.values_list("planitem", "organisationpage"):
        named.setdefault(item, []).append(organisation)
    issuers = _issuers({item.section.page.path for item in items})
    return [
        Task(
            item,
            item.occasions,
            known.asked_by(item, named.get(item.pk, ()), issuers.get(item.section.page.path)),
            is_continuous=item.deadline_kind == CONTINUOUS,
            is_cancelled=item.is_cancelled,
        )
        for item in items
    ]


def tasks_of_plan(plan: PlanPage, known: Organisations) -> list[Task]:
    """Return the tasks of a plan in its order."""
    return tasks_of_items(plan.items, known)


def task_of_document(document: OrderPage, known: Organisations) -> Task:
    """Return what a document asks for itself: a report of its event, of those whom it names, else whom its plans name."""
    plans = PlanPage.objects.child_of(document).filter(pk__in=public_pages().values("pk"))
    items = PlanItem.objects.filter(section__page__in=plans).select_related("section__page")
    below = [task for task in tasks_of_items(items, known) if not task.is_cancelled]
    parties = [line.strip() for line in document.report_from.splitlines() if line.strip()]
    if parties:
        section = document.get_parent().specific
        kinds = ",".join(known.directory.kinds(parties))
        meant = known.of_kinds(kinds, getattr(section, "district", "")) - {document.issuer_id}
        named = {page.pk for page in known.directory.matching(parties)} & known.by_id.keys()
        asked = meant | named
    else:
        asked = frozenset(pk for task in below for pk in task.asked)
    until = document.report_until or document.event_date
    occasions = (Occasion(None, until),) if until else ()
    return Task(document, occasions, asked, also_answered_by=frozenset(task.uid for task in below))


def _issuers(paths: Collection[str]) -> Mapping[str, Any]:
    """Return by the path of a plan the organisation that has issued its document."""
    above = {path[: -PlanPage.steplen] for path in paths}
    by_order = dict(OrderPage.objects.filter(path__in=above).values_list("path", "issuer"))
    return {path: by_order.get(path[: -PlanPage.steplen]) for path in paths}
