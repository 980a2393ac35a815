"""What a report may be about: an item of a public plan or a public document, found by words or offered by deadline."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from home.models import OrganisationPage
from news.duties import Duty, duties_of
from news.models import EventReportPage
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem, PlanPage, PlanPageHashtag
from search.catalog import public_pages
from search.hashtags import extract_hashtags, hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.query import Query

MOST = 12
# For so long after its last day an item is still offered.
LATE = datetime.timedelta(days=60)
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
    duty: Duty | None = None
    """Of an organisation that is asked for it and looks at its desk."""


def offered(organisations: Iterable[OrganisationPage]) -> list[Subject]:
    """Return what the organisations have not written a report of yet, the nearest deadline first."""
    waiting = (duty for duty in _current(organisations) if not (duty.is_reported or duty.draft))
    return _owed(list(islice(waiting, MOST)))


def asked(organisations: Iterable[OrganisationPage]) -> list[Subject]:
    """Return what is asked of the organisations, what has no report first, then the nearest deadline first."""
    return _owed(sorted(_current(organisations), key=lambda duty: duty.is_reported)[:MOST])


def _owed(duties: list[Duty]) -> list[Subject]:
    things = _subjects([duty.thing for duty in duties])
    return [replace(subject, duty=duty) for subject, duty in zip(things, duties, strict=True)]


def _current(organisations: Iterable[OrganisationPage]) -> list[Duty]:
    """Return the duties that are not long over, by deadline; of several organisations that owe the same, the first."""
    since = timezone.localdate() - LATE
    duties = [duty for duty in duties_of(organisations) if _last_day(duty) >= since]
    duties.sort(key=lambda duty: (duty.until or datetime.date.max, duty.thing.pk))
    once = {duty.task.uid: duty for duty in reversed(duties)}
    return [duty for duty in duties if once[duty.task.uid] is duty]


def _last_day(duty: Duty) -> datetime.date:
    return max((occasion.last for occasion in duty.task.occasions), default=datetime.date.max)


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
    """Return items and documents as a form shows them, with their hashtags, in as many queries for any number.

    A plan has the hashtags of its items too; those that neither an editor chose for it nor it writes itself are theirs.
    """
    things = list(things)
    paths = {thing: _paths(thing) for thing in things}
    chosen = PlanPageHashtag.objects.filter(content_object=OuterRef("entry__page"), tag=OuterRef("hashtag"))
    links = EntryHashtag.objects.filter(entry__fragment="", entry__tree_path__in=chain(*paths.values()))
    own = _own_hashtags({plan for thing in things if (plan := _plan(thing))})
    named: dict[str, list[str]] = defaultdict(list)
    rows = links.annotate(is_chosen=Exists(chosen)).order_by("pk")
    for path, name, is_chosen in rows.values_list("entry__tree_path", "hashtag__name", "is_chosen"):
        if is_chosen or path not in own or hashtag_key(name) in own[path]:
            named[path].append(name)
    return [_shown(thing, [name for path in paths[thing] for name in named[path]]) for thing in things]


def _own_hashtags(plans: Iterable[PlanPage]) -> dict[str, set[str]]:
    """Return by path the keys, as they are now, of the hashtags that the plans write themselves."""
    written = {plan.path: {hashtag_key(name) for name in plan.own_hashtags} for plan in plans}
    led = Hashtag.objects.led_to(chain(*written.values())) if any(written.values()) else {}
    return {path: {led[key].slug for key in keys & led.keys()} for path, keys in written.items()}


def _paths(thing: Thing) -> list[str]:
    """Return where the pages stand whose hashtags are the event's: the plan and the document above it, or the document."""
    plan = _plan(thing)
    return [plan.path, plan.path[: -plan.steplen]] if plan else [thing.path]


def _plan(thing: Thing) -> PlanPage | None:
    return thing.section.page if isinstance(thing, PlanItem) else None


def _shown(thing: Thing, hashtags: list[str]) -> Subject:
    if isinstance(thing, OrderPage):
        return Subject(
            f"{DOCUMENT}:{thing.pk}", thing.title, thing.requisites, _once(hashtags), document=thing
        )
    own = _once([*thing.hashtags, *_above(thing), *hashtags])
    return Subject(f"{ITEM}:{thing.pk}", thing.title, thing.section.page.title, own, thing.deadline, thing)


def _above(item: PlanItem) -> list[str]:
    """Return the hashtags that the title above an item names for all below it."""
    return [name.removeprefix("#") for name in extract_hashtags(item.section.title)]


def _once(names: list[str]) -> tuple[str, ...]:
    """Return the names, each hashtag once however it is written: where and as it stands first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(hashtag_key(name), name)
    return tuple(found.values())


def _documents() -> Any:
    return OrderPage.objects.filter(pk__in=public_pages().values("pk"))
