"""From the facts of reports to points and places: pure arithmetic that keeps its trace, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from home.models.organisations import by_number
from home.templatetags.numbers import spaced
from news.rating.rule import Kind, Rule, points_words

# Places up to this one have diplomas: of the first, the second and the third degree.
HONOURED = 3


@dataclass(frozen=True)
class Facts:
    """What counts of one report."""

    page: int
    organisation: int
    is_on_time: bool
    participants: int = 0
    partners: int = 0
    links: int = 0
    pictures: int = 0


class Line(NamedTuple):
    """A line of the trace: what, how many, what it brings; `is_capped` where more would have counted but for a limit."""

    kind: Kind
    number: int
    points: int
    is_capped: bool = False

    @property
    def words(self) -> str:
        """«Отчёт прислан в срок — 5 баллов», «Участники: 120 — 10 баллов»."""
        is_number = self.kind not in (Kind.ON_TIME, Kind.LATE)
        what = f"{self.kind.label}: {spaced(self.number)}" if is_number else str(self.kind.label)
        return f"{what} — {points_words(self.points)}"


@dataclass(frozen=True)
class RatedReport:
    """A report by its page's id, with the trace of its points."""

    page: int
    lines: tuple[Line, ...]

    @property
    def points(self) -> int:
        """The sum of its lines."""
        return sum(line.points for line in self.lines)


@dataclass(frozen=True)
class Row:
    """An organisation with its reports; the names are those that it had when the points were counted."""

    organisation: int
    title: str
    full_name: str = ""
    reports: tuple[RatedReport, ...] = ()

    @property
    def points(self) -> int:
        """The sum of its reports."""
        return sum(report.points for report in self.reports)

    @property
    def charter_name(self) -> str:
        """The name in the charter, else the one that people say."""
        return self.full_name or self.title


@dataclass(frozen=True)
class Placed:
    """A row in its place: of those who tie, all have the places from the first to the last."""

    row: Row
    first: int
    last: int

    @property
    def label(self) -> str:
        """«3», or «1–2» where two tie."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def is_honoured(self) -> bool:
        """Whether a diploma belongs to the place."""
        return self.first <= HONOURED


def rated(rule: Rule, facts: Facts) -> RatedReport:
    """Return the trace of a report: a line for all that is there and has a weight."""
    counts = {
        Kind.ON_TIME if facts.is_on_time else Kind.LATE: 1,
        Kind.PARTICIPANTS: facts.participants,
        Kind.PARTNERS: facts.partners,
        Kind.LINKS: facts.links,
        Kind.PICTURES: facts.pictures,
    }
    terms = ((kind, count, rule.terms[kind]) for kind, count in counts.items())
    return RatedReport(
        facts.page,
        tuple(
            Line(kind, count, term.earned(count), term.earned(count) < term.uncapped(count))
            for kind, count, term in terms
            if count and term.points
        ),
    )


def placed(rows: Iterable[Row]) -> list[Placed]:
    """Return the rows that have points in their places: equal points are equal places, and the next place is free.

    Two with the most points are «1–2», who follows is 3. Those who tie stand by title, «Школа № 3» before «№ 11».
    """
    found: list[Placed] = []
    ordered = sorted((row for row in rows if row.points), key=lambda row: (-row.points, by_number(row)))
    for _points, group in groupby(ordered, key=lambda row: row.points):
        equal, first = list(group), len(found) + 1
        found += [Placed(row, first, first + len(equal) - 1) for row in equal]
    return found
