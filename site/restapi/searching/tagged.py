"""The short way of the commonest search: the newest of one hashtag are the first rows of an index."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Subquery
from wagtail.models import Page, Site, get_page_models

from restapi.http.parameters import Parameters
from restapi.searching import indexes, ordering, paths, ranges
from restapi.searching.batching import LARGEST, Batch, counted, with_total
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.queries import CatalogQuerySet
from search.statements import Statement, blank

SUBJECT = "Subject"
OTHERS = tuple(
    parameter.name
    for parameter in (*indexes.PARAMETERS, *paths.PARAMETERS, *ranges.PARAMETERS, *ordering.PARAMETERS)
    if parameter.name != SUBJECT
)


@dataclass(frozen=True)
class Tagged:
    """The entries of one hashtag, the newest first."""

    key: str
    under: Page | None
    """The page below which they are wanted; None for all that there are."""

    def counted(self, batch: Batch) -> tuple[list[CatalogEntry], int]:
        """Return a batch of entries, and how many there are in all; the first one of all in one query.

        Where all are wanted the hashtag's links are counted, without a look at the entries.
        """
        rows: list[Any] = []
        if self.under is None and not batch.start:
            rows = _first_batch(batch.size).models(key=self.key)
        if rows:
            return rows, rows[0].total
        tag = Hashtag.objects.led_to([self.key]).get(self.key)
        if tag is None:
            return [], 0
        if self.under is None:
            return counted(_entries(tag.pk), batch, _links(tag.pk))
        return counted(_entries(tag.pk).under(self.under), batch)


def tagged_alone(page: Page, root: Page, parameters: Parameters) -> Tagged | None:
    """Return the entries under a page of the only hashtag asked for; None for other searches."""
    names = parameters.all(SUBJECT)
    if len(names) != 1 or any(name in parameters for name in OTHERS):
        return None
    is_above_all = page.pk == root.pk and len(Site.get_site_root_paths()) == 1
    return Tagged(hashtag_key(names[0]), None if is_above_all else page)


@lru_cache(LARGEST)
def _first_batch(size: int) -> Statement[CatalogEntry]:
    """Return the statement of a hashtag's newest entries by its key."""

    def write() -> CatalogQuerySet:
        tag = Subquery(Hashtag.objects.filter(slug=blank("key")).order_by().values("pk"))
        return with_total(_entries(tag), _links(tag))[:size]

    return Statement(write)


def _entries(tag: int | Subquery) -> CatalogQuerySet:
    return CatalogEntry.objects.pages().filter(hashtag_links__hashtag=tag).newest_of_hashtag()


def _links(tag: int | Subquery) -> QuerySet[EntryHashtag]:
    """Return a hashtag's links to whole pages."""
    labels = [model._meta.label for model in get_page_models()]
    return EntryHashtag.objects.filter(hashtag=tag, type__in=labels)
