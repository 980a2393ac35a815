"""Makes the sections of a plan: dates its items, puts them in order, numbers them."""

from dataclasses import dataclass
from datetime import date

from demo.dates import Rule
from demo.records import Deadline, PlanItem, PlanSection

ALL = "Общеобразовательные организации"
KINDERGARTENS = "Дошкольные образовательные организации"
EVERYBODY = "Образовательные организации"
OFFICE = "Управление образования"
METOD = "МБУ ИМЦ"
RADUGA = "ДДТ «Радуга»"


@dataclass(frozen=True, slots=True)
class Row:
    """A plan item before its plan has dates."""

    key: str
    title: str
    rule: Rule
    responsible: tuple[str, ...]
    participants: str
    result: str
    rows: tuple["Row", ...] = ()

    def item(self, number: str, start: date, end: date) -> PlanItem:
        children = tuple(row.item(f"{number}.{n}", start, end) for n, row in enumerate(self.rows, 1))
        deadline = self.rule(start, end)
        return PlanItem(
            self.key, number, self.title, deadline, self.responsible, self.participants, self.result, children
        )


Sections = tuple[tuple[str, tuple[Row, ...]], ...]


def in_order(rows: tuple[Row, ...], start: date, end: date) -> list[Row]:
    """Dated rows by date, then those of the whole period, then those without days."""

    def place(row: Row) -> tuple[int, date]:
        deadline: Deadline = row.rule(start, end)
        if deadline.ends is None:
            return 2, end
        whole = deadline.starts == start and deadline.ends == end
        return (1, end) if whole else (0, deadline.starts or deadline.ends)

    return sorted(rows, key=place)


def by_section(sections: Sections, start: date, end: date) -> tuple[PlanSection, ...]:
    """Sections whose items are numbered «1.1», «1.2», «2.1»."""
    return tuple(
        PlanSection(title, numbered(rows, f"{number}.{{}}", 1, start, end))
        for number, (title, rows) in enumerate(sections, 1)
    )


def straight_through(sections: Sections, start: date, end: date) -> tuple[PlanSection, ...]:
    """Sections whose items are numbered «1», «2», «3» through the whole plan."""
    made, first = [], 1
    for title, rows in sections:
        made.append(PlanSection(title, numbered(rows, "{}", first, start, end)))
        first += len(rows)
    return tuple(made)


def numbered(rows: tuple[Row, ...], form: str, first: int, start: date, end: date) -> tuple[PlanItem, ...]:
    placed = in_order(rows, start, end)
    return tuple(row.item(form.format(number), start, end) for number, row in enumerate(placed, first))
