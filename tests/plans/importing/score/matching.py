"""Which row that was found is which row that was labelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from plans.importing.parsed import Item, ParsedDocument
from tests.plans.importing.score.folding import fold

_ALIKE = 0.55
_MANY = 60

Label = dict[str, Any]


@dataclass(frozen=True)
class FoundRow:
    item: Item
    section: str
    parent: Item | None = None


@dataclass(frozen=True)
class Match:
    """A labelled row and the row that was found for it; one of them is None where the other has no partner."""

    label: Label | None
    found: FoundRow | None


def rows_of(document: ParsedDocument) -> list[FoundRow]:
    """Return the rows of all plans as they stand in the file, sub-items below their item."""
    return [
        row
        for plan in document.plans
        for section in plan.sections
        for item in section.items
        for row in _with_subitems(item, section.title, None)
    ]


def _with_subitems(item: Item, section: str, parent: Item | None) -> Iterator[FoundRow]:
    yield FoundRow(item, section, parent)
    for subitem in item.items:
        yield from _with_subitems(subitem, section, item)


def matched(labels: list[Label], found: list[FoundRow]) -> list[Match]:
    """Pair rows with the same title in order, then those between them whose titles are alike."""
    expected_titles = [fold(label["title"]) for label in labels]
    found_titles = [fold(row.item.title) for row in found]
    matches: list[Match] = []
    matcher = SequenceMatcher(None, expected_titles, found_titles, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            matches += [Match(*pair) for pair in zip(labels[first:last], found[start:end], strict=True)]
        else:
            matches += _alike(labels[first:last], found[start:end])
    return matches


def _alike(labels: list[Label], found: list[FoundRow]) -> list[Match]:
    matches: list[Match] = []
    rest = list(found)
    for label in labels:
        best = max(rest, key=lambda row: _likeness(label, row), default=None)
        if best is None or _likeness(label, best) < _ALIKE:
            matches.append(Match(label, None))
        else:
            rest.remove(best)
            matches.append(Match(label, best))
    return matches + [Match(None, row) for row in rest]


def _likeness(label: Label, row: FoundRow) -> float:
    one, two = fold(label["title"]), fold(row.item.title)
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > 12 and shorter in longer:
        return 1
    return SequenceMatcher(None, one[:_MANY], two[:_MANY]).ratio()
