"""Figures: how many facts were right of how many, and what was wrong with the others."""

from dataclasses import dataclass, field

REQUISITES, COUNT, INTEGRITY, PARTIES = "requisites", "row count", "row integrity", "parties"
DEADLINES, HASHTAGS, STRUCTURE, CLAUSES, INVENTED = (
    "deadlines",
    "hashtags",
    "structure",
    "clauses",
    "invented",
)
MEASURES = (REQUISITES, COUNT, INTEGRITY, PARTIES, DEADLINES, HASHTAGS, STRUCTURE, CLAUSES)


@dataclass(frozen=True)
class Miss:
    """A fact that was found wrongly."""

    file: str
    what: str
    expected: object
    found: object


@dataclass
class Score:
    """The figures of one set of cases."""

    title: str
    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    invented: int = 0
    documents: int = 0
    seconds: float = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, measure: str, file: str, what: str, expected: object, found: object, *, ok: bool) -> None:
        """Count one fact of a file; a wrong one is remembered."""
        self.total[measure] = self.total.get(measure, 0) + 1
        self.right[measure] = self.right.get(measure, 0) + ok
        if not ok:
            self.misses.append(Miss(file, f"{measure}: {what}", expected, found))

    def add_invented(self, file: str, found: object) -> None:
        self.invented += 1
        self.misses.append(Miss(file, f"{INVENTED} row", None, found))

    def share(self, measure: str) -> float | None:
        """Return the share of right facts in per cent, None where nothing was labelled."""
        total = self.total.get(measure, 0)
        return 100 * self.right[measure] / total if total else None


@dataclass(frozen=True)
class Target:
    """The least share that is accepted, in per cent."""

    measure: str
    least: float

    def is_met(self, score: Score) -> bool:
        share = score.share(self.measure)
        return share is None or share >= self.least


def targets(row_integrity: float) -> tuple[Target, ...]:
    """Return the targets of a set; rows that lost their marks in a text file come back less often whole."""
    least = {REQUISITES: 95, INTEGRITY: row_integrity, PARTIES: 92, DEADLINES: 97, HASHTAGS: 100}
    return tuple(Target(measure, share) for measure, share in least.items())
