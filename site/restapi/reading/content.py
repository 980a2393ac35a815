"""The content object: a page as JSON."""

from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.models import Page

from restapi.reading import blocks, files, members  # noqa: F401 - blocks and files register their types
from restapi.reading.fields import own_fields
from restapi.reading.summaries import summary
from restapi.reading.values import Reading
from restapi.tree import places
from restapi.tree.addresses import site_of
from search.models import CatalogEntry
from search.records import records_of

# The stream that is the page's text stands in the object itself, as in Plone.
BODY = "body"


def content(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the object of a page without children and components; its leaves are still to be filled.

    Where a type has a field of the same name as a member that all objects have, the common member stands: an
    event's days are those by which lists and searches know it.
    """
    record = records_of(page)[0]
    reading = Reading(request)
    common = {
        **members.identity(page, record, reading),
        **members.metadata(page, record),
        **members.period(record),
        **_relatives(page, request),
    }
    own = {
        **members.lead_image(page, record, reading),
        **members.location(page, record),
        **_own_members(page, reading),
    }
    return {**common, **{name: value for name, value in own.items() if name not in common}}


def _own_members(page: Page, reading: Reading) -> dict[str, Any]:
    fields = own_fields(page, reading)
    if isinstance(getattr(page, BODY, None), StreamValue) and BODY in fields:
        fields.update(fields.pop(BODY))
    return fields


def _relatives(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the summaries of the pages above, before and after; a site's root has none."""
    is_root = page.pk == site_of(request).root_page_id
    return {
        "parent": _summary(None if is_root else places.parent(page), request),
        "previous_item": _summary(None if is_root else places.neighbour(page, -1), request),
        "next_item": _summary(None if is_root else places.neighbour(page, 1), request),
    }


def _summary(entry: CatalogEntry | None, request: HttpRequest) -> dict[str, Any]:
    return summary(entry, request) if entry else {}
