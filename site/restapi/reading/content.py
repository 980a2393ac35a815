"""The content object: a page as JSON."""

from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page

import restapi.blocks  # noqa: F401 - registers its types
from restapi.access.grants import grant_of
from restapi.reading import files, members  # noqa: F401 - files register their types
from restapi.reading.drafts import page_rows
from restapi.reading.fields import own_fields
from restapi.reading.metadata import hashtags_of
from restapi.reading.states import review_state
from restapi.reading.summaries import summary
from restapi.reading.values import Reading
from restapi.tree import places
from restapi.tree.addresses import site_of
from search.models import CatalogEntry
from search.records import records_of
from search.statements import row

# The stream that is the page's text stands in the object itself, as in Plone.
BODY = "body"


def content(page: Page, request: HttpRequest, version: str = members.CURRENT) -> dict[str, Any]:
    """Return the object of a page without children and components; its leaves are still to be filled.

    Where a type has a field of the same name as a member that all objects have, the common member stands: an
    event's days are those by which lists and searches know it.
    """
    reading = Reading(request)
    family = places.family(page, site_of(request).root_page)
    facts, subjects = _facts(page, family.own, version)
    common = {
        **members.identity(page, facts, reading),
        **members.metadata(page, subjects, review_state(page, family.own), version),
        **members.period(facts),
        "parent": _parent(page, family, request),
        "previous_item": _summary(family.previous, request),
        "next_item": _summary(family.next, request),
        **members.editors_members(page, grant_of(request)),
    }
    own = {
        **members.lead_image(page, facts, reading),
        **members.location(page, facts),
        **_own_members(page, reading),
    }
    return {**common, **{name: value for name, value in own.items() if name not in common}}


def _facts(page: Page, entry: CatalogEntry | None, version: str) -> tuple[members.Facts, list[str]]:
    """Return what lists know of a page, and its hashtags; of a draft only the draft itself can say it."""
    if entry and version == members.CURRENT:
        _share_picture(page, entry)
        return entry, hashtags_of(entry)
    record = records_of(page)[0]
    return record, list(record.hashtags)


def _share_picture(page: Page, entry: CatalogEntry) -> None:
    """Let the entry have the picture of the page's own field, so that it is read once."""
    for field in page._meta.concrete_fields:
        is_picture = field.is_relation and issubclass(field.related_model, AbstractImage)
        if is_picture and entry.picture_id and getattr(page, field.attname) == entry.picture_id:
            picture = row(field.related_model, entry.picture_id)
            field.set_cached_value(page, picture)
            entry.picture = picture


def _own_members(page: Page, reading: Reading) -> dict[str, Any]:
    fields = own_fields(page, reading)
    if isinstance(getattr(page, BODY, None), StreamValue) and BODY in fields:
        fields.update(fields.pop(BODY))
    return fields


def _parent(page: Page, family: places.Family, request: HttpRequest) -> dict[str, Any]:
    """Return the summary of the page above; of one that is not public only for those who may edit it."""
    grant = grant_of(request)
    if family.parent or grant.is_anonymous or page.pk == site_of(request).root_page_id:
        return _summary(family.parent, request)
    above = page.get_parent()
    return page_rows([above], request, [])[0] if above and grant.reads_drafts(above) else {}


def _summary(entry: CatalogEntry | None, request: HttpRequest) -> dict[str, Any]:
    return summary(entry, request) if entry else {}
