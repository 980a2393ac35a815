"""What the answers come to: recall among the first ten, mean reciprocal rank, misses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.search.score.case import Answers, Case, Cases

LEAST_RECALL = 0.95


@dataclass(frozen=True)
class Figures:
    """How well some queries are answered."""

    queries: int
    recall: float
    mrr: float


def by_kind(cases: Cases, answers: Answers) -> dict[str, Figures]:
    """Return the figures of each kind of query."""
    return {kind: _figures(each, answers[kind]) for kind, each in cases.items()}


def overall(cases: Cases, answers: Answers) -> Figures:
    """Return the figures of all queries together."""
    return _figures(
        [case for each in cases.values() for case in each],
        [found for kind in cases for found in answers[kind]],
    )


def misses(cases: Cases, answers: Answers) -> Iterator[tuple[Case, list[str]]]:
    """Yield the cases that lack something, with what was found."""
    for kind, each in cases.items():
        for case, found in zip(each, answers[kind], strict=True):
            if case.missing(found):
                yield case, found


def _figures(cases: Sequence[Case], found: list[list[str]]) -> Figures:
    pairs = list(zip(cases, found, strict=True))
    return Figures(
        len(pairs),
        fmean(case.recall(titles) for case, titles in pairs),
        fmean(case.reciprocal_rank(titles) for case, titles in pairs),
    )
