"""The matrix: a row for each organisation, a column for each item, a sign in each cell.

So many columns as a sheet of paper has room for make a table; a wide plan has several, parted between sections.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from home.models import OrganisationPage
from news.board.figures import Figures, Progress, sections_of
from news.execution.execution import Execution, TaskExecution
from news.execution.states import Standing, State
from plans.models import PlanItem

# How many columns stand beside one another on a landscape sheet and a desk's screen.
MOST_COLUMNS = 32
# How many cells a page holds, for its weight; but so many rows at least, and at most.
MOST_CELLS, LEAST_ROWS, MOST_ROWS = 2100, 10, 100
# The class of a cell: short, because there are thousands. The style sheet says the words for who does not see the signs.
KEYS = {
    State.OVERDUE: "o",
    State.DUE_SOON: "s",
    State.IN_PROGRESS: "p",
    State.NOT_BEGUN: "n",
    State.DONE_LATE: "l",
    State.DONE: "d",
    State.CONTINUOUS: "c",
    State.UNDATED: "u",
    State.CANCELLED: "x",
}


@dataclass(frozen=True)
class Cell:
    """How one thing stands for one organisation; of what recurs also how many times of all it is done."""

    standing: Standing

    @property
    def key(self) -> str:
        """The cell's class."""
        return KEYS[self.standing.state]

    @property
    def text(self) -> str:
        """The sign, «▸2/9» for what recurs."""
        done, times = self.standing.done, self.standing.times
        told = f"{done}/{times}" if 0 < done < times else ""
        return f"{self.standing.state.sign}{told}"


@dataclass(frozen=True)
class Column:
    """An item, under the number that the plan gives it."""

    number: str
    each: TaskExecution

    @cached_property
    def figures(self) -> Figures:
        """How many have done it; of all, not of those whom a page shows."""
        return Figures(self.each.counts)


@dataclass(frozen=True)
class Row:
    """An organisation's cells in one table; None where it is not asked."""

    organisation: OrganisationPage
    cells: list[Cell | None]
    figures: Figures


@dataclass(frozen=True)
class Part:
    """A table: some columns under the titles of their sections, and a row for each organisation."""

    sections: list[tuple[str, int]]
    """Each title with how many columns stand under it."""
    columns: list[Column]
    rows: list[Row]

    @cached_property
    def figures(self) -> Figures:
        """The numbers of all its columns."""
        return Figures(sum((column.each.counts for column in self.columns), Counter[State]()))

    @property
    def last(self) -> Column:
        """The last column."""
        return self.columns[-1]

    @property
    def is_titled(self) -> bool:
        """Whether a section has a title to show."""
        return any(title for title, _width in self.sections)


def rows_on_page(execution: Execution) -> int:
    """Return how many organisations a page shows, by the weight of their cells."""
    return max(LEAST_ROWS, min(MOST_ROWS, MOST_CELLS // max(1, len(execution.tasks))))


def parts_of(execution: Execution, organisations: Sequence[OrganisationPage]) -> list[Part]:
    """Return the tables of what is asked of somebody, for these organisations."""
    numbers = numbers_of(execution)
    tasks = [
        each for each in execution.tasks if each.task.asked or each.answers.keys() & execution.known.by_id
    ]
    return [_part(group, organisations, numbers) for group in _groups(sections_of(tasks))]


def numbers_of(execution: Execution) -> dict[Any, str]:
    """Return by uid the number of each task: the plan's own, else its place."""
    return {
        each.task.uid: number_of(each) or str(place) for place, each in enumerate(execution.tasks, start=1)
    }


def number_of(each: TaskExecution) -> str:
    """Return the number as the plan writes it, without the full stop; empty where it gives none."""
    item = each.task.thing
    return item.number.strip().rstrip(".") if isinstance(item, PlanItem) else ""


def _groups(sections: list[Progress]) -> Iterator[list[Progress]]:
    """Yield sections that make a table together; a section that is too wide for one is cut."""
    group: list[Progress] = []
    for section in sections:
        if group and _width(group) + len(section.tasks) > MOST_COLUMNS:
            yield group
            group = []
        tasks = iter(section.tasks)
        while piece := tuple(islice(tasks, MOST_COLUMNS)):
            if _width(group) + len(piece) > MOST_COLUMNS:
                yield group
                group = []
            group.append(Progress(section.title, piece))
    if group:
        yield group


def _width(group: list[Progress]) -> int:
    return sum(len(section.tasks) for section in group)


def _part(group: list[Progress], organisations: Sequence[OrganisationPage], numbers: dict[Any, str]) -> Part:
    tasks = [each for section in group for each in section.tasks]
    return Part(
        [(section.title, len(section.tasks)) for section in group],
        [Column(numbers[each.task.uid], each) for each in tasks],
        [_row(page, tasks) for page in organisations],
    )


def _row(page: OrganisationPage, tasks: list[TaskExecution]) -> Row:
    found = [(each, each.of(page.pk)) for each in tasks]
    counts = Counter(standing.state for each, standing in found if standing and page.pk in each.task.asked)
    return Row(page, [Cell(standing) if standing else None for _each, standing in found], Figures(counts))
