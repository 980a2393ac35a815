"""The order of what was found: the same on every database, and as quick for a word that everybody uses.

What stands first is decided among bounded numbers of candidates: the newest entries that match, and the newest whose
titles do. Behind them the rest follows by date. Nothing is gone through to the end.
"""

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from search.fulltext import ID_BITS, ID_MASK, Sought, matching_keys, newest
from search.models import CatalogEntry, SearchRow
from search.queries import CatalogQuerySet

CANDIDATES = 600
# What occurs in more entries than this, whatever else is chosen, is found on the way through the days.
COMMON = 10_000
# A year later an entry counts half as much as one of today, if their words are equal.
HALF_LIFE_DAYS = 365
IN_TITLE, IN_A_ROW, WHOLE_TITLE, NEW = 2.0, 1.0, 1.0, 1.0
# More than an old organisation lacks to a new page that only mentions it.
BEGINNING = 1.5


class Ranking:
    """Those of the rows in which all that is sought occurs, the closest first; a slice of it is a queryset of entries."""

    def __init__(
        self,
        rows: QuerySet[SearchRow],
        sought: Sought,
        is_reversed: bool = False,
        total: int | None = None,
        matching: int = 0,
    ) -> None:
        self.rows = rows.order_by()
        self.sought = sought
        self.is_reversed = is_reversed
        self.is_common = matching > COMMON
        self.matching = matching
        if total is not None:
            self.total = total

    def __getitem__(self, wanted: slice) -> CatalogQuerySet:
        start, stop, _step = wanted.indices(len(self))
        if self.is_reversed:
            start, stop = len(self) - stop, len(self) - start
        ids = [key & ID_MASK for key in self._keys(start, max(stop, start))]
        return in_order(ids[::-1] if self.is_reversed else ids, self.rows.db)

    def __len__(self) -> int:
        return self.total

    def count(self) -> int:
        """Return how many entries there are."""
        return self.total

    def reverse(self) -> "Ranking":
        """Return the same with the closest last."""
        return Ranking(self.rows, self.sought, not self.is_reversed, matching=self.matching)

    @cached_property
    def found(self) -> QuerySet[SearchRow]:
        """All rows of the ranking, in no order."""
        return self.rows.filter(pk__in=RawSQL(*matching_keys(self.sought, self.rows.db)))

    @cached_property
    def total(self) -> int:
        """How many entries there are; where the candidates are all of them, nothing more is asked."""
        return len(self.first_keys) if len(self.first_keys) < CANDIDATES else self.found.count()

    @cached_property
    def first_keys(self) -> list[int]:
        """The keys of the candidates, the closest first."""
        today, wanted = timezone.localdate().toordinal(), self.sought.stems
        scored = [
            (round(score(self.sought.as_typed(title).split(), wanted, today - (key >> ID_BITS)), 6), key)
            for key, title in self._candidates().items()
        ]
        return [key for _score, key in sorted(scored, reverse=True)]

    def _candidates(self) -> dict[int, str]:
        found = partial(newest, self.rows, self.sought, CANDIDATES, is_common=self.is_common)
        candidates = dict(found())
        if len(candidates) == CANDIDATES:
            candidates |= dict(found(in_title=True))
        return candidates

    def _keys(self, start: int, stop: int) -> list[int]:
        keys = self.first_keys[start:stop]
        missing = stop - start - len(keys)
        if missing > 0:
            behind = max(start - len(self.first_keys), 0)
            rest = self.found.exclude(pk__in=self.first_keys).order_by("-pk").values_list("pk", flat=True)
            keys += rest[behind : behind + missing]
        return keys


def score(title: list[str], wanted: Sequence[str], age: int) -> float:
    """Return how close an entry is by its title's stems and its age in days.

    Words in the title count most, then a title that begins with them, words side by side there, a title of little
    else, and being new.
    """
    places = [title.index(stem) for stem in wanted if stem in title]
    in_a_row = sum(two - one == 1 for one, two in pairwise(places)) / max(len(wanted) - 1, 1)
    first = set(title[: len(wanted)])
    return (
        BEGINNING * len(first.intersection(wanted)) / len(wanted)
        + IN_TITLE * len(places) / len(wanted)
        + IN_A_ROW * in_a_row
        + WHOLE_TITLE * len(places) / max(len(title), 1)
        + NEW * 0.5 ** (max(age, 0) / HALF_LIFE_DAYS)
    )


def in_order(ids: Sequence[int], using: str) -> CatalogQuerySet:
    """Return the entries with these ids, in their order."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(ids)]
    entries = CatalogEntry.objects.using(using).filter(pk__in=ids)
    return entries.order_by(Case(*places, output_field=IntegerField())) if places else entries.none()
