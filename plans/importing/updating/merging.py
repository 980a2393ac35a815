"""Three versions become one: what the last import gave (the base), what editors made of it, what the new document says.

Where the document says what it said before, the editors' version stays. Where it says something else, the document
wins, and an editor's version that gives way to it is reported.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from plans.importing.updating.values import RawBlock, comparable
from search.hashtags import hashtag_key

# The base of what no import gave, or of a draft that has been purged.
UNKNOWN: Final = object()

# The blocks that the importer makes; all others were added by hand.
IMPORTED_BLOCKS = {
    "heading", "paragraph", "clause", "table", "agenda_item", "signature", "distribution_list",
}  # fmt: skip


def merged(current: Any, base: Any, new: Any) -> tuple[Any, bool]:
    """Return the value to keep, and whether an editor's version gives way to the document's."""
    was, wanted = comparable(current), comparable(new)
    if base is UNKNOWN:
        return (current if wanted in (was, "") else new), False
    before = comparable(base)
    if wanted in (before, was):
        return current, False
    return new, was != before


def merged_hashtags(current: Iterable[str], base: Iterable[str] | None, new: Iterable[str]) -> list[str]:
    """Return the names of the hashtags to keep: an editor's additions and removals stay."""
    before = {hashtag_key(name) for name in base or ()}
    wanted = {hashtag_key(name): name for name in new}
    kept = {
        hashtag_key(name): name
        for name in current
        if hashtag_key(name) in wanted or hashtag_key(name) not in before
    }
    return list(kept.values()) + [
        name for key, name in wanted.items() if key not in before and key not in kept
    ]


@dataclass(frozen=True)
class _Edit:
    """Blocks of the base from start to end give way to others."""

    start: int
    end: int
    blocks: tuple[RawBlock, ...]

    def collides(self, other: "_Edit") -> bool:
        return self.start < other.end and other.start < self.end


def merged_blocks(
    current: Sequence[RawBlock], base: Sequence[RawBlock] | None, new: Sequence[RawBlock]
) -> tuple[list[RawBlock], bool]:
    """Return the blocks to keep, and whether an editor's version of some gives way to the document's.

    Blocks of kinds that no import makes, such as pictures, always stay, behind the block that they stood behind.
    """
    if base is None:
        base = [block for block in current if block["type"] in IMPORTED_BLOCKS]
    by_document, by_hand = _edits(base, new), _edits(base, current)
    edits, is_overwritten = list(by_document), False
    for edit in by_hand:
        rivals = [other for other in by_document if edit.collides(other)]
        if not rivals:
            edits.append(edit)
            continue
        added = tuple(block for block in edit.blocks if block["type"] not in IMPORTED_BLOCKS)
        place = max(rival.end for rival in rivals)
        edits.append(_Edit(place, place, added))
        is_overwritten |= _own(edit) not in [_own(rival) for rival in rivals]
    return _apply(edits, base), is_overwritten


def _own(edit: _Edit) -> list[Any]:
    return [comparable(block) for block in edit.blocks if block["type"] in IMPORTED_BLOCKS]


def _edits(base: Sequence[RawBlock], changed: Sequence[RawBlock]) -> list[_Edit]:
    matcher = SequenceMatcher(None, _keys(base), _keys(changed), autojunk=False)
    return [
        _Edit(start, end, tuple(changed[first:last]))
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _keys(blocks: Sequence[RawBlock]) -> list[str]:
    return [json.dumps(comparable(block), sort_keys=True, ensure_ascii=False) for block in blocks]


def _apply(edits: list[_Edit], base: Sequence[RawBlock]) -> list[RawBlock]:
    result: list[RawBlock] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        result += base[place : edit.start]
        result += edit.blocks
        place = max(place, edit.end)
    return result + list(base[place:])
