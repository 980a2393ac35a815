"""A month, a day and a school year of a calendar, as its page shows them."""

import datetime
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from search.calendars.days import Days, Happening, happenings, planned_between
from search.calendars.source import Calendar

# So many things stand on a day of a month's sheet, so many longer ones above it; the others stand on the day's own page.
MOST_ON_A_DAY, MOST_LASTING = 4, 12
# The most entries of which a page is made.
MOST_ENTRIES = 1000
FIRST_MONTH_OF_SCHOOL = 9
MONTHS = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    def shifted(self, by: int) -> "Month":
        """Return the month so many months later."""
        year, number = divmod(self.year * MONTHS + self.number - 1 + by, MONTHS)
        return Month(year, number + 1)

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, self.number, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return datetime.date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def days(self) -> Days:
        """Its first and its last day."""
        return self.first, self.last

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True)
class Moment:
    """A thing on one of its days: short ones on each, longer ones when they begin and when they end."""

    happening: Happening
    day: datetime.date

    @property
    def is_beginning(self) -> bool:
        """Whether something longer begins."""
        return not self.happening.is_short and self.day == self.happening.first

    @property
    def is_end(self) -> bool:
        """Whether it is the last day of something longer."""
        return not self.happening.is_short and self.day == self.happening.last


@dataclass(frozen=True)
class Cell:
    """A day of a sheet, and what is on it; days of other months are there without anything."""

    day: datetime.date
    moments: tuple[Moment, ...] = ()
    is_inside: bool = True

    @property
    def shown(self) -> tuple[Moment, ...]:
        """The first of what is on it."""
        return self.moments[:MOST_ON_A_DAY]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.moments) - len(self.shown)


@dataclass(frozen=True)
class Sheet:
    """What is planned between two days, both included."""

    days: Days
    planned: tuple[Happening, ...]
    """By their first days."""
    is_cut: bool = False
    """Whether there is more than a page can hold."""

    @cached_property
    def lasting(self) -> list[Happening]:
        """What goes on for more than a week."""
        return [one for one in self.planned if not one.is_short]

    @cached_property
    def by_day(self) -> dict[datetime.date, tuple[Moment, ...]]:
        """What is on each day of these: cancelled things last."""
        found: dict[datetime.date, list[Moment]] = defaultdict(list)
        for one in self.planned:
            for day in _days_of(one, self.days):
                found[day].append(Moment(one, day))
        return {day: tuple(sorted(moments, key=_order)) for day, moments in found.items()}

    def weeks(self, month: Month) -> Iterator[list[Cell]]:
        """Yield the weeks of a month, from Monday to Sunday."""
        day = month.first - datetime.timedelta(month.first.weekday())
        while day <= month.last:
            week = [day + datetime.timedelta(number) for number in range(7)]
            yield [
                Cell(each, self.by_day.get(each, ()))
                if Month.of(each) == month
                else Cell(each, is_inside=False)
                for each in week
            ]
            day += datetime.timedelta(7)


def sheet_of(calendar: Calendar, days: Days) -> Sheet:
    """Return what a calendar has between two days, in one query."""
    chosen = planned_between(calendar.entries, days).order_by("-date", "-id").select_related("page")
    entries = list(chosen[: MOST_ENTRIES + 1])
    planned = [one for entry in entries[:MOST_ENTRIES] for one in happenings(entry, days)]
    planned.sort(key=lambda one: (one.first, one.last, one.entry.pk))
    return Sheet(days, tuple(planned), is_cut=len(entries) > MOST_ENTRIES)


def school_year(day: datetime.date) -> list[Month]:
    """Return the months of the school year that a day is in, from September."""
    september = Month(day.year - (day.month < FIRST_MONTH_OF_SCHOOL), FIRST_MONTH_OF_SCHOOL)
    return [september.shifted(number) for number in range(MONTHS)]


def _days_of(one: Happening, days: Days) -> Iterable[datetime.date]:
    """Yield on which of the days a thing stands."""
    first, last = max(one.first, days[0]), min(one.last, days[1])
    if one.is_short:
        return [first + datetime.timedelta(number) for number in range((last - first).days + 1)]
    return [day for day in dict.fromkeys((one.first, one.last)) if first <= day <= last]


def _order(moment: Moment) -> tuple[bool, bool, int]:
    """What is on this day only stands before what begins or ends, what is cancelled last."""
    entry = moment.happening.entry
    return entry.is_cancelled, not moment.happening.is_short, entry.pk
