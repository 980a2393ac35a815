"""The catalog's indexes under Plone's names: what each parameter of a search chooses."""

import uuid
from collections.abc import Callable

from django.db.models import Exists, OuterRef

from restapi.http.parameters import Parameters
from restapi.reading.summaries import PUBLISHED
from search.hashtags import hashtag_key
from search.models import EntryHashtag
from search.queries import CatalogQuerySet

Choose = Callable[[CatalogQuerySet, list[str]], CatalogQuerySet]


def chosen(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    """Return the entries that every given index chooses; parts of pages only where their type is named."""
    if "portal_type" not in parameters:
        entries = entries.pages()
    for name, choose in INDEXES.items():
        if name in parameters:
            entries = choose(entries, parameters.all(name))
    return entries


def _of_type(entries: CatalogQuerySet, labels: list[str]) -> CatalogQuerySet:
    return entries.of_type(*labels)


def _tagged(entries: CatalogQuerySet, names: list[str]) -> CatalogQuerySet:
    """Choose what has any of the hashtags, however they are spelled."""
    keys = {hashtag_key(name) for name in names} - {""}
    if len(keys) == 1:
        return entries.tagged(*keys)
    return entries.filter(Exists(EntryHashtag.objects.filter(entry=OuterRef("pk"), hashtag__slug__in=keys)))


def _in_state(entries: CatalogQuerySet, states: list[str]) -> CatalogQuerySet:
    return entries if PUBLISHED in states else entries.none()


def _with_uid(entries: CatalogQuerySet, texts: list[str]) -> CatalogQuerySet:
    return entries.filter(uid__in=[uid for text in texts if (uid := _uid(text))])


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


INDEXES: dict[str, Choose] = {
    "portal_type": _of_type,
    "Subject": _tagged,
    "review_state": _in_state,
    "UID": _with_uid,
}
