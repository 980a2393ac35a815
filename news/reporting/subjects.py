"""What a report may be about: an item of a public plan or a public document, found by words or offered by deadline."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from home.models import OrganisationPage
from news.models import EventReportPage
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem, PlanPage
from search.catalog import public_pages
from search.models import CatalogEntry
from search.query import Query

MOST = 12
# For so long after its last day an item is still offered.
LATE = datetime.timedelta(days=60)
ITEM, DOCUMENT = "item", "order"


@dataclass(frozen=True)
class Subject:
    """An item of a plan or a document; `key` names it in a form."""

    key: str
    title: str
    source: str
    deadline: str = ""
    item: PlanItem | None = None
    document: OrderPage | None = None

    @property
    def hashtags(self) -> list[str]:
        """The hashtags of the event, its own and those of the plan and the document."""
        plan: PlanPage | None = self.item.section.page if self.item else None
        document = plan.get_parent().specific if plan else self.document
        tagged = [page for page in (plan, document) if isinstance(page, PlanPage | OrderPage)]
        own = self.item.hashtags if self.item else []
        return list(dict.fromkeys([*own, *(tag.name for page in tagged for tag in page.hashtags.all())]))


def offered(organisations: Iterable[OrganisationPage]) -> list[Subject]:
    """Return the duties of the organisations that wait for a report, the nearest deadline first."""
    ids = [organisation.pk for organisation in organisations]
    reported = EventReportPage.objects.filter(plan_item=OuterRef("pk"))
    for_us = Q()
    for organisation in organisations:
        for_us |= Q(path__startswith=organisation.path)
    items = (
        public_items()
        .filter(organisations__in=ids, is_cancelled=False)
        .exclude(end__lt=timezone.localdate() - LATE)
        .filter(~Exists(reported.filter(for_us)))
        .order_by(F("end").asc(nulls_last=True), "pk")
        .distinct()
    )
    return [_of_item(item) for item in items[:MOST]] if ids else []


def found(words: str) -> list[Subject]:
    """Return items and documents that have the words or the hashtags, the newest first."""
    query = Query.parse(words).led()
    entries = CatalogEntry.objects.of_type("plans.PlanItem", OrderPage._meta.label)
    rows = query.found(entries).newest().values_list("type", "uid")[:MOST]
    items = {item.uid: item for item in public_items().filter(uid__in=[uid for _type, uid in rows])}
    keys = [uid for kind, uid in rows if kind == OrderPage._meta.label]
    documents = {page.translation_key: page for page in _documents().filter(translation_key__in=keys)}
    subjects = [items.get(uid) or documents.get(uid) for _kind, uid in rows]
    return [subject_of(each) for each in subjects if each is not None]


def subject_named(key: str) -> Subject | None:
    """Return what a form names, None for nothing, nonsense and what is not public."""
    kind, _colon, number = key.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    things: Any = {ITEM: public_items(), DOCUMENT: _documents()}.get(kind)
    thing = things.filter(pk=number).first() if things is not None else None
    return subject_of(thing) if thing else None


def subject_of(thing: PlanItem | OrderPage) -> Subject:
    """Return an item or a document as a form shows it."""
    return _of_item(thing) if isinstance(thing, PlanItem) else _of_document(thing)


def subject_of_report(report: EventReportPage) -> Subject | None:
    """Return what a report is about already."""
    thing = report.plan_item or report.order
    return subject_of(thing) if thing else None


def _of_item(item: PlanItem) -> Subject:
    return Subject(f"{ITEM}:{item.pk}", item.title, item.section.page.title, item.deadline, item=item)


def _of_document(page: OrderPage) -> Subject:
    return Subject(f"{DOCUMENT}:{page.pk}", page.title, page.requisites, document=page)


def _documents() -> Any:
    return OrderPage.objects.filter(pk__in=public_pages().values("pk"))
