"""The days of what is planned: each time at which an entry is, between two days."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateutil.rrule import rrulestr
from django.db.models import Q

from search.models import CatalogEntry
from search.queries import CatalogQuerySet

# A rule gives no more days than that.
MOST_TIMES = 1000
# What lasts longer is no event of single days: it begins, goes on, and ends.
SHORT = datetime.timedelta(days=7)

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Happening:
    """An entry with the first and the last of its days."""

    first: datetime.date
    last: datetime.date
    entry: CatalogEntry
    is_open: bool = False
    """Whether the document names only one of them: «до 5 мая», «с 1 марта»."""

    @property
    def is_short(self) -> bool:
        """Whether it is within a week: such things stand on each of their days."""
        return self.last - self.first < SHORT


def planned_between(entries: CatalogQuerySet, days: Days) -> CatalogQuerySet:
    """Return those of the entries that may have a day among these."""
    overlapping = entries.model._default_manager.overlapping(*days).values("pk")
    return entries.exclude(periods=[]).filter(Q(pk__in=overlapping) | ~Q(recurrence=""))


def happenings(entry: CatalogEntry, days: Days) -> Iterator[Happening]:
    """Yield the periods of an entry that have a day among these; the last one comes again by the entry's rule.

    Of a period that is open its one known day stands for both.
    """
    first, last = days
    for number, (start, end) in enumerate(entry.periods, 1):
        if not (start or end):
            continue
        begun = datetime.date.fromisoformat(start or end)
        over = datetime.date.fromisoformat(end or start)
        is_repeated = entry.recurrence and number == len(entry.periods)
        for day in _again(entry.recurrence, begun, over, days) if is_repeated else [begun]:
            if day <= last and day + (over - begun) >= first:
                yield Happening(day, day + (over - begun), entry, is_open=not (start and end))


def _again(recurrence: str, begun: datetime.date, over: datetime.date, days: Days) -> Iterator[datetime.date]:
    """Yield the first days of a period that comes again, as far as they may reach into these days."""
    first, last = days
    midnight = datetime.time.min
    rule = rrulestr(recurrence, dtstart=datetime.datetime.combine(begun, midnight), ignoretz=True)
    earliest = max(begun, first - min(over - begun, first - datetime.date.min))
    times = rule.xafter(datetime.datetime.combine(earliest, midnight), inc=True)
    for moment in islice(times, MOST_TIMES):
        if moment.date() > last:
            return
        yield moment.date()
