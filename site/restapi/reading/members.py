"""The members that every content object has, whatever its type."""

from pathlib import PurePosixPath
from typing import Any

from wagtail.models import Page

from restapi.reading.dates import day, moment
from restapi.reading.summaries import PUBLISHED
from restapi.reading.values import Reading, json_value
from restapi.tree import places
from restapi.tree.addresses import page_url
from search.records import CatalogRecord

# Plone's name for a page that not everybody may see.
PRIVATE = "private"


def identity(page: Page, record: CatalogRecord, reading: Reading) -> dict[str, Any]:
    """Return what the page is called and where it stands."""
    return {
        "@id": page_url(page, reading.request),
        "@type": page._meta.label,
        "type_title": str(page._meta.verbose_name),
        "UID": str(page.translation_key),
        "id": page.slug,
        "title": page.title,
        "description": record.lead or page.search_description,
    }


def metadata(page: Page, record: CatalogRecord) -> dict[str, Any]:
    """Return Plone's Dublin Core and what its clients expect beside it.

    Wagtail keeps no date of creation: it is the first publication, for a draft the latest revision.
    """
    return {
        "created": moment(page.first_published_at or page.latest_revision_created_at),
        "modified": moment(page.last_published_at or page.latest_revision_created_at),
        "effective": moment(page.first_published_at),
        "expires": moment(page.expire_at),
        "review_state": PUBLISHED if places.is_public(page) else PRIVATE,
        "language": {"token": page.locale.language_code, "title": page.locale.get_display_name()},
        "subjects": list(record.hashtags),
        "creators": _creators(page),
        "contributors": [],
        "rights": "",
        "is_folderish": places.is_folderish(type(page)),
        "layout": PurePosixPath(page.template).stem,
        "version": "current",
        "lock": {"locked": page.locked, "stealable": True},
        "allow_discussion": False,
        "exclude_from_nav": not page.show_in_menus,
        "relatedItems": [],
    }


def period(record: CatalogRecord) -> dict[str, Any]:
    """Return when it is, for a page that is about certain days; nothing for any other."""
    if not (record.start or record.end):
        return {}
    return {
        "start": day(record.start),
        "end": day(record.end),
        "whole_day": True,
        "open_end": record.end is None,
    }


def location(page: Page, record: CatalogRecord) -> dict[str, Any]:
    """Return where it is, for a page that is about certain days and keeps a place."""
    return {"location": page.place} if (record.start or record.end) and hasattr(page, "place") else {}


def lead_image(page: Page, record: CatalogRecord, reading: Reading) -> dict[str, Any]:
    """Return the picture that stands for the page in lists, where it has one."""
    if record.picture is None:
        return {}
    return {
        "image": json_value(record.picture, reading),
        "image_caption": getattr(page, "picture_caption", ""),
    }


def _creators(page: Page) -> list[str]:
    """Return the author's full name; a login is half of a key, so an author without a name stays unnamed."""
    name = page.owner.get_full_name() if page.owner else ""
    return [name] if name else []
