"""The board's numbers: how much is asked, done, late; of a plan and of its sections, and what is due next."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from news.execution.execution import Execution, TaskExecution
from news.execution.states import State
from plans.models import PlanItem

# So far ahead, and so many of what is due, the board looks.
AHEAD = datetime.timedelta(days=30)
MOST_AHEAD = 15


@dataclass(frozen=True)
class Band:
    """A piece of a bar: so many things, from `start` on."""

    state: State
    start: int
    width: int


class Figures:
    """How many things of organisations are asked, and in which state they are; what goes on for ever is not counted."""

    def __init__(self, counts: Counter[State]) -> None:
        self.counts = counts
        self.asked = sum(number for state, number in counts.items() if state.is_asked)
        self.late = counts[State.DONE_LATE]
        self.done = counts[State.DONE] + self.late
        self.overdue = counts[State.OVERDUE]
        self.soon = counts[State.DUE_SOON]

    @property
    def percent(self) -> int:
        """How much of what is asked is done, whole hundredths."""
        return 100 * self.done // self.asked if self.asked else 0

    @property
    def bands(self) -> list[Band]:
        """The pieces of a bar that is `asked` wide: what is done first, what is not begun last."""
        order = (
            State.DONE,
            State.DONE_LATE,
            State.OVERDUE,
            State.DUE_SOON,
            State.IN_PROGRESS,
            State.NOT_BEGUN,
        )
        found, start = [], 0
        for state in order:
            if width := self.counts[state]:
                found.append(Band(state, start, width))
                start += width
        return found


@dataclass(frozen=True)
class Progress:
    """A section, and how it is carried out; an empty title for a plan without sections."""

    title: str
    tasks: tuple[TaskExecution, ...]

    @cached_property
    def figures(self) -> Figures:
        """The section's numbers."""
        return Figures(sum((each.counts for each in self.tasks), Counter[State]()))


def sections_of(tasks: Iterable[TaskExecution]) -> list[Progress]:
    """Return the sections in the plan's order; a document is one without a title."""
    return [Progress(title, tuple(own)) for (_pk, title), own in groupby(tasks, key=_section)]


def ahead(execution: Execution) -> list[TaskExecution]:
    """Return what is due within 30 days and not done by all, the nearest day first."""
    until = execution.today + AHEAD
    found = [
        (each.next_day, place, each)
        for place, each in enumerate(execution.tasks)
        if each.next_day and each.next_day <= until and not (each.task.is_cancelled or each.state.is_done)
    ]
    return [each for _day, _place, each in sorted(found, key=lambda row: row[:2])]


def _section(each: TaskExecution) -> tuple[int, str]:
    item = each.task.thing
    return (item.section.pk, item.section.title) if isinstance(item, PlanItem) else (0, "")
