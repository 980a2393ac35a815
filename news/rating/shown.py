"""A rating as a page shows it: with titles and addresses of what is public now, read in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from news.rating.points import Line, Placed, Row
from news.rating.rating import Rating
from news.rating.rule import points_words
from search.models import CatalogEntry

BATCH = 50
# A page with more reports than these would be too heavy for an old phone with all their traces.
MOST_REPORTS = 60


class Address(NamedTuple):
    """A public page's title and where it stands."""

    title: str
    url: str


@dataclass(frozen=True)
class ShownReport:
    """A report with its trace; `address` is None for one that is not public any more."""

    address: Address | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ShownPlace:
    """A place with its points in words, its organisation's address, if that is public, and its reports.

    Many reports are None: their traces are asked for one organisation at a time.
    """

    place: Placed
    points: str
    address: Address | None
    reports: list[ShownReport] | None


@dataclass(frozen=True)
class ShownRating:
    """A batch of a rating: places in order, and, by name and address, who has no points."""

    places: list[ShownPlace]
    without_points: list[tuple[Row, Address | None]]


def batch_of(rating: Rating, organisation: int | None) -> int:
    """Return the number of the batch in which an organisation stands; the first where it has no place."""
    numbers = (number for number, each in enumerate(rating.places) if each.row.organisation == organisation)
    return next(numbers, 0) // BATCH + 1


def shown(batch: Iterable[Placed | Row], chosen: int | None) -> ShownRating:
    """Return a batch with the addresses of what everybody may see now; the trace of the organisation `chosen` is there."""
    batch = list(batch)
    places = [each for each in batch if isinstance(each, Placed)]
    rest = [each for each in batch if isinstance(each, Row)]
    are_few = sum(len(place.row.reports) for place in places) <= MOST_REPORTS
    traced = {place.row.organisation for place in places if are_few or place.row.organisation == chosen}
    rows = [*(place.row for place in places), *rest]
    known = _addresses(
        {row.organisation for row in rows}
        | {report.page for row in rows if row.organisation in traced for report in row.reports}
    )
    return ShownRating(
        [_place(place, known, is_traced=place.row.organisation in traced) for place in places],
        [(row, known.get(row.organisation)) for row in rest],
    )


def _place(place: Placed, known: Mapping[int, Address], *, is_traced: bool) -> ShownPlace:
    row = place.row
    reports = [ShownReport(known.get(report.page), report.lines) for report in row.reports]
    return ShownPlace(
        place, points_words(row.points), known.get(row.organisation), reports if is_traced else None
    )


def _addresses(pages: Iterable[int]) -> Mapping[int, Address]:
    entries = CatalogEntry.objects.pages().filter(page__in=pages)
    return {page: Address(title, url) for page, title, url in entries.values_list("page", "title", "url")}
