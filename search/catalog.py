"""The catalog's write side: pages go in when the public may see them, and out when it may not."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.query import PageQuerySet

from search import fulltext, signals
from search.models import CatalogEntry, EntryHashtag, EntryText, Hashtag, SearchRow
from search.records import CatalogRecord
from search.rows import (
    differ,
    differing_columns,
    entry_row,
    hashtag_keys,
    public_records,
    search_row,
    text_row,
)
from search.tallies import recount, recount_after_commit, tags_of
from search.text import LONGEST_TEXT
from search.vocabulary import learn_after_commit


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
        records = public_records(page.specific) if is_public else []
        known = {entry.fragment: entry for entry in page.catalog_entries.all()}
        vanished = page.catalog_entries.exclude(fragment__in=[record.fragment for record in records])
        uids = list(vanished.values_list("uid", flat=True))
        vanished.delete()
        is_changed = bool(uids)
        if records:
            is_changed |= _save(page.specific, records, known)
            ids = dict(page.catalog_entries.values_list("fragment", "pk"))
            is_changed |= _save_for_search(
                page, SearchRow, [search_row(record, ids[record.fragment]) for record in records]
            )
            is_changed |= _save_for_search(
                page, EntryText, [text_row(record, ids[record.fragment]) for record in records]
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


def _save(page: Page, records: list[CatalogRecord], known: dict[str, CatalogEntry]) -> bool:
    """Write the entries that are missing or differ, in one statement; an entry keeps its id while its part lives.

    Returns whether there were any.
    """
    rows = [entry_row(page, record) for record in records]
    changed = [
        CatalogEntry(**row)
        for row in rows
        if row["fragment"] not in known or differing_columns(known[row["fragment"]], row)
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
    changed = [row for row in wanted if differ(known.get(row.entry_id), row)]
    model.objects.filter(entry__in=[row.entry_id for row in changed]).delete()
    model.objects.bulk_create(changed)
    return bool(changed)


def _link(page: Page, records: list[CatalogRecord], ids: dict[str, int]) -> bool:
    """Give the entries of one page their hashtags; returns whether that changed any."""
    tags = Hashtag.objects.for_names(name for record in records for name in record.hashtags)
    by_key = {tag.slug: tag for tag in tags}
    wanted = {
        (ids[record.fragment], by_key[key].pk, record.type, record.date, record.listed)
        for record in records
        for key in hashtag_keys(record)
    }
    present = EntryHashtag.objects.filter(entry__page=page)
    columns = ("entry_id", "hashtag_id", "type", "date", "listed")
    current = {row[1:]: row[0] for row in present.values_list("pk", *columns)}
    present.filter(pk__in=[pk for row, pk in current.items() if row not in wanted]).delete()
    EntryHashtag.objects.bulk_create(
        EntryHashtag(**dict(zip(columns, row, strict=True))) for row in wanted - current.keys()
    )
    return wanted != current.keys()


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
