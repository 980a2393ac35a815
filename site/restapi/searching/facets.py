"""By what a search can be narrowed down: each value with how many things it would leave.

A facet is counted after all the other parameters, so that its counts say what choosing another value would give.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.db.models.functions import ExtractYear

from restapi.http.parameters import NO, YES, Parameter, Parameters
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.queries import CatalogQuerySet

# So many values of a facet are named, the commonest.
MOST_VALUES = 25

Counted = list[dict[str, Any]]


def asked_facets(parameters: Parameters) -> list[str]:
    """Return the facets that are asked for; a yes means all of them. Raises Problem 400."""
    word = parameters.text("facets").strip().lower()
    if word in YES | NO:
        return list(FACETS) if word in YES else []
    return list(dict.fromkeys(parameters.choices("facets", FACETS)))


def facets(names: list[str], found: Callable[[str], CatalogQuerySet]) -> dict[str, Counted]:
    """Return the values of facets; `found` gives what all the parameters choose but the one that it is told."""
    return {name: FACETS[name](found(INDEX_OF[name])) for name in names}


def _types(found: CatalogQuerySet) -> Counted:
    counts = _counts(found, "type")
    titles = {label: str(apps.get_model(label)._meta.verbose_name_plural) for label in counts}
    return _values(counts, titles, {label: label for label in counts})


def _hashtags(found: CatalogQuerySet) -> Counted:
    links = EntryHashtag.objects.filter(entry__in=found.order_by().values("pk")).order_by()
    rows = links.values_list("hashtag").annotate(number=Count("pk")).order_by("-number", "hashtag")
    counts = dict(rows[:MOST_VALUES])
    tags = Hashtag.objects.in_bulk(list(counts))
    names = {pk: tag.name for pk, tag in tags.items()}
    return _values(counts, names, {pk: tag.slug for pk, tag in tags.items()})


def _organisations(found: CatalogQuerySet) -> Counted:
    counts = _counts(found.exclude(organisation=None), "organisation")
    entries = CatalogEntry.objects.pages().filter(page_id__in=list(counts))
    known = {entry.page_id: entry for entry in entries}
    titles = {pk: entry.title for pk, entry in known.items()}
    return _values(counts, titles, {pk: str(entry.uid) for pk, entry in known.items()})


def _years(found: CatalogQuerySet) -> Counted:
    counts = _counts(found.annotate(year=ExtractYear("date")), "year")
    years = {year: str(year) for year in counts}
    return sorted(_values(counts, years, years), key=lambda value: value["token"], reverse=True)


def _counts(found: CatalogQuerySet, column: str) -> dict[Any, int]:
    rows = found.order_by().values_list(column).annotate(number=Count("pk")).order_by("-number", column)
    return dict(rows[:MOST_VALUES])


def _values(counts: dict[Any, int], titles: dict[Any, str], tokens: dict[Any, str]) -> Counted:
    """Return counts as values, the commonest first; what has no title is not public and left out."""
    return [
        {"token": tokens[key], "title": titles[key], "count": count}
        for key, count in counts.items()
        if key in titles
    ]


FACETS: dict[str, Callable[[CatalogQuerySet], Counted]] = {
    "type": _types,
    "hashtag": _hashtags,
    "organisation": _organisations,
    "year": _years,
}
# By which parameter a facet's value is chosen.
INDEX_OF = {"type": "portal_type", "hashtag": "Subject", "organisation": "organisation", "year": "year"}

FACETS_PARAMETER = Parameter(
    "facets", {"type": "string", "enum": ["1", *FACETS]}, "What to count; 1 means all.", is_repeated=True
)
