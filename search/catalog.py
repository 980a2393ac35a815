"""The catalog's write side: pages go in when the public may see them, and out when it may not."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.query import PageQuerySet

from search import fulltext, signals
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, EntryText, Hashtag, HashtagAlias, SearchRow, type_id
from search.pictures import card_sizes
from search.records import CatalogRecord, records_of
from search.tallies import recount, recount_after_commit, tags_of, wrong_tallies
from search.text import LONGEST_TEXT, one_line, stems
from search.vocabulary import learn_after_commit

# Pages that are woken up at a time when many are written.
BATCH = 200


@dataclass(frozen=True)
class Difference:
    """One thing in which the catalog is not what the pages say."""

    page_id: int
    fragment: str
    what: str


def public_pages() -> PageQuerySet:
    """Return live pages under a site's root that no restriction, their own or an ancestor's, keeps private."""
    pages = Page.objects.live().filter(depth__gt=1)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        pages = pages.exclude(path__startswith=path)
    return pages


def write_page(page: Page) -> None:
    """Make the catalog say what this page says now; a page that the public may not see is taken out."""
    recount_after_commit(_write(page.pk))


def write_subtree(page: Page) -> None:
    """Do `write_page` for the page and for all below it."""
    write_pages(page.get_descendants(inclusive=True))


def write_pages(pages: PageQuerySet) -> None:
    """Do `write_page` for each page of a queryset."""
    touched: set[int] = set()
    for pk in list(pages.order_by("path").values_list("pk", flat=True)):
        touched |= _write(pk)
    recount_after_commit(touched)


def rebuild(told: frozenset[str] = signals.COMING_AND_GOING) -> Iterator[int]:
    """Write every public page again and take out what has no page; yields each page's id when it is done.

    `told` are the kinds of changes that are told of. A catalog that was empty is made without a word.
    """
    fulltext.rebuild()
    told = told if CatalogEntry.objects.exists() else frozenset()
    with transaction.atomic():
        stale = CatalogEntry.objects.exclude(page__in=public_pages().values("pk"))
        for entry in stale.pages():
            _tell(entry, None, told)
        stale.delete()
    for pk in list(public_pages().order_by("path").values_list("pk", flat=True)):
        _write(pk, told)
        yield pk
    recount(Hashtag.objects.values_list("pk", flat=True))


def differences() -> Iterator[Difference]:
    """Yield every place where the catalog is not what the pages say; nothing in a healthy catalog."""
    stale = CatalogEntry.objects.exclude(page__in=public_pages().values("pk"))
    for page_id, fragment in stale.values_list("page_id", "fragment"):
        yield Difference(page_id, fragment, "the page is not public")
    for page in public_pages().order_by("path").specific().iterator(chunk_size=BATCH):
        yield from _page_differences(page)
    for hashtag in wrong_tallies():
        yield Difference(0, "", f"the tally of {hashtag} differs")


def tell_of_deletion(page: Page) -> None:
    """Say that a page leaves the catalog; its entries go with it by themselves."""
    for entry in page.catalog_entries.pages():
        _tell(entry, None)


def _write(pk: int, told: frozenset[str] = signals.ALL) -> set[int]:
    """Write what the page says at this moment: its row is locked and read anew, so that the last writer is right.

    Returns the hashtags that the page has or had, whose tallies are to be counted again.
    """
    with transaction.atomic():
        page = Page.objects.select_for_update(of=["self"]).filter(pk=pk).first()
        if page is None:
            return set()
        touched = tags_of(page)
        is_public = public_pages().filter(pk=pk).exists()
        records = _records(page.specific) if is_public else []
        known = {entry.fragment: entry for entry in page.catalog_entries.all()}
        vanished = page.catalog_entries.exclude(fragment__in=[record.fragment for record in records])
        uids = list(vanished.values_list("uid", flat=True))
        vanished.delete()
        is_changed = bool(uids)
        if records:
            is_changed |= _save(page.specific, records, known)
            ids = dict(page.catalog_entries.values_list("fragment", "pk"))
            is_changed |= _save_for_search(
                page, SearchRow, [_search_row(record, ids[record.fragment]) for record in records]
            )
            is_changed |= _save_for_search(
                page, EntryText, [_text(record, ids[record.fragment]) for record in records]
            )
            is_changed |= _link(page, records, ids)
            learn_after_commit(
                f"{record.title} {record.lead} {record.text[:LONGEST_TEXT]}" for record in records
            )
        if is_changed:
            _tell(known.get(""), page.catalog_entries.pages().first(), told)
        refresh_reports(uids)
        return touched | tags_of(page)


def _tell(
    before: CatalogEntry | None, after: CatalogEntry | None, told: frozenset[str] = signals.ALL
) -> None:
    kind = signals.CREATED if before is None else signals.REMOVED if after is None else signals.CHANGED
    if kind in told:
        signals.page_written.send(CatalogEntry, kind=kind, before=before, after=after)


def _records(page: Page) -> list[CatalogRecord]:
    """Return a public page's records; none where no site leads to it."""
    url_parts = page.get_url_parts()
    return _with_names_of_now(records_of(page)) if url_parts and url_parts[2] else []


def _with_names_of_now(records: list[CatalogRecord]) -> list[CatalogRecord]:
    """Say the hashtags' names of now for old ones that stand in the texts."""
    keys = {key for record in records for key in _keys(record)}
    names = dict(HashtagAlias.objects.filter(key__in=keys).values_list("key", "hashtag__name"))
    if not names:
        return records
    return [
        replace(record, hashtags=tuple(names.get(hashtag_key(name), name) for name in record.hashtags))
        for record in records
    ]


def _save(page: Page, records: list[CatalogRecord], known: dict[str, CatalogEntry]) -> bool:
    """Write the entries that are missing or differ, in one statement; an entry keeps its id while its part lives.

    Returns whether there were any.
    """
    rows = [_row(page, record) for record in records]
    changed = [
        CatalogEntry(**row)
        for row in rows
        if row["fragment"] not in known or _differing(known[row["fragment"]], row)
    ]
    CatalogEntry.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["page", "fragment"],
        update_fields=[field.name for field in CatalogEntry._meta.concrete_fields if not field.primary_key],
    )
    return bool(changed)


def _save_for_search(page: Page, model: type[SearchRow] | type[EntryText], wanted: list[Any]) -> bool:
    """Write the rows that are missing or differ; a day that changes gives an entry another key.

    Returns whether there were any.
    """
    known = {row.entry_id: row for row in model.objects.filter(entry__page=page)}
    changed = [row for row in wanted if _differ(known.get(row.entry_id), row)]
    model.objects.filter(entry__in=[row.entry_id for row in changed]).delete()
    model.objects.bulk_create(changed)
    return bool(changed)


def _search_row(record: CatalogRecord, entry_id: int) -> SearchRow:
    return SearchRow(
        id=fulltext.day_key(record.date, entry_id),
        entry_id=entry_id,
        listed=record.listed,
        type_id=type_id(record.type),
        organisation_id=record.organisation_id,
        year=record.date.year,
        start=record.start,
        end=record.end,
    )


def _text(record: CatalogRecord, entry_id: int) -> EntryText:
    text = record.text[:LONGEST_TEXT]
    return EntryText(
        id=fulltext.day_key(record.date, entry_id),
        entry_id=entry_id,
        text=one_line(text),
        title_stems=" ".join(stems(" ".join([record.title, record.keywords, *sorted(record.hashtags)]))),
        text_stems=" ".join(stems(f"{record.lead}\n{text}")),
    )


def _differ(stored: Any, wanted: Any) -> bool:
    columns = [field.attname for field in wanted._meta.concrete_fields]
    return stored is None or any(getattr(stored, column) != getattr(wanted, column) for column in columns)


def _link(page: Page, records: list[CatalogRecord], ids: dict[str, int]) -> bool:
    """Give the entries of one page their hashtags; returns whether that changed any."""
    tags = Hashtag.objects.for_names(name for record in records for name in record.hashtags)
    by_key = {tag.slug: tag for tag in tags}
    wanted = {
        (ids[record.fragment], by_key[key].pk, record.type, record.date, record.listed)
        for record in records
        for key in _keys(record)
    }
    present = EntryHashtag.objects.filter(entry__page=page)
    columns = ("entry_id", "hashtag_id", "type", "date", "listed")
    current = {row[1:]: row[0] for row in present.values_list("pk", *columns)}
    present.filter(pk__in=[pk for row, pk in current.items() if row not in wanted]).delete()
    EntryHashtag.objects.bulk_create(
        EntryHashtag(**dict(zip(columns, row, strict=True))) for row in wanted - current.keys()
    )
    return wanted != current.keys()


def _row(page: Page, record: CatalogRecord) -> dict[str, Any]:
    """Return the columns of one record's entry."""
    picture = record.picture
    published = page.first_published_at or timezone.make_aware(
        datetime.datetime.combine(record.date, datetime.time.min)
    )
    return {
        "page_id": page.pk,
        "fragment": record.fragment,
        "type": record.type,
        "label": record.label,
        "uid": record.uid or page.translation_key,
        "tree_path": page.path,
        "url": page.get_url_parts()[2],
        "listed": record.listed,
        "title": record.title,
        "lead": record.lead,
        "date": record.date,
        "start": record.start,
        "end": record.end,
        "periods": [[_iso(first), _iso(last)] for first, last in record.periods],
        "recurrence": record.recurrence,
        "is_cancelled": record.is_cancelled,
        "place": record.place,
        "published_at": published,
        "modified_at": page.last_published_at or published,
        "organisation_id": record.organisation_id,
        "organisation_kind": record.organisation_kind,
        "district": record.district,
        "about": record.about,
        "picture_id": picture.pk if picture else None,
        "picture_alt": picture.default_alt_text if picture else "",
        "picture_sizes": card_sizes(picture) if picture else [],
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _page_differences(page: Page) -> Iterator[Difference]:
    found = page.catalog_entries.select_related("words", "search_row").prefetch_related("hashtags")
    entries = {entry.fragment: entry for entry in found}
    for record in _records(page):
        entry = entries.pop(record.fragment, None)
        if entry is None:
            yield Difference(page.pk, record.fragment, "the entry is missing")
            continue
        for column in _differing(entry, _row(page, record)):
            yield Difference(page.pk, record.fragment, f"{column} differs")
        if _differ(getattr(entry, "words", None), _text(record, entry.pk)):
            yield Difference(page.pk, record.fragment, "the words differ")
        if _differ(getattr(entry, "search_row", None), _search_row(record, entry.pk)):
            yield Difference(page.pk, record.fragment, "the search's row differs")
        if {tag.slug for tag in entry.hashtags.all()} != _keys(record):
            yield Difference(page.pk, record.fragment, "hashtags differ")
    for fragment in entries:
        yield Difference(page.pk, fragment, "the page has no such part")


def _differing(entry: CatalogEntry, row: dict[str, Any]) -> list[str]:
    """Return the columns in which a stored entry is not what it should be."""
    return [column for column, value in row.items() if getattr(entry, column) != value]


def _keys(record: CatalogRecord) -> set[str]:
    return {hashtag_key(name) for name in record.hashtags} - {""}


def refresh_places() -> None:
    """Let entries say where their pages stand in the tree now; nothing that is public changes by that."""
    moved = CatalogEntry.objects.exclude(tree_path=F("page__path"))
    paths = Page.objects.filter(pk=OuterRef("page_id")).values("path")
    CatalogEntry.objects.filter(pk__in=moved.values("pk")).update(tree_path=Subquery(paths))


def refresh_organisation(page: Page) -> None:
    """Write again the entries that name this page as their organisation."""
    write_pages(Page.objects.filter(catalog_entries__organisation_id=page.pk).exclude(pk=page.pk).distinct())


def refresh_reports(uids: list[uuid.UUID]) -> None:
    """Write again what reports on these things: a report of something that is gone reports on nothing."""
    if uids:
        write_pages(Page.objects.filter(catalog_entries__about__in=uids).distinct())


def refresh_picture(picture: AbstractImage) -> None:
    """Write again what shows this picture: on its card, or in its text with the picture's description."""
    write_pages(Page.objects.filter(pk__in=pages_with_picture(picture)))


def pages_with_picture(picture: AbstractImage) -> set[int]:
    """Return the ids of the pages that show a picture anywhere."""
    type_ = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(picture).filter(base_content_type=type_)
    cards = CatalogEntry.objects.filter(picture=picture)
    return {
        *map(int, references.values_list("object_id", flat=True)),
        *cards.values_list("page_id", flat=True),
    }


def refresh_hashtag(hashtag: Hashtag) -> None:
    """Write again what has this hashtag: its name is among the words by which pages are found."""
    write_pages(Page.objects.filter(catalog_entries__hashtags=hashtag).distinct())
