"""What `metadata_fields` can add to a row, all from the catalog entry, under Plone's names."""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.http import HttpRequest

from restapi.reading.dates import day, moment
from restapi.reading.files import content_type, scale_name
from restapi.reading.leaves import PageSummary
from restapi.tree.addresses import absolute_url, entry_url
from restapi.tree.places import is_folderish
from search.models import CatalogEntry, EntryHashtag
from search.pictures import CARD_SIZES
from search.statements import Statement, among, each

Reader = Callable[[CatalogEntry, HttpRequest], Any]

# Columns of Plone's catalog that mean nothing here: its clients ask for them and get null.
PLONE_ONLY = (
    "Creator",
    "ExpirationDate",
    "author_name",
    "commentators",
    "exclude_from_nav",
    "expires",
    "getIcon",
    "getObjSize",
    "getRemoteUrl",
    "head_title",
    "in_response_to",
    "last_comment_date",
    "listCreators",
    "location",
    "mime_type",
    "nav_title",
    "sync_uid",
    "total_comments",
)


def _slug(entry: CatalogEntry, request: HttpRequest) -> str:
    return unquote(entry.url.rstrip("/").rpartition("/")[2])


def _path(entry: CatalogEntry, request: HttpRequest) -> str:
    return unquote(entry.url)


def read_hashtags(entries: Collection[CatalogEntry]) -> None:
    """Give entries the names of their hashtags, for `Subject`, in one query."""
    by_entry: dict[int, list[str]] = {entry.pk: [] for entry in entries}
    for entry_id, name in _names_of(len(by_entry)).tuples(**each("entry_id", by_entry)) if by_entry else ():
        by_entry[entry_id].append(name)
    for entry in entries:
        entry.hashtag_names = by_entry[entry.pk]  # type: ignore[attr-defined]


@cache
def _names_of(count: int) -> Statement[EntryHashtag]:
    links = EntryHashtag.objects.order_by("hashtag__name").values_list("entry_id", "hashtag__name")
    return Statement(lambda: links.filter(among("entry_id", count)))


def hashtags_of(entry: CatalogEntry) -> list[str]:
    """Return the names of an entry's hashtags; a draft that is shown as an entry has no id, and none."""
    if entry.pk and not hasattr(entry, "hashtag_names"):
        read_hashtags([entry])
    return list(getattr(entry, "hashtag_names", ()))


def _hashtags(entry: CatalogEntry, request: HttpRequest) -> list[str]:
    return hashtags_of(entry)


def _organisation(entry: CatalogEntry, request: HttpRequest) -> PageSummary | None:
    return PageSummary(entry.organisation_id) if entry.organisation_id else None


def _image_scales(entry: CatalogEntry, request: HttpRequest) -> dict[str, Any] | None:
    """Return the card's sizes as Plone's catalog gives them: by field, a list of one picture."""
    scales = {
        scale_name(spec): {
            "download": absolute_url(size["url"], request),
            "width": size["width"],
            "height": size["height"],
        }
        for spec, size in zip(CARD_SIZES, entry.pictures, strict=False)
    }
    if not scales:
        return None
    largest = list(scales.values())[-1]
    media_type = content_type(largest["download"])
    return {"image": [{**largest, "content-type": media_type, "alt": entry.picture_alt, "scales": scales}]}


def _nothing(entry: CatalogEntry, request: HttpRequest) -> None:
    return None


def _is_folderish(entry: CatalogEntry, request: HttpRequest) -> bool:
    return is_folderish(apps.get_model(entry.type))


METADATA: dict[str, Reader] = {
    "UID": lambda entry, request: str(entry.uid),
    "id": _slug,
    "Subject": _hashtags,
    "created": lambda entry, request: moment(entry.published_at),
    "modified": lambda entry, request: moment(entry.modified_at),
    "effective": lambda entry, request: moment(entry.published_at),
    "date": lambda entry, request: day(entry.date),
    "start": lambda entry, request: day(entry.start),
    "end": lambda entry, request: day(entry.end),
    "is_cancelled": lambda entry, request: entry.is_cancelled,
    "organisation": _organisation,
    "is_folderish": _is_folderish,
    "image_field": lambda entry, request: "image" if entry.pictures else "",
    "image_scales": _image_scales,
    "hasPreviewImage": lambda entry, request: bool(entry.pictures),
    "getURL": entry_url,
    "path": _path,
    "Title": lambda entry, request: entry.title,
    "Description": lambda entry, request: entry.lead,
    "Type": lambda entry, request: entry.type_title,
    "portal_type": lambda entry, request: entry.type,
    "getId": _slug,
    "getPath": _path,
    "Date": lambda entry, request: moment(entry.published_at),
    "CreationDate": lambda entry, request: moment(entry.published_at),
    "EffectiveDate": lambda entry, request: moment(entry.published_at),
    "ModificationDate": lambda entry, request: moment(entry.modified_at),
}

# What can be asked for by name; `_all` means only what is known here.
KNOWN: dict[str, Reader] = {**METADATA, **dict.fromkeys(PLONE_ONLY, _nothing)}
