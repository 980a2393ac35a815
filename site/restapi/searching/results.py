"""What a search answers: the batch that its parameters choose, as rows or as whole objects, and its facets."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from restapi.access.grants import grant_of
from restapi.http.parameters import Parameter, Parameters
from restapi.reading.drafts import page_rows
from restapi.reading.loading import fill
from restapi.reading.objects import FULL_OBJECTS, MOST_OBJECTS, objects
from restapi.reading.summaries import METADATA_FIELDS, asked_metadata, rows
from restapi.searching import indexes, ordering, paths, ranges
from restapi.searching.batching import BATCH, Batch, counted, envelope
from restapi.searching.facets import FACETS_PARAMETER, asked_facets, facets
from restapi.searching.tagged import Tagged, tagged_alone
from restapi.searching.unpublished import asks_for_unpublished, with_unpublished
from restapi.tree.addresses import site_of
from search.queries import CatalogQuerySet
from search.query import Query

TEXT = "SearchableText"
# Plone's clients say that the site's own rules for searching should hold; here they always do.
SITE_SETTINGS = "use_site_search_settings"
PARAMETERS = (
    Parameter.text(TEXT, "Words in any form, “phrases”, -excluded, #hashtags."),
    *indexes.PARAMETERS,
    *paths.PARAMETERS,
    *ranges.PARAMETERS,
    *ordering.PARAMETERS,
    *BATCH,
    METADATA_FIELDS,
    FACETS_PARAMETER,
    FULL_OBJECTS,
    Parameter.flag(SITE_SETTINGS),
)


@dataclass(frozen=True)
class Search:
    """A search below a page, the page included."""

    page: Page
    request: HttpRequest
    parameters: Parameters

    def answer(self, url: str, query: QueryDict, limit: int | None = None) -> dict[str, Any]:
        """Return the envelope at an address, with at most `limit` rows in all; raises Problem 400."""
        parameters = self.parameters
        parameters.flag(SITE_SETTINGS)
        full = parameters.flag(FULL_OBJECTS.name)
        batch = Batch.asked(parameters, *([MOST_OBJECTS] if full else []))
        metadata, names = asked_metadata(parameters), asked_facets(parameters)
        wanted, total = self._batch(batch, limit, full=full)
        body = envelope(url, query, batch, total)
        body["items"] = objects(wanted, self.request) if full else self._rows(wanted, metadata)
        if names:
            body["facets"] = facets(names, self._counted)
        filled: dict[str, Any] = fill(body, self.request)
        return filled

    def _batch(self, batch: Batch, limit: int | None, *, full: bool) -> tuple[Any, int]:
        """Return what is wanted of what is found, and how many there are in all."""
        is_plain = limit is None and not full
        tagged = self._tagged() if is_plain else None
        if tagged:
            return tagged.counted(batch)
        found = self._found()
        if is_plain and isinstance(found, CatalogQuerySet):
            return counted(found, batch)
        total = found.count() if limit is None else min(limit, found.count())
        return found[batch.start : max(batch.start, min(batch.start + batch.size, total))], total

    def _tagged(self) -> Tagged | None:
        if TEXT in self.parameters:
            return None
        return tagged_alone(self.page, site_of(self.request).root_page, self.parameters)

    def _found(self) -> Any:
        """Return the entries in their order; pages where what is not published is asked for."""
        entries, query = self._chosen(), self._query()
        grant, root = grant_of(self.request), site_of(self.request).root_page
        if asks_for_unpublished(self.parameters, grant):
            public = query.found(entries) if query else entries
            return with_unpublished(public, self.page, root, self.parameters, grant)
        return ordering.ordered(entries, query, self.parameters)

    def _chosen(self, left_out: str = "") -> CatalogQuerySet:
        root = site_of(self.request).root_page
        entries = paths.searched(self.page, root, self.parameters)
        return ranges.in_ranges(indexes.chosen(entries, self.parameters, left_out), self.parameters)

    def _counted(self, left_out: str) -> CatalogQuerySet:
        """Return what all parameters but one choose, in no order."""
        entries, query = self._chosen(left_out), self._query()
        return query.found(entries) if query else entries

    def _query(self) -> Query | None:
        return Query.parse(self.parameters.text(TEXT)).led() if TEXT in self.parameters else None

    def _rows(self, found: Any, metadata: list[str]) -> list[dict[str, Any]]:
        read = page_rows if getattr(found, "model", None) is Page else rows
        return read(found, self.request, metadata)
