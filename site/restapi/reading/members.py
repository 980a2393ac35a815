"""The members that every content object has, whatever its type."""

from pathlib import PurePosixPath
from typing import Any

from wagtail.models import Page

from restapi.access.grants import Grant
from restapi.reading.dates import day, moment
from restapi.reading.values import Reading, json_value
from restapi.tree import places
from restapi.tree.addresses import page_url
from search.models import CatalogEntry
from search.records import CatalogRecord

# Which of a page's versions is shown.
CURRENT, DRAFT = "current", "draft"

# What lists know of a page: the catalog keeps it of what is public, a draft says it itself.
Facts = CatalogRecord | CatalogEntry


def identity(page: Page, facts: Facts, reading: Reading) -> dict[str, Any]:
    """Return what the page is called and where it stands."""
    return {
        "@id": page_url(page, reading.request),
        "@type": page._meta.label,
        "type_title": str(page._meta.verbose_name),
        "UID": str(page.translation_key),
        "id": page.slug,
        "title": page.title,
        "description": facts.lead or page.search_description,
    }


def metadata(page: Page, subjects: list[str], state: str, version: str) -> dict[str, Any]:
    """Return Plone's Dublin Core and what its clients expect beside it.

    Wagtail keeps no date of creation: it is the first publication, for a draft the latest revision.
    """
    moments = [page.last_published_at, page.latest_revision_created_at]
    is_draft = version == DRAFT or not page.live
    return {
        "created": moment(page.first_published_at or page.latest_revision_created_at),
        "modified": moment(next(filter(None, reversed(moments) if is_draft else moments), None)),
        "effective": moment(page.first_published_at),
        "expires": moment(page.expire_at),
        "review_state": state,
        "language": {"token": page.locale.language_code, "title": page.locale.get_display_name()},
        "subjects": subjects,
        "creators": _creators(page),
        "contributors": [],
        "rights": "",
        "is_folderish": places.is_folderish(type(page)),
        "layout": PurePosixPath(page.template).stem,
        "version": version,
        "lock": {"locked": page.locked, "stealable": True},
        "allow_discussion": False,
        "exclude_from_nav": not page.show_in_menus,
        "relatedItems": [],
    }


def period(facts: Facts) -> dict[str, Any]:
    """Return when it is, for a page that is about certain days; nothing for any other."""
    if not (facts.start or facts.end):
        return {}
    return {
        "start": day(facts.start),
        "end": day(facts.end),
        "whole_day": True,
        "open_end": facts.end is None,
    }


def location(page: Page, facts: Facts) -> dict[str, Any]:
    """Return where it is, for a page that is about certain days and keeps a place."""
    return {"location": page.place} if (facts.start or facts.end) and hasattr(page, "place") else {}


def lead_image(page: Page, facts: Facts, reading: Reading) -> dict[str, Any]:
    """Return the picture that stands for the page in lists, where it has one."""
    if facts.picture is None:
        return {}
    return {
        "image": json_value(facts.picture, reading),
        "image_caption": getattr(page, "picture_caption", ""),
    }


def editors_members(page: Page, grant: Grant) -> dict[str, Any]:
    """Return what only those may know who may edit the page."""
    return {"has_unpublished_changes": page.has_unpublished_changes} if grant.reads_drafts(page) else {}


def _creators(page: Page) -> list[str]:
    """Return the author's full name; a login is half of a key, so an author without a name stays unnamed."""
    name = page.owner.get_full_name() if page.owner else ""
    return [name] if name else []
