"""Dates of the town: seasons stay in their place, years follow the day of loading."""

from collections.abc import Callable
from datetime import date, timedelta

from demo.records import Deadline

# How a deadline comes to be from a plan's first and last day.
Rule = Callable[[date, date], Deadline]

MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
MONTHS_GENITIVE = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def in_words(day: date) -> str:
    """«3 февраля 2026 г.»"""
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} г."


def in_digits(day: date) -> str:
    """«03.02.2026»"""
    return f"{day:%d.%m.%Y}"


def on_workday(day: date) -> date:
    """The day itself, or the workday before a weekend or the New Year holidays."""
    if day.month == 1 and day.day <= 8:
        day = date(day.year - 1, 12, 30)
    return day - timedelta(days=max(0, day.weekday() - 4))


def latest(month: int, day: int, today: date) -> date:
    """The last such day of the year that is not after `today`."""
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


def within(month: int, day: int, start: date) -> date:
    """The only such day in the twelve months that begin with `start`."""
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else date(start.year + 1, month, day)


def last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def year_around(today: date) -> tuple[date, date]:
    """The first and the last day of the twelve-month project that is well under way on `today`.

    From January to April it is the school year, from May to September the calendar year, later
    April to March: so four to nine months are always behind and some are always ahead.
    """
    if today.month <= 4:
        start = date(today.year - 1, 9, 1)
    elif today.month <= 9:
        start = date(today.year, 1, 1)
    else:
        start = date(today.year, 4, 1)
    return start, date(start.year + 1, start.month, 1) - timedelta(days=1)


def year_phrase(start: date) -> str:
    """How a title names those twelve months."""
    if start.month == 1:
        return f"на {start.year} год"
    if start.month == 9:
        return f"на {start.year}/{start.year + 1} учебный год"
    return f"на апрель {start.year} – март {start.year + 1} года"


def on(month: int, day: int) -> Rule:
    """«12.02.2026»"""

    def rule(start: date, end: date) -> Deadline:
        exact = within(month, day, start)
        return Deadline(in_digits(exact), exact, exact)

    return rule


def on_in_words(month: int, day: int) -> Rule:
    """«12 февраля 2026 г.»"""

    def rule(start: date, end: date) -> Deadline:
        exact = within(month, day, start)
        return Deadline(in_words(exact), exact, exact)

    return rule


def between(first: tuple[int, int], last: tuple[int, int]) -> Rule:
    """«03–12.02.2026» or «25.10–03.11.2025»"""

    def rule(start: date, end: date) -> Deadline:
        begins, ends = within(*first, start), within(*last, start)
        return Deadline(range_in_digits(begins, ends), begins, ends)

    return rule


def range_in_digits(begins: date, ends: date) -> str:
    if begins.year != ends.year:
        return f"{in_digits(begins)}–{in_digits(ends)}"
    if begins.month != ends.month:
        return f"{begins:%d.%m}–{in_digits(ends)}"
    return f"{begins:%d}–{in_digits(ends)}"


def till(month: int, day: int) -> Rule:
    """«до 15 октября 2025 г.»: only the last day is known."""

    def rule(start: date, end: date) -> Deadline:
        due = within(month, day, start)
        return Deadline(f"до {in_words(due)}", None, due)

    return rule


def months(first: int, last: int | None = None) -> Rule:
    """«Ноябрь 2025 г.» or «Сентябрь–октябрь 2025 г.»"""

    def rule(start: date, end: date) -> Deadline:
        begins = within(first, 1, start)
        ends = last_day(begins.year, last or first)
        words = MONTHS[first - 1] if last is None else f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"
        return Deadline(f"{words.capitalize()} {begins.year} г.", begins, ends)

    return rule


def all_along(text: str) -> Rule:
    """«В течение года», «Ежемесячно», «Постоянно»: from the first day of the plan to its last."""

    def rule(start: date, end: date) -> Deadline:
        return Deadline(text, start, end)

    return rule


def undated(text: str) -> Rule:
    """«По отдельному плану»: no days at all."""

    def rule(start: date, end: date) -> Deadline:
        return Deadline(text)

    return rule


def day_of_plan(offset: int) -> Rule:
    """The exact day so many days after the plan begins, moved off the weekend."""

    def rule(start: date, end: date) -> Deadline:
        exact = on_workday(start + timedelta(days=offset))
        return Deadline(in_words(exact), exact, exact)

    return rule


def days_of_plan(first: int, last: int) -> Rule:
    """A range counted from the plan's first day."""

    def rule(start: date, end: date) -> Deadline:
        begins, ends = on_workday(start + timedelta(days=first)), on_workday(start + timedelta(days=last))
        return Deadline(range_in_digits(begins, ends), begins, ends)

    return rule


def till_day_of_plan(offset: int) -> Rule:
    def rule(start: date, end: date) -> Deadline:
        due = on_workday(start + timedelta(days=offset))
        return Deadline(f"до {in_words(due)}", None, due)

    return rule
