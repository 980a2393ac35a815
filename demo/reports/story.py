"""A story of a photo report before it has dates: when in the year it happens and what is told."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from zlib import crc32

from demo.dates import on_workday

Weekday = Literal["workday", "exact", "saturday"]


@dataclass(frozen=True, slots=True)
class Story:
    """`when` is (month, day), or the number of days since the month of technical creativity began."""

    when: tuple[int, int] | int
    organisation: str
    title: str
    place: str
    lead: str
    text: str  # paragraphs between empty lines
    people: tuple[int, int, int, int]  # pupils, parents, teachers, others
    photos: tuple[tuple[str, str], ...]  # motif and caption
    tags: str = ""  # the last line of the text, as the school typed it
    more_tags: tuple[str, ...] = ()  # chosen in the form, absent from the text
    item: str = ""  # the key of the plan item it answers
    days: int = 1
    falls_on: Weekday = "workday"
    together: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    video: str = ""
    publication: str = ""

    @property
    def number(self) -> int:
        """A stable number that comes from the title."""
        return crc32(f"{self.organisation}/{self.title}".encode())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        told = tuple(" ".join(paragraph.split()) for paragraph in self.text.strip().split("\n\n"))
        return (*told, self.tags) if self.tags else told

    def starts(self, today: date, month_start: date) -> date:
        """The last time it happened and was over before `today`."""
        if isinstance(self.when, int):
            return on_workday(month_start + timedelta(days=self.when))
        this_year = self.placed(today.year)
        return this_year if this_year + timedelta(days=self.days) <= today else self.placed(today.year - 1)

    def placed(self, year: int) -> date:
        assert not isinstance(self.when, int)
        day = date(year, *self.when)
        if self.falls_on == "workday":
            return on_workday(day)
        if self.falls_on == "saturday":
            return day - timedelta(days=(day.weekday() - 5) % 7)
        return day
