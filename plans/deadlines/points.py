"""Points of time inside a deadline: a day, a month, a quarter, a year; the words that name one."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from plans.deadlines.words import Token

_PARTS_OF_YEAR = {"quarter": 3, "half": 6}
_BETWEEN_DAYS = ("dash", "to", "and", "from")


@dataclass(frozen=True)
class Point:
    """A day or a longer stretch; what was not said is None. A year of study runs from September to May."""

    precision: str
    year: int | None = None
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    last_day: int | None = None
    is_vague: bool = False
    is_clock_possible: bool = False

    @property
    def first_date(self) -> date | None:
        return self._date(self.month, self.day or 1)

    @property
    def last_date(self) -> date | None:
        month = self.last_month or self.month
        day = self.last_day or self.day
        if self.year is None or month is None or self.first_date is None:
            return None
        year = self.year + (self.precision == "school_year")
        month_end = calendar.monthrange(year, month)[1]
        return _valid_date(year, month, min(day or month_end, month_end))

    @property
    def is_impossible(self) -> bool:
        """«31 февраля»: such a day is in no year."""
        if self.month is None or self.day is None:
            return False
        return _valid_date(self.year or 2024, self.month, self.day) is None

    def in_year(self, year: int | None) -> "Point":
        return self if self.year is not None or year is None else replace(self, year=year)

    def _date(self, month: int | None, day: int) -> date | None:
        return None if self.year is None or month is None else _valid_date(self.year, month, day)


class Cursor:
    """Reads tokens from left to right; a method that finds nothing leaves the place unchanged."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    def kind(self, ahead: int = 0) -> str:
        index = self.place + ahead
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def value(self, ahead: int = 0) -> str | int:
        return self.tokens[self.place + ahead].value

    def number(self, ahead: int = 0, *kinds: str) -> int:
        """Return the number at a place (digits, or one of the given kinds), 0 where there is none."""
        if self.kind(ahead) == "number":
            return int(str(self.value(ahead))[:6])
        return int(self.value(ahead)) if self.kind(ahead) in kinds else 0

    def is_unit(self, ahead: int, *units: str) -> bool:
        return self.kind(ahead) == "unit" and self.value(ahead) in units

    def point(self) -> Point | None:
        readings = (
            self._numeric,
            self._day_of_month,
            self._part_of_month,
            self._month,
            self._season,
            self._part_of_year,
        )
        for reading in (*readings, self._year, self._school_year):
            point = reading()
            if point:
                return point
        return None

    def bare_day(self) -> Point | None:
        """«2» of «2-4 октября», «03» of «03-12.02.2022»: its month stands further on."""
        day = self.number()
        if not 1 <= day <= 31 or not self._month_follows():
            return None
        self.place += 1
        return Point("day", day=day)

    def bare_quarter(self) -> Point | None:
        """«I» of «I-II квартал»."""
        number = self.number(0, "roman")
        ahead = 1
        if not 1 <= number <= 4 or not self._is_between_days(ahead):
            return None
        while self._is_between_days(ahead) or self.kind(ahead) in ("roman", "number"):
            ahead += 1
        if not self.is_unit(ahead, "quarter"):
            return None
        self.place += 1
        return Point("quarter", None, number * 3 - 2, number * 3)

    def _month_follows(self) -> bool:
        ahead = 1
        while self._is_between_days(ahead):
            while self._is_between_days(ahead):
                ahead += 1
            if self.kind(ahead) in ("date", "short_date", "day"):
                return True
            if not 1 <= self.number(ahead) <= 31:
                return False
            if self.kind(ahead + 1) == "month":
                return True
            ahead += 1
        return False

    def _is_between_days(self, ahead: int) -> bool:
        return self.kind(ahead) in _BETWEEN_DAYS or (
            self.kind(ahead) == "sign" and self.value(ahead) in (",", "/")
        )

    def _numeric(self) -> Point | None:
        kind = self.kind()
        if kind == "month_year":
            return self._month_of_year()
        if kind not in ("date", "short_date", "day", "iso"):
            return None
        numbers = [int(digits) for digits in re.findall(r"\d+", str(self.value()))]
        if kind == "iso":
            numbers.reverse()
        day, month, *year = numbers
        if not 1 <= month <= 12 and kind == "day":  # «13.00» is a time of day
            return None
        self.place += 1
        self._skip_year_word()
        return Point("day", _full_year(year), month, None, day)

    def _month_of_year(self) -> Point:
        """«09.2025»."""
        month, year = (int(digits) for digits in re.findall(r"\d+", str(self.value())))
        self.place += 1
        self._skip_year_word()
        return Point("month", year, month)

    def _day_of_month(self) -> Point | None:
        day = self.number(0, "count")
        if not 1 <= day <= 31 or self.kind(1) != "month":
            return None
        month = int(self.value(1))
        self.place += 2
        return Point("day", self._year_after(), month, None, day, is_clock_possible=True)

    def _part_of_month(self) -> Point | None:
        """Halves and thirds of a month have days; its week or its beginning is only known to be in it."""
        days = self._days_of_part()
        width = 2 if days else self._width_of_vague_part()
        if not width or self.kind(width) != "month":
            return None
        month = int(self.value(width))
        self.place += width + 1
        year = self._year_after()
        if days:
            return Point("day", year, month, None, *days)
        return Point("month", year, month, is_vague=True)

    def _days_of_part(self) -> tuple[int, int] | None:
        number = self.number(0, "count", "roman")
        if self.kind(1) == "half_of":
            return {1: (1, 15), 2: (16, 31)}.get(number)
        if self.is_unit(1, "decade") and 1 <= number <= 3:
            return number * 10 - 9, number * 10 if number < 3 else 31
        return None

    def _width_of_vague_part(self) -> int:
        if self.kind() in ("end_of", "start_of", "middle_of"):
            return 1
        is_named = self.is_unit(1, "week") or self.kind(1) in ("day_number", "weekday")
        return 2 if is_named and self.number(0, "count", "roman") else 0

    def _month(self) -> Point | None:
        if self.kind() != "month":
            return None
        month = int(self.value())
        self.place += 1
        return Point("month", self._year_after(), month)

    def _season(self) -> Point | None:
        if self.kind() != "season":
            return None
        month = int(self.value())
        self.place += 1
        return Point("month", self._year_after(), month, month + 2)

    def _part_of_year(self) -> Point | None:
        number = self.number(0, "roman", "count")
        if self.kind(1) != "unit" or not number:
            return None
        length = _PARTS_OF_YEAR.get(str(self.value(1)), 0)
        if not length or not 1 <= number <= 12 // length:
            return None
        precision = str(self.value(1))
        self.place += 2
        study = self._school_year() if precision == "half" else None
        if study and study.year:
            return half_of_study(number, study.year)
        return Point(precision, self._year_after(), number * length - length + 1, number * length)

    def _year(self) -> Point | None:
        number = self.number()
        if not 1990 <= number <= 2100:
            return None
        self.place += 1
        self._skip_year_word()
        return Point("year", number, 1, 12)

    def _school_year(self) -> Point | None:
        """«2023/2024 учебный год»."""
        match = re.fullmatch(r"(\d{4})\s?[/-]\s?\d+", str(self.value())) if self.kind() == "school" else None
        if not match:
            return None
        self.place += 1
        self._skip_year_word()
        return Point("school_year", int(match[1]), 9, 5)

    def _year_after(self) -> int | None:
        if self.is_unit(0, "month"):
            self.place += 1
        ahead = 1 if self.kind() == "dash" or (self.kind() == "sign" and self.value() == ",") else 0
        number = self.number(ahead)
        if not 1990 <= number <= 2100:
            self._skip_year_word()
            return None
        self.place += ahead + 1
        self._skip_year_word()
        return number

    def _skip_year_word(self) -> None:
        while self.kind() == "school" or self.is_unit(0, "year"):
            if self.kind() == "school" and str(self.value())[:1].isdigit():
                return
            self.place += 1


def half_of_study(number: int, first_year: int) -> Point:
    """The year of study has its first half before the new year and its second until May."""
    return Point("half", first_year, 9, 12) if number == 1 else Point("half", first_year + 1, 1, 5)


def _full_year(digits: list[int]) -> int | None:
    if not digits:
        return None
    return digits[0] + 2000 if digits[0] < 100 else digits[0]


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
