"""What a deadline is once understood."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """Days from start to end, both included; an end that was not said is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True)
class Deadline:
    """A deadline as written and as understood.

    `kind`: exact_day, range, until, months, months+all_year, multi, quarter, recurring, all_year, continuous,
    separate_plan, relative, or None where the phrase was not understood. `recurrence` is an RFC 5545 rule; its X- parts
    are ours for what that grammar cannot say. `note` is a Russian sentence on anything a person should look at.
    """

    text: str
    kind: str | None = None
    periods: tuple[Period, ...] = ()
    recurrence: str | None = None
    note: str | None = None

    @property
    def start(self) -> date | None:
        """The first day of all periods, None where one of them is open at its start."""
        starts = [period.start for period in self.periods]
        return None if None in starts else min((day for day in starts if day), default=None)

    @property
    def end(self) -> date | None:
        """The last day of all periods, None where one of them is open at its end."""
        ends = [period.end for period in self.periods]
        return None if None in ends else max((day for day in ends if day), default=None)
