"""Rows of lists: six members from the catalog, and those that `metadata_fields` asks for; no page is read."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from restapi.http.parameters import Parameter, Parameters
from restapi.reading.metadata import KNOWN, METADATA, read_hashtags
from restapi.reading.states import PUBLISHED
from restapi.tree.addresses import entry_url
from search.models import CatalogEntry

ALL = "_all"
METADATA_FIELDS = Parameter.choice(
    "metadata_fields", [ALL, *KNOWN], "What rows say beside their six members.", is_repeated=True
)


def summary(
    entry: CatalogEntry, request: HttpRequest, metadata: Iterable[str] = (), state: str = PUBLISHED
) -> dict[str, Any]:
    """Return a row of a list; `metadata` names members of KNOWN."""
    return {
        "@id": entry_url(entry, request),
        "@type": entry.type,
        "title": entry.title,
        "description": entry.lead,
        "review_state": state,
        "type_title": entry.type_title,
        **{name: KNOWN[name](entry, request) for name in metadata},
    }


def asked_metadata(parameters: Parameters) -> list[str]:
    """Return the names that `metadata_fields` asks for; raises Problem 400 for one that no row has."""
    names = parameters.choices("metadata_fields", {*KNOWN, ALL})
    return list(METADATA) if ALL in names else list(dict.fromkeys(names))


def rows(
    entries: Iterable[CatalogEntry], request: HttpRequest, metadata: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the rows of a list, in one query and one for hashtags, however many they are."""
    names, read = list(metadata), list(entries)
    if "Subject" in names:
        read_hashtags(read)
    return [summary(entry, request, names) for entry in read]
