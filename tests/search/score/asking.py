"""Asks all queries of one database as a visitor does, through the search view."""

from typing import Any

from django.test import Client

from search.models import CatalogEntry
from tests.search.score.case import FIRST, Answers, Cases


def answers(cases: Cases) -> Answers:
    """Return the first titles that each query finds."""
    client = Client()
    return {kind: [_first_titles(client, case.query) for case in each] for kind, each in cases.items()}


def unclear_names(cases: Cases) -> list[str]:
    """Return the names in the cases by which no entry, or more than one, is meant."""
    titles = list(CatalogEntry.objects.listed().values_list("title", flat=True))
    names = {name for each in cases.values() for case in each for name in (*case.expected, *case.absent)}
    return sorted(name for name in names if sum(title.startswith(name) for title in titles) != 1)


def _first_titles(client: Client, query: str) -> list[str]:
    response: Any = client.get("/search/", {"q": query})
    return [entry.title for entry in response.context["entries"]][:FIRST]
