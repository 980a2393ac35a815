"""Choices that a list's template makes among the entries it was given."""

import uuid
from collections.abc import Iterable

from django import template

from search.models import CatalogEntry

register = template.Library()


@register.filter
def with_pictures(entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """Return the entries that have a picture: they make the photo wall."""
    return [entry for entry in entries if entry.pictures]


@register.filter
def without_pictures(entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """Return the entries that have none: they make the list below it."""
    return [entry for entry in entries if not entry.pictures]


@register.filter
def about(entries: dict[uuid.UUID, list[CatalogEntry]], uid: uuid.UUID) -> list[CatalogEntry]:
    """Return the entries that report on this thing, out of those that were read for all."""
    return entries.get(uid, [])
