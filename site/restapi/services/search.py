"""`@search`: what is in the catalog under a page."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.reading.content import content
from restapi.reading.loading import fill
from restapi.reading.metadata import METADATA
from restapi.reading.summaries import asked_metadata, rows, summary
from restapi.searching import indexes, ordering, paths, ranges
from restapi.searching.batching import BATCH_PARAMETERS, SORT_PARAMETERS, Batch, envelope
from restapi.tree.addresses import service_url, site_of
from search.models import CatalogEntry
from search.queries import CatalogQuerySet
from search.query import Query
from search.ranking import Ranking

TEXT = "SearchableText"
# Plone's clients say that the site's own rules for searching should hold; here they always do.
SITE_SETTINGS = "use_site_search_settings"
KNOWN = (
    TEXT,
    *indexes.INDEXES,
    *paths.NAMES,
    *ranges.NAMES,
    *SORT_PARAMETERS,
    *BATCH_PARAMETERS,
    "metadata_fields",
    "fullobjects",
    SITE_SETTINGS,
)

# Whole objects read their pages, a dozen queries each.
MOST_FULL_OBJECTS = 25


def get(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return the batch of entries under the page, the page included, that the parameters choose."""
    parameters.refuse_unknown(KNOWN)
    parameters.flag(SITE_SETTINGS)
    full = parameters.flag("fullobjects")
    batch = Batch.asked(parameters, *([MOST_FULL_OBJECTS] if full else []))
    metadata = asked_metadata(parameters)
    found = _found(page, request, parameters)
    frame = envelope(service_url(page, "search", request), request.GET, batch, found.count())
    items = _full_objects(found[batch.rows], request) if full else rows(found[batch.rows], request, metadata)
    filled: dict[str, Any] = fill({**frame, "items": items}, request)
    return filled


def _found(page: Page, request: HttpRequest, parameters: Parameters) -> CatalogQuerySet | Ranking:
    entries = indexes.chosen(paths.searched(page, site_of(request).root_page, parameters), parameters)
    entries = ranges.in_ranges(entries, parameters)
    query = Query.parse(parameters.text(TEXT)).led() if TEXT in parameters else None
    return ordering.ordered(entries, query, parameters)


def _full_objects(entries: CatalogQuerySet, request: HttpRequest) -> list[dict[str, Any]]:
    """Return each page's content object; a part of a page gives its row with all that the catalog has."""
    found = list(entries)
    pages = Page.objects.filter(pk__in={entry.page_id for entry in found}).specific().in_bulk()
    return [_full_object(entry, pages[entry.page_id], request) for entry in found]


def _full_object(entry: CatalogEntry, page: Page, request: HttpRequest) -> dict[str, Any]:
    return summary(entry, request, METADATA) if entry.fragment else content(page, request)
