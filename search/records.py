"""What a page tells the catalog about itself."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.utils import timezone
from taggit.managers import TaggableManager
from wagtail.models import Page
from wagtail.search.index import SearchField

from search.text import one_line

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

Days = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True)
class CatalogRecord:
    """A page, or a part of it with an anchor of its own, as lists show it and as the search finds it.

    `label` is what readers call it where the type's name says too little: «Приказ» rather than «документ».
    `text` is what the search reads beside title, lead and hashtags; `keywords` is read like the title.
    `date` orders lists; `start` and `end` are the days it is about.
    `periods` are what a calendar shows: days from first to last, an end that was not said is None; a page that tells
    of what has happened has none. `recurrence` is an RFC 5545 rule by which the last period comes again.
    `uid` is a part's identity (a page's is its translation key), `about` the uid of what the page reports on.
    """

    title: str
    date: datetime.date
    type: str
    fragment: str = ""
    label: str = ""
    listed: bool = True
    lead: str = ""
    text: str = ""
    keywords: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    periods: tuple[Days, ...] = ()
    recurrence: str = ""
    is_cancelled: bool = False
    place: str = ""
    organisation_id: int | None = None
    organisation_kind: str = ""
    district: str = ""
    uid: uuid.UUID | None = None
    about: uuid.UUID | None = None
    picture: AbstractImage | None = None
    hashtags: tuple[str, ...] = ()


@runtime_checkable
class Cataloged(Protocol):
    """A page type that describes itself, and calls `catalog.write_page` when it has been saved with its children.

    Any other Wagtail page is described by `plain_record` and written when Wagtail says that it was published.
    """

    def catalog_records(self) -> list[CatalogRecord]:
        """Return the page's own record first, then those of its parts; nothing keeps the page out."""
        ...


def records_of(page: Any) -> list[CatalogRecord]:
    """Return the records of any specific Wagtail page."""
    return page.catalog_records() if isinstance(page, Cataloged) else [plain_record(page)]


def plain_record(page: Page) -> CatalogRecord:
    """Return the record of a page that says nothing about itself.

    Its tags are its hashtags; the search finds it by what its `search_fields` let Wagtail's own search read.
    """
    published = page.first_published_at or page.latest_revision_created_at or timezone.now()
    return CatalogRecord(
        title=one_line(page.title),
        lead=one_line(page.search_description),
        text="\n".join(_words(page)),
        hashtags=tuple(_tags(page)),
        date=timezone.localdate(published),
        type=page._meta.label,
        listed=not page.is_root(),
    )


def _words(page: Page) -> Iterator[str]:
    """Yield the texts of the fields that the page's type has for searching, beside the title."""
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(page)
            yield from map(str, value if isinstance(value, list | tuple) else filter(None, [value]))


def _tags(page: Page) -> Iterator[str]:
    """Yield the names of the page's tags."""
    for field in page._meta.get_fields():
        if isinstance(field, TaggableManager):
            yield from (tag.name for tag in getattr(page, field.name).all())
