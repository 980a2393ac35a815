"""A rating as a page shows it: with titles and addresses of what is public now, read in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from news.rating.points import Line, Placed, Row
from news.rating.rating import Rating
from news.rating.rule import points_words
from search.models import CatalogEntry


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
    """A place with its points in words, its organisation's address, if that is public, and its reports."""

    place: Placed
    points: str
    address: Address | None
    reports: list[ShownReport]


@dataclass(frozen=True)
class ShownRating:
    """The places in order, and by name and address who has no points."""

    places: list[ShownPlace]
    without_points: list[tuple[Row, Address | None]]


def shown(rating: Rating) -> ShownRating:
    """Return the rating with the addresses of what everybody may see now."""
    pages = {row.organisation for row in rating.rows}
    pages |= {report.page for row in rating.rows for report in row.reports}
    known = _addresses(pages)
    return ShownRating(
        [
            ShownPlace(
                place,
                points_words(place.row.points),
                known.get(place.row.organisation),
                [ShownReport(known.get(report.page), report.lines) for report in place.row.reports],
            )
            for place in rating.places
        ],
        [(row, known.get(row.organisation)) for row in rating.without_points],
    )


def _addresses(pages: Iterable[int]) -> Mapping[int, Address]:
    entries = CatalogEntry.objects.pages().filter(page__in=pages)
    return {page: Address(title, url) for page, title, url in entries.values_list("page", "title", "url")}
