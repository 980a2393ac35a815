"""What a page's records become in the catalog's tables: rows as they should stand there, and how stored ones differ."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from search.fulltext import day_key
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryText, HashtagAlias, SearchRow, type_id
from search.pictures import card_sizes
from search.records import CatalogRecord, records_of
from search.text import LONGEST_TEXT, one_line, stems


def public_records(page: Page) -> list[CatalogRecord]:
    """Return a public page's records; none where no site leads to it."""
    url_parts = page.get_url_parts()
    return _with_names_of_now(records_of(page)) if url_parts and url_parts[2] else []


def _with_names_of_now(records: list[CatalogRecord]) -> list[CatalogRecord]:
    """Say the hashtags' names of now for old ones that stand in the texts."""
    keys = {key for record in records for key in hashtag_keys(record)}
    names = dict(HashtagAlias.objects.filter(key__in=keys).values_list("key", "hashtag__name"))
    if not names:
        return records
    return [
        replace(record, hashtags=tuple(names.get(hashtag_key(name), name) for name in record.hashtags))
        for record in records
    ]


def entry_row(page: Page, record: CatalogRecord) -> dict[str, Any]:
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


def search_row(record: CatalogRecord, entry_id: int) -> SearchRow:
    return SearchRow(
        id=day_key(record.date, entry_id),
        entry_id=entry_id,
        listed=record.listed,
        type_id=type_id(record.type),
        organisation_id=record.organisation_id,
        year=record.date.year,
        start=record.start,
        end=record.end,
    )


def text_row(record: CatalogRecord, entry_id: int) -> EntryText:
    text = record.text[:LONGEST_TEXT]
    return EntryText(
        id=day_key(record.date, entry_id),
        entry_id=entry_id,
        text=one_line(text),
        title_stems=" ".join(stems(" ".join([record.title, record.keywords, *sorted(record.hashtags)]))),
        text_stems=" ".join(stems(f"{record.lead}\n{text}")),
    )


def differ(stored: Any, wanted: Any) -> bool:
    columns = [field.attname for field in wanted._meta.concrete_fields]
    return stored is None or any(getattr(stored, column) != getattr(wanted, column) for column in columns)


def differing_columns(entry: CatalogEntry, row: dict[str, Any]) -> list[str]:
    """Return the columns in which a stored entry is not what it should be."""
    return [column for column, value in row.items() if getattr(entry, column) != value]


def hashtag_keys(record: CatalogRecord) -> set[str]:
    return {hashtag_key(name) for name in record.hashtags} - {""}
