"""Which hashtags are probably one: glued and parted spellings, letters that look alike, slips of the hand."""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from django.core.cache import cache
from rapidfuzz import process
from rapidfuzz.distance import OSA

Pairs = dict[int, list[int]]

# From so many letters on a hashtag may have one slip, or two; «ОГЭ» and «ЕГЭ» are two examinations.
SHORT, LONG = 4, 10
DAY = 24 * 60 * 60

_LOOK_ALIKES = str.maketrans("abcehkmoptxy03", "авсенкмортхуоз")
_NUMBER = re.compile(r"\d++")


def shape(key: str) -> str:
    """Return the key without what the eye does not tell apart: underscores, the script of a letter, 0 and о."""
    return key.replace("_", "").translate(_LOOK_ALIKES)


def slips(length: int) -> int:
    """Return how many slips two keys may differ by, of which the shorter has so many letters."""
    return 0 if length < SHORT else 1 if length < LONG else 2


def are_alike(one: str, other: str, most: int = 2) -> bool:
    """Whether two keys are probably one hashtag, by at most so many slips; other numbers make another hashtag."""
    first, second = shape(one), shape(other)
    if first == second:
        return True
    allowed = min(most, slips(min(len(first), len(second))))
    is_near = OSA.distance(first, second, score_cutoff=allowed) <= allowed
    return is_near and _numbers(one) == _numbers(other)


def look_alikes(keys: Mapping[int, str]) -> Pairs:
    """Return for each of these hashtags (key by id) those that look like it; kept until the vocabulary changes."""
    said = "\n".join(f"{pk} {key}" for pk, key in sorted(keys.items()))
    name = f"look-alikes-{hashlib.sha256(said.encode()).hexdigest()}"
    found: Pairs | None = cache.get(name)
    if found is None:
        found = _found(keys)
        cache.set(name, found, DAY)
    return found


def _found(keys: Mapping[int, str]) -> Pairs:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in [*_of_one_shape(keys), *_near(keys)]:
        found[one].add(other)
        found[other].add(one)
    return {pk: sorted(others) for pk, others in found.items()}


def _of_one_shape(keys: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for pk, key in keys.items():
        groups[shape(key)].append(pk)
    for group in groups.values():
        yield from combinations(group, 2)


def _near(keys: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield pairs that have the same numbers and differ by few slips: each shape is held to those a little longer."""
    groups: defaultdict[tuple[str, ...], list[tuple[int, str, int]]] = defaultdict(list)
    for pk, key in keys.items():
        groups[_numbers(key)].append((len(shape(key)), shape(key), pk))
    for group in groups.values():
        lengths, shapes, ids = zip(*sorted(group), strict=True)
        for place, length in enumerate(lengths):
            end = bisect_right(lengths, length + slips(length))
            for other in _similar(shapes[place], shapes[place + 1 : end], slips(length)):
                yield ids[place], ids[place + 1 + other]


def _similar(text: str, others: tuple[str, ...], most: int) -> Iterator[int]:
    if not most or not others:
        return
    near = process.extract(
        text, others, scorer=OSA.distance, processor=None, score_cutoff=most, limit=len(others)
    )
    for _other, _distance, place in near:
        yield place


def _numbers(key: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(key))
