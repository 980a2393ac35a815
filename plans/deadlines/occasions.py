"""How often, and by when, a deadline asks for something to be done: what a report of it is measured by.

A calendar wants days (`occurrences`); a judge wants to know from which day to which something is in time. «До 15 октября»
is in time on every day up to then, «ежемесячно» once in each month, «2 раза в неделю» twice in each week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from dateutil.relativedelta import relativedelta

from plans.deadlines.occurrences import LATEST_START, Rule
from plans.deadlines.period import Deadline, Period

# Kinds that are due on no day.
NEVER_DUE = {"continuous", "separate_plan", "relative", ""}
# What recurs in a plan that does not say when it ends is followed for so long.
HORIZON = timedelta(days=366)
DAY = timedelta(days=1)
# A thing of each day of a year has so many; more of them are a slip of the pen.
MOST_OCCASIONS = 366
MOST_TIMES = 100
TERMS_OF_YEAR = 4


@dataclass(frozen=True)
class Occasion:
    """Something is to be done so many times from the first day to the last; no first day: as early as one likes."""

    first: date | None
    last: date
    times: int = 1


def occasions_of(deadline: Deadline, first: date, last: date | None) -> tuple[Occasion, ...]:
    """Return the occasions of a deadline in a plan that runs from `first` to `last`, in order; none without days."""
    kind = deadline.kind or ""
    if kind in NEVER_DUE:
        return ()
    if kind == "recurring":
        return tuple(islice(_recurring(deadline, first, last), MOST_OCCASIONS))
    if kind == "all_year":
        return (Occasion(first, last),) if last else ()
    named = tuple(_named(deadline.periods, last))
    rule = Rule.read(deadline.recurrence or "")
    return (*named, *islice(_going_on(rule, named, last), MOST_OCCASIONS)) if rule and named else named


def _named(periods: tuple[Period, ...], last: date | None) -> Iterator[Occasion]:
    """Yield the periods that the deadline names; one without an end lasts as long as the plan."""
    for period in periods:
        end = period.end or last
        if end and (period.start is None or period.start <= end):
            yield Occasion(period.start, end)


def _going_on(rule: Rule, named: tuple[Occasion, ...], last: date | None) -> Iterator[Occasion]:
    """«До 1 июня, далее ежеквартально»: by the first of September, of December and so on."""
    since = named[-1].last
    for before, day in pairwise(rule.days_between(since, last or since + HORIZON, MOST_OCCASIONS)):
        yield Occasion(before + DAY, day)


def _recurring(deadline: Deadline, first: date, last: date | None) -> Iterator[Occasion]:
    parts = dict(part.partition("=")[::2] for part in (deadline.recurrence or "").split(";"))
    times = min(int(parts.get("X-COUNT-PER-PERIOD", "1")), MOST_TIMES)
    spans = [(period.start or first, period.end or last) for period in deadline.periods] or [(first, last)]
    for start, end in spans:
        yield from _in_span(parts, Rule.read(deadline.recurrence or ""), times, start, end or start + HORIZON)


def _in_span(
    parts: dict[str, str], rule: Rule | None, times: int, first: date, last: date
) -> Iterator[Occasion]:
    if "X-PERIOD" in parts:  # the school knows when its terms end
        yield Occasion(first, last, times * TERMS_OF_YEAR)
    elif rule is None or parts["FREQ"] == "DAILY":
        return
    elif "BYMONTHDAY" in parts:  # «до 25 числа»
        begin = first
        for day in rule.days_between(first, last, MOST_OCCASIONS):
            yield Occasion(begin, day, times)
            begin = day + DAY
    elif parts.keys() & {"BYDAY", "BYMONTH", "X-WEEK"}:
        for day in rule.days_between(first, last, MOST_OCCASIONS):
            period = rule.period(day)
            yield Occasion(period.start, period.end or day, times)
    else:
        yield from _by_calendar(parts["FREQ"], int(parts.get("INTERVAL", "1")), times, first, last)


def _by_calendar(frequency: str, interval: int, times: int, first: date, last: date) -> Iterator[Occasion]:
    """Yield whole weeks, months, quarters, half-years as the calendar has them, cut to the plan's days."""
    unit = {"WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}[frequency]
    step = relativedelta(**{unit: interval})
    begin = _beginning(frequency, interval, first)
    while begin <= min(last, LATEST_START):
        following = begin + step
        yield Occasion(max(begin, first), min(following - DAY, last), times)
        begin = following


def _beginning(frequency: str, interval: int, day: date) -> date:
    if frequency == "WEEKLY":
        return day - timedelta(days=day.weekday())
    if frequency == "YEARLY":  # a year of the plan: a school year begins in September
        return day
    months = interval if 12 % interval == 0 else 1
    return date(day.year, (day.month - 1) // months * months + 1, 1)
