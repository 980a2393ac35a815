"""The year of a date without one, from the year of its plan."""

import re
from datetime import date

_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2,4})\Z")
_YEARS = re.compile(r"(\d{4})-(\d{4})\Z")
_FIRST_SCHOOL_MONTH = 9


class YearContext:
    """«2022», a school year «2022/2023» or a plan of several years «2011-2013»."""

    def __init__(self, written: str | None) -> None:
        text = re.sub(r"\s", "", written or "").replace("–", "-").replace("—", "-")
        school, several = _SCHOOL_YEAR.match(text), _YEARS.match(text)
        self.is_several = bool(several)
        self.is_school_year = bool(school)
        self.first: int | None = None
        self.last: int | None = None
        if school:
            self.first = int(school[1])
            self.last = self.first + 1
        elif several:
            self.first, self.last = int(several[1]), int(several[2])
        elif re.fullmatch(r"\d{4}", text):
            self.first = self.last = int(text)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, None where no year is known; a year of study ends in May."""
        if not self.first or not self.last:
            return None
        if self.is_school_year:
            return date(self.first, _FIRST_SCHOOL_MONTH, 1), date(min(self.last, date.max.year), 5, 31)
        return date(self.first, 1, 1), date(self.last, 12, 31)

    def year_of(self, month: int) -> int | None:
        """Return the year a month must belong to, None where the context leaves a choice."""
        if self.is_several:
            return None
        return self.first if month >= _FIRST_SCHOOL_MONTH else self.last

    def is_far_from(self, year: int) -> bool:
        """Tell a year that a plan of these years would hardly name."""
        if self.first is None or self.last is None:
            return False
        return not self.first - 1 <= year <= self.last + 1
