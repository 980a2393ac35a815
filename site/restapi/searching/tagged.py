"""The short way of the commonest search: the newest of one hashtag are the first rows of an index."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Site, get_page_models

from restapi.http.parameters import Parameters
from restapi.searching import indexes, ordering, paths, ranges
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.queries import CatalogQuerySet

SUBJECT = "Subject"
OTHERS = tuple(
    parameter.name
    for parameter in (*indexes.PARAMETERS, *paths.PARAMETERS, *ranges.PARAMETERS, *ordering.PARAMETERS)
    if parameter.name != SUBJECT
)


def tagged_alone(page: Page, root: Page, parameters: Parameters) -> tuple[CatalogQuerySet, Any] | None:
    """Return the entries under a page of the only hashtag asked for, and what counts them; None for other searches.

    Counted are the hashtag's links, without a look at the entries, where the page is above everything.
    """
    names = parameters.all(SUBJECT)
    if len(names) != 1 or any(name in parameters for name in OTHERS):
        return None
    key = hashtag_key(names[0])
    tag = Hashtag.objects.led_to([key]).get(key)
    if tag is None:
        return CatalogEntry.objects.none(), None
    entries = CatalogEntry.objects.pages().filter(hashtag_links__hashtag=tag.pk).newest_of_hashtag()
    if page.pk == root.pk and len(Site.get_site_root_paths()) == 1:
        return entries, _links(tag)
    return entries.under(page), None


def _links(tag: Hashtag) -> QuerySet[EntryHashtag]:
    """Return a hashtag's links to whole pages."""
    labels = [model._meta.label for model in get_page_models()]
    return EntryHashtag.objects.filter(hashtag=tag.pk, type__in=labels)
