"""A query with what it must find, and how well what was found answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIRST = 10


@dataclass(frozen=True)
class Case:
    """A query as a visitor types it; titles are named by their beginnings."""

    query: str
    expected: tuple[str, ...]
    absent: tuple[str, ...] = ()
    """What the query rules out: with it among the first nothing counts."""

    def missing(self, found: Sequence[str]) -> tuple[str, ...]:
        """Return what is expected and not among the first titles found; all of it beside what is ruled out."""
        first = found[:FIRST]
        if any(_place(name, first) for name in self.absent):
            return self.expected
        return tuple(name for name in self.expected if not _place(name, first))

    def recall(self, found: Sequence[str]) -> float:
        """Return the share of what is expected that is among the first."""
        return 1 - len(self.missing(found)) / len(self.expected)

    def reciprocal_rank(self, found: Sequence[str]) -> float:
        """Return one divided by the place of the first title that is expected, nothing without one."""
        missing = self.missing(found)
        places = [_place(name, found) for name in self.expected if name not in missing]
        return 1 / min(places) if places else 0.0


Cases = Mapping[str, Sequence[Case]]
"""Cases by kind."""
Answers = dict[str, list[list[str]]]
"""The titles found for every query, by kind, in the order of the cases."""


def ask(query: str, *expected: str, absent: Sequence[str] = ()) -> Case:
    """Return a case."""
    return Case(query, expected, tuple(absent))


def _place(name: str, titles: Sequence[str]) -> int:
    """Return the place of the first title that begins with the name, counted from one, or nothing."""
    return next((place for place, title in enumerate(titles, 1) if title.startswith(name)), 0)
