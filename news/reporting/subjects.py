"""What a report may be about: an item of a public plan or a public document, found by words or offered by deadline."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from home.models import OrganisationPage
from news.models import EventReportPage
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem
from search.catalog import public_pages
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag
from search.query import Query

MOST = 12
# For so long after its last day an item is still offered.
LATE = datetime.timedelta(days=60)
NEAREST = (F("end").asc(nulls_last=True), "pk")
ITEM, DOCUMENT = "item", "order"

Thing = PlanItem | OrderPage


@dataclass(frozen=True)
class Subject:
    """An item of a plan or a document; `key` names it in a form."""

    key: str
    title: str
    source: str
    hashtags: tuple[str, ...]
    """The hashtags of the event: its own, those of the plan and of the document."""
    deadline: str = ""
    item: PlanItem | None = None
    document: OrderPage | None = None


@dataclass(frozen=True)
class Duty:
    """What is asked of an organisation, and whether it has written a report of it, a draft at least."""

    subject: Subject
    is_reported: bool

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over and there is no report."""
        end = self.subject.item.end if self.subject.item else None
        return bool(not self.is_reported and end and end < timezone.localdate())


def offered(organisations: Iterable[OrganisationPage]) -> list[Subject]:
    """Return the duties of the organisations that wait for a report, the nearest deadline first."""
    return _subjects(_duties(organisations).filter(is_reported=False)[:MOST])


def asked(organisations: Iterable[OrganisationPage]) -> list[Duty]:
    """Return the duties of the organisations, those without a report first, then the nearest deadline first."""
    items = list(_duties(organisations).order_by("is_reported", *NEAREST)[:MOST])
    return [Duty(subject, item.is_reported) for subject, item in zip(_subjects(items), items, strict=True)]


def _duties(organisations: Iterable[OrganisationPage]) -> QuerySet[Any]:
    """Return what public plans ask of the organisations and is not long over; `is_reported`: they have a report of it."""
    for_us = Q(pk__in=[])
    for organisation in organisations:
        for_us |= Q(path__startswith=organisation.path)
    reported = EventReportPage.objects.filter(for_us, plan_item=OuterRef("pk"))
    return (
        public_items()
        .filter(organisations__in=[organisation.pk for organisation in organisations], is_cancelled=False)
        .exclude(end__lt=timezone.localdate() - LATE)
        .annotate(is_reported=Exists(reported))
        .order_by(*NEAREST)
        .distinct()
    )


def found(words: str) -> list[Subject]:
    """Return items and documents that have the words or the hashtags, the newest first."""
    query = Query.parse(words).led()
    entries = CatalogEntry.objects.of_type("plans.PlanItem", OrderPage._meta.label)
    rows = query.found(entries).newest().values_list("type", "uid")[:MOST]
    items = {item.uid: item for item in public_items().filter(uid__in=[uid for _type, uid in rows])}
    keys = [uid for kind, uid in rows if kind == OrderPage._meta.label]
    documents = {page.translation_key: page for page in _documents().filter(translation_key__in=keys)}
    things = [items.get(uid) or documents.get(uid) for _kind, uid in rows]
    return _subjects(each for each in things if each is not None)


def subject_named(key: str) -> Subject | None:
    """Return what a form names, None for nothing, nonsense and what is not public."""
    kind, _colon, number = key.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    things: Any = {ITEM: public_items(), DOCUMENT: _documents()}.get(kind)
    thing = things.filter(pk=number).first() if things is not None else None
    return _subject(thing)


def subject_of_report(report: EventReportPage) -> Subject | None:
    """Return what a report is about already."""
    return _subject(report.plan_item or report.order)


def _subject(thing: Thing | None) -> Subject | None:
    return next(iter(_subjects([thing])), None) if thing else None


def _subjects(things: Iterable[Thing]) -> list[Subject]:
    """Return items and documents as a form shows them; the catalog names the hashtags of all of them in one query."""
    things = list(things)
    paths = {thing: _paths(thing) for thing in things}
    links = EntryHashtag.objects.filter(entry__fragment="", entry__tree_path__in=chain(*paths.values()))
    named: dict[str, list[str]] = defaultdict(list)
    for path, name in links.order_by("pk").values_list("entry__tree_path", "hashtag__name"):
        named[path].append(name)
    return [_shown(thing, [name for path in paths[thing] for name in named[path]]) for thing in things]


def _paths(thing: Thing) -> list[str]:
    """Return where the pages stand whose hashtags are the event's: the plan and the document above it, or the document."""
    if isinstance(thing, OrderPage):
        return [thing.path]
    plan = thing.section.page
    return [plan.path, plan.path[: -plan.steplen]]


def _shown(thing: Thing, hashtags: list[str]) -> Subject:
    if isinstance(thing, OrderPage):
        return Subject(
            f"{DOCUMENT}:{thing.pk}", thing.title, thing.requisites, _once(hashtags), document=thing
        )
    own = _once([*thing.hashtags, *hashtags])
    return Subject(f"{ITEM}:{thing.pk}", thing.title, thing.section.page.title, own, thing.deadline, thing)


def _once(names: list[str]) -> tuple[str, ...]:
    """Return the names, each hashtag once however it is written."""
    return tuple({hashtag_key(name): name for name in reversed(names)}.values())[::-1]


def _documents() -> Any:
    return OrderPage.objects.filter(pk__in=public_pages().values("pk"))
