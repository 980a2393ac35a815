"""Which item of a new edition is which item of the old one; each is one other's at most."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from search.text import name_key, stems

# How alike two titles must be, in letters and in words: where the numbers agree, and where nothing else speaks for it.
ALIKE_BY_NUMBER = 0.6
ALIKE = 0.8
# difflib compares a title only with the few that share the most words, so that big plans stay quick.
CLOSEST = 5


@dataclass(frozen=True)
class Entry:
    """What is known of an item or a page; `above` is the section, and the item that a sub-item belongs to."""

    title: str
    number: str = ""
    above: str = ""
    deadline: str = ""

    @classmethod
    def of(cls, title: str, number: str = "", above: str = "", deadline: str = "") -> "Entry":
        """Return the entry with its texts brought to one case, without quotes, dots and «ё»."""
        return cls(name_key(title), name_key(number), name_key(above), name_key(deadline))


# From the surest to the least sure; the last key that an item shares with another one is its title.
KEYS: tuple[Callable[[Entry], Hashable], ...] = (
    lambda entry: entry,
    lambda entry: (entry.above, entry.number, entry.title),
    lambda entry: (entry.above, entry.title),
    lambda entry: (entry.number, entry.title),
    lambda entry: entry.title,
)


def pairs(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Return the index of the old entry for each index of a new one that has one."""
    found: dict[int, int] = {}
    for key in KEYS:
        _pair_equal(old, new, key, found)
    for above in (True, False):
        _pair_alike(old, new, found, ALIKE_BY_NUMBER, _same_number(above))
    _pair_alike(old, new, found, ALIKE, lambda one, other: True)
    return found


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pair_equal(
    old: Sequence[Entry], new: Sequence[Entry], key: Callable[[Entry], Hashable], found: dict[int, int]
) -> None:
    free: dict[Hashable, list[int]] = defaultdict(list)
    for index in _unpaired(old, found.values()):
        if old[index].title:
            free[key(old[index])].append(index)
    for index in _unpaired(new, found):
        if free[key(new[index])]:
            found[index] = free[key(new[index])].pop(0)


def _same_number(above: bool) -> Callable[[Entry, Entry], bool]:
    def is_same(one: Entry, other: Entry) -> bool:
        return bool(one.number) and one.number == other.number and (not above or one.above == other.above)

    return is_same


def _pair_alike(
    old: Sequence[Entry],
    new: Sequence[Entry],
    found: dict[int, int],
    threshold: float,
    may_be: Callable[[Entry, Entry], bool],
) -> None:
    """Pair what is most alike first."""
    bags = {index: frozenset(stems(old[index].title)) for index in _unpaired(old, found.values())}
    scores = []
    for index in _unpaired(new, found):
        bag = frozenset(stems(new[index].title))
        candidates = [other for other in bags if may_be(old[other], new[index])]
        for other in nlargest(CLOSEST, candidates, key=lambda other: _shared(bag, bags[other])):
            score = (likeness(old[other].title, new[index].title) + _shared(bag, bags[other])) / 2
            if score >= threshold:
                scores.append((-score, index, other))
    taken = set(found.values())
    for _score, index, other in sorted(scores):
        if index not in found and other not in taken:
            found[index] = other
            taken.add(other)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two titles have in common."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _unpaired(entries: Sequence[Entry], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [index for index in range(len(entries)) if index not in known]
