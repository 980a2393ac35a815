"""The days of a deadline as a calendar can show them: periods, and a rule that every calendar program understands."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from plans.deadlines.period import Deadline, Period

# Kinds that name no days, whatever dates stand in their remarks.
DAYLESS = {"all_year", "continuous", "separate_plan", "relative"}

# A rule that finds no day for so long finds none at all («31-е число, первый понедельник»).
LONGEST_SEARCH = timedelta(days=366 * 10)
LATEST_START = date(9900, 1, 1)  # a rule cannot be followed beyond the last year there is
MOST_DAYS = 100
WEEK = 7


@dataclass(frozen=True)
class Occurrences:
    """`recurrence` is an RFC 5545 rule without parts of our own; the last of the periods comes again by it."""

    periods: tuple[Period, ...] = ()
    recurrence: str = ""


def occurrences_of(deadline: Deadline, first: date, last: date | None) -> Occurrences:
    """Return the days of a deadline in a plan that runs from `first` to `last`; none for what names no days."""
    rule = Rule.read(deadline.recurrence or "")
    if deadline.kind == "recurring":
        return _recurring(rule, deadline.periods, first, last) if rule else Occurrences()
    if (deadline.kind or "") in DAYLESS:
        return Occurrences()
    periods = tuple(period for period in deadline.periods if _is_sound(period))
    return _going_on(periods, rule) if rule and periods else Occurrences(periods)


@dataclass(frozen=True)
class Rule:
    """A recurrence in RFC 5545's own words; each time lasts `days`, or whole `months` from the month it begins in."""

    parts: tuple[tuple[str, str], ...]
    days: int = 1
    months: int = 0

    @classmethod
    def read(cls, text: str) -> Rule | None:
        """Return the rule of a deadline, None where there is none or where no calendar could follow it."""
        parts: dict[str, str] = {}
        for part in filter(None, text.split(";")):
            name, _, value = part.partition("=")
            parts[name] = f"{parts[name]},{value}" if name in parts else value
        if not _can_be_followed(parts):
            return None
        plain = {name: value for name, value in parts.items() if not name.startswith("X-")}
        if "X-WEEK" in parts:
            first_day = _first_day_of_week(int(parts["X-WEEK"]))
            return cls(tuple({**plain, "BYMONTHDAY": first_day}.items()), days=WEEK)
        if plain["FREQ"] == "YEARLY" and "BYMONTH" in plain and "BYMONTHDAY" not in plain:
            months = plain["BYMONTH"].split(",")
            return cls(tuple({**plain, "BYMONTH": months[0]}.items()), months=len(months))
        return cls(tuple(_with_short_months(plain).items()))

    @property
    def is_yearly(self) -> bool:
        """Whether it goes on beyond a plan of one year."""
        return ("FREQ", "YEARLY") in self.parts

    def text(self, until: date | None = None) -> str:
        """Return the rule, up to a last day if there is one."""
        limit = [f"UNTIL={until.isoformat().replace('-', '')}"] if until else []
        return ";".join([*(f"{name}={value}" for name, value in self.parts), *limit])

    def first_from(self, first: date, last: date | None) -> date | None:
        """Return the first day of the rule from `first` to `last`."""
        return next(iter(self.days_between(first, last or _later(first), 1)), None)

    def days_between(self, first: date, last: date, most: int = MOST_DAYS) -> list[date]:
        """Return the days of the rule from `first` to `last`, at most so many."""
        if first > LATEST_START:
            return []
        start = first.replace(day=1) if self.months else first
        until = datetime.combine(min(last, _later(first)), time.min)
        found = rrulestr(self.text(), dtstart=datetime.combine(start, time.min)).replace(until=until)
        return [day.date() for day, _number in zip(found, range(most), strict=False)]

    def period(self, day: date) -> Period:
        """Return what begins on a day of the rule."""
        if not self.months:
            return Period(day, day + timedelta(days=self.days - 1))
        last = day.year * 12 + day.month + self.months - 2
        year, month = last // 12, last % 12 + 1
        return Period(
            day, date(year, month, monthrange(year, month)[1]) if year <= date.max.year else date.max
        )


def _recurring(rule: Rule, periods: tuple[Period, ...], first: date, last: date | None) -> Occurrences:
    """«Каждый четверг» lasts as long as the plan, «каждый четверг с 1 октября по 30 ноября» as it says."""
    end = None if rule.is_yearly else last
    spans = [(period.start or first, period.end or end) for period in periods] or [(first, end)]
    if len(spans) == 1:
        return _repeated(rule, *spans[0])
    days = [day for start, end in spans for day in rule.days_between(start, end or _later(start))]
    return Occurrences(tuple(rule.period(day) for day in sorted(set(days))[:MOST_DAYS]))


def _repeated(rule: Rule, first: date, last: date | None) -> Occurrences:
    day = rule.first_from(first, last)
    return Occurrences((rule.period(day),), rule.text(last)) if day else Occurrences()


def _going_on(periods: tuple[Period, ...], rule: Rule) -> Occurrences:
    """«До 1 июня, далее ежеквартально»: the rule counts from the last day that was named."""
    named = periods[-1].end or periods[-1].start
    day = rule.first_from(named, None) if named else None
    if day is None:
        return Occurrences(periods)
    going_on = periods if day == named else (*periods, rule.period(day))
    return Occurrences(going_on, rule.text())


def _can_be_followed(parts: Mapping[str, str]) -> bool:
    """Whether RFC 5545 knows such a rule; a term of the school is known to the school only."""
    frequency = parts.get("FREQ", "")
    if not frequency or "X-PERIOD" in parts or ("X-WEEK" in parts and frequency != "MONTHLY"):
        return False
    numbered = {any(sign.isdigit() for sign in day) for day in parts.get("BYDAY", "").split(",")}
    if frequency == "WEEKLY":
        return "BYMONTHDAY" not in parts and True not in numbered
    if frequency == "YEARLY":
        return "BYMONTH" in parts or not parts.keys() & {"BYMONTHDAY", "BYDAY"}
    return len(numbered) == 1 and not {"BYDAY", "BYMONTHDAY"} <= parts.keys()


def _with_short_months(parts: dict[str, str]) -> dict[str, str]:
    """«До 30 числа» means February's last day too, where RFC 5545 would leave February out."""
    day = parts.get("BYMONTHDAY", "")
    if parts["FREQ"] != "MONTHLY" or day not in ("29", "30", "31"):
        return parts
    days = ",".join(str(number) for number in range(28, int(day) + 1))
    return {**parts, "BYMONTHDAY": days, "BYSETPOS": "-1"}


def _first_day_of_week(number: int) -> str:
    """Return the day of the month on which its n-th seven days begin; the last seven are its last seven days."""
    return str((number - 1) * WEEK + 1) if 1 <= number <= 4 else f"-{WEEK}"


def _is_sound(period: Period) -> bool:
    """Whether it names a day, and does not end before it begins."""
    if period.start is None or period.end is None:
        return period.start is not None or period.end is not None
    return period.start <= period.end


def _later(day: date) -> date:
    return min(day, LATEST_START) + LONGEST_SEARCH
