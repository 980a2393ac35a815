"""Rows of lists: six members from the catalog, and those that `metadata_fields` asks for; no page is read."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from restapi.http.parameters import Parameters
from restapi.reading.metadata import KNOWN, METADATA
from restapi.tree.addresses import entry_url
from search.models import CatalogEntry
from search.queries import CatalogQuerySet

ALL = "_all"

# Everything in the catalog is public.
PUBLISHED = "published"


def summary(entry: CatalogEntry, request: HttpRequest, metadata: Iterable[str] = ()) -> dict[str, Any]:
    """Return a row of a list; `metadata` names members of KNOWN."""
    return {
        "@id": entry_url(entry, request),
        "@type": entry.type,
        "title": entry.title,
        "description": entry.lead,
        "review_state": PUBLISHED,
        "type_title": entry.type_title,
        **{name: KNOWN[name](entry, request) for name in metadata},
    }


def asked_metadata(parameters: Parameters) -> list[str]:
    """Return the names that `metadata_fields` asks for; raises Problem 400 for one that no row has."""
    names = parameters.choices("metadata_fields", {*KNOWN, ALL})
    return list(METADATA) if ALL in names else list(dict.fromkeys(names))


def rows(entries: CatalogQuerySet, request: HttpRequest, metadata: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows of a list, in one query and one for hashtags, however many they are."""
    names = list(metadata)
    lean = entries
    if "Subject" in names:
        lean = lean.prefetch_related("hashtags")
    return [summary(entry, request, names) for entry in lean]
