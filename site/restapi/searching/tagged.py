"""The short way of the commonest search: the newest of one hashtag are the first rows of an index."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Value
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

    tag: Hashtag
    under: Page | None
    """The page below which they are wanted; None for all that there are."""

    def counted(self, batch: Batch) -> tuple[list[CatalogEntry], int]:
        """Return a batch of entries, and how many there are in all.

        Where all are wanted the hashtag's links are counted, without a look at the entries.
        """
        if self.under is not None:
            return counted(_entries(self.tag.pk).under(self.under), batch)
        if batch.start:
            return counted(_entries(self.tag.pk), batch, _links(self.tag.pk))
        rows: list[Any] = _first_batch(batch.size).models(tag=self.tag.pk)
        return rows, rows[0].total if rows else 0


def tagged_alone(page: Page, root: Page, parameters: Parameters) -> Tagged | None:
    """Return the entries under a page of the only hashtag asked for; None for other searches and unknown hashtags."""
    names = parameters.all(SUBJECT)
    if len(names) != 1 or any(name in parameters for name in OTHERS):
        return None
    key = hashtag_key(names[0])
    tag = next(iter(_WITH_KEY.models(key=key)), None) or Hashtag.objects.led_to([key]).get(key)
    is_above_all = page.pk == root.pk and len(Site.get_site_root_paths()) == 1
    return Tagged(tag, None if is_above_all else page) if tag else None


_WITH_KEY = Statement(lambda: Hashtag.objects.filter(slug=blank("key")).order_by())


@lru_cache(LARGEST)
def _first_batch(size: int) -> Statement[CatalogEntry]:
    return Statement(lambda: with_total(_entries(blank("tag")), _links(blank("tag")))[:size])


def _entries(tag: int | Value) -> CatalogQuerySet:
    return CatalogEntry.objects.pages().filter(hashtag_links__hashtag=tag).newest_of_hashtag()


def _links(tag: int | Value) -> QuerySet[EntryHashtag]:
    """Return a hashtag's links to whole pages."""
    labels = [model._meta.label for model in get_page_models()]
    return EntryHashtag.objects.filter(hashtag=tag, type__in=labels)
