"""The sets that are scored, each with its targets."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from tests.plans.importing.score import tally
from tests.plans.importing.score.cases import (
    SHARED,
    Case,
    five_documents,
    labelled_documents,
    more_documents,
    own_documents,
)
from tests.plans.importing.score.comparison import compare
from tests.plans.importing.score.deadlines import score_of_deadlines, score_of_hashtags

OF_FIVE, OF_MORE = 98, 90


@dataclass(frozen=True)
class ScoredSet:
    """A set of labelled cases; `run` scores them."""

    run: Callable[[], tally.Score]
    row_integrity: float = OF_FIVE

    @property
    def targets(self) -> tuple[tally.Target, ...]:
        return tally.targets(self.row_integrity)


def score_of(title: str, cases: list[Case]) -> tally.Score:
    """Read, parse and compare documents."""
    score = tally.Score(title, documents=len(cases))
    for case in cases:
        started = time.perf_counter()
        document = parse_document(read_document(case.path), case.name)
        score.seconds += time.perf_counter() - started
        compare(case, document, score)
    return score


def own_set() -> ScoredSet:
    return ScoredSet(lambda: score_of("our own documents", own_documents()))


def shared_sets() -> list[ScoredSet]:
    """Return the sets of the shared folder; none where it is absent."""
    if not SHARED.is_dir():
        return []
    return [
        ScoredSet(lambda: score_of("five documents, .docx", five_documents(".docx"))),
        ScoredSet(lambda: score_of("five documents, .txt", five_documents(".txt"))),
        ScoredSet(lambda: score_of("more documents", more_documents()), OF_MORE),
        ScoredSet(score_of_deadlines),
        ScoredSet(score_of_hashtags),
    ]


def set_of_folder(folder: Path) -> ScoredSet:
    """Return a set of documents labelled elsewhere."""
    return ScoredSet(lambda: score_of(folder.name, labelled_documents(folder)), OF_MORE)


def failures(scored: ScoredSet, score: tally.Score) -> list[str]:
    """Return what misses its target."""
    found = [
        f"{score.title}: {target.measure} {score.share(target.measure):.1f} % < {target.least} %"
        for target in scored.targets
        if not target.is_met(score)
    ]
    return found + ([f"{score.title}: {score.invented} invented rows"] if score.invented else [])
