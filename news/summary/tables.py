"""The summary's tables, the same for the page, the Word file and the spreadsheet: columns, and rows of typed cells."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.templatetags.dates import date_words
from home.templatetags.numbers import spaced
from news.models import ReportParticipants
from news.summary.rows import Figures, Item, LinkRow, OrganisationRow, PartnerRow, Summary
from news.summary.words import named

Text = str | Promise
CATEGORIES = tuple(ReportParticipants.Category)
# So many items are named of one who is silent; the spreadsheet has a row for each.
MOST_LABELS = 12


class Cell(NamedTuple):
    """A value of its type, and where it leads: an address of the web, or a path of the site."""

    value: str | int | datetime.date | None
    url: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right."""
        return isinstance(self.value, int)

    @property
    def text(self) -> str:
        """The value as a reader reads it."""
        if isinstance(self.value, int):
            return spaced(self.value)
        return date_words(self.value) if isinstance(self.value, datetime.date) else self.value or ""


# With more columns a row is too long to be read as a card.
MOST_ON_A_CARD = 5


@dataclass(frozen=True)
class Column:
    """What a column is called, and how wide it is, in letters."""

    title: Text
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Rows under columns; `name` is short enough for a spreadsheet's tab."""

    name: Text
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] = ()

    @property
    def body(self) -> Sequence[tuple[Cell, ...]]:
        """The rows, and the last one that sums them up."""
        return [*self.rows, self.total] if self.total else self.rows

    @property
    def told(self) -> Iterator[Iterator[tuple[Column, Cell]]]:
        """The body, each cell with its column."""
        return (zip(self.columns, row, strict=True) for row in self.body)

    @property
    def has_cards(self) -> bool:
        """Whether a row is short enough to be a card on a phone; a wide table scrolls."""
        return 2 < len(self.columns) <= MOST_ON_A_CARD


def figures(summary: Summary) -> Table:
    """Return the figures in all, one in a row."""
    rows = [(Cell(str(label)), Cell(number(summary.figures))) for label, number in _FIGURES]
    return Table(gettext_lazy("Итоги"), (Column(gettext_lazy("Показатель"), 60), _NUMBER), rows)


def items(summary: Summary) -> Table:
    """Return every item with its section and all that is counted of it."""
    columns = (
        Column(gettext_lazy("Раздел"), 24),
        Column("№", 8),
        Column(gettext_lazy("Мероприятие"), 60),
        Column(gettext_lazy("Срок"), 22),
        Column(gettext_lazy("Последний день"), 16),
        Column(gettext_lazy("Ответственные"), 36),
        Column(gettext_lazy("Исполнение"), 60),
        Column(gettext_lazy("Состояние"), 20),
        Column(gettext_lazy("Спрошено организаций"), 12),
        Column(gettext_lazy("Исполнили"), 12),
        Column(gettext_lazy("С опозданием"), 12),
        Column(gettext_lazy("Просрочили"), 12),
        Column(gettext_lazy("Не отчитались"), 12),
        Column(gettext_lazy("Отчёты"), 12),
        Column(gettext_lazy("Участники"), 12),
        Column(gettext_lazy("Отметки об исполнении"), 60),
    )
    rows = [_item(section.title, item) for section in summary.sections for item in section.items]
    return Table(gettext_lazy("По пунктам"), columns, rows)


def organisations(summary: Summary) -> Table:
    """Return what each organisation has done, and the sums."""
    columns = (
        Column(gettext_lazy("Организация"), 44),
        Column(gettext_lazy("Отчёты")),
        *(Column(category.label) for category in CATEGORIES),
        Column(gettext_lazy("Всего участников")),
        Column(gettext_lazy("Партнёры")),
        Column(gettext_lazy("Ссылки")),
        Column(gettext_lazy("Фото")),
        Column(gettext_lazy("Спрошено дел")),
        Column(gettext_lazy("Вовремя")),
        Column(gettext_lazy("С опозданием")),
        Column(gettext_lazy("Просрочено")),
    )
    rows = [_organisation(row) for row in summary.organisations]
    sums = (_sum_of(summary.organisations, number) for number in _OF_ORGANISATION)
    total = (Cell(_("Всего")), *map(Cell, sums)) if rows else ()
    return Table(gettext_lazy("По организациям"), columns, rows, total)


def partners(summary: Summary) -> Table:
    """Return who helped whom."""
    columns = (
        Column(gettext_lazy("Партнёр"), 44),
        Column(gettext_lazy("Роль"), 26),
        Column(gettext_lazy("С кем"), 60),
        Column(gettext_lazy("Отчёты")),
    )
    return Table(gettext_lazy("Партнёры"), columns, [_partner(row) for row in summary.partners])


def links(summary: Summary) -> Table:
    """Return videos and publications, the newest first."""
    columns = (
        Column(gettext_lazy("Название"), 50),
        Column(gettext_lazy("Вид"), 20),
        Column(gettext_lazy("Ссылка"), 50),
        Column(gettext_lazy("Организация"), 36),
        Column(gettext_lazy("День события"), 28),
    )
    return Table(gettext_lazy("Ссылки"), columns, [_link(row) for row in summary.links])


def silent(summary: Summary) -> Table:
    """Return who has not reported, one organisation in a row."""
    columns = (
        Column(gettext_lazy("Организация"), 44),
        Column(gettext_lazy("Нет отчётов")),
        Column(gettext_lazy("Из них просрочено")),
        Column(gettext_lazy("По каким пунктам"), 60),
    )
    rows = [
        (
            _named(row),
            Cell(len(row.silent)),
            Cell(row.silent_overdue),
            Cell(named([item.label for item in row.silent], MOST_LABELS)),
        )
        for row in summary.silent
    ]
    return Table(gettext_lazy("Не отчитались"), columns, rows)


def silences(summary: Summary) -> Table:
    """Return who has not reported on what, one missing answer in a row."""
    columns = (
        Column("№", 8),
        Column(gettext_lazy("Мероприятие"), 60),
        Column(gettext_lazy("Организация"), 44),
        Column(gettext_lazy("Состояние"), 20),
        Column(gettext_lazy("Последний день"), 16),
    )
    rows = [
        (
            Cell(item.number),
            Cell(item.title),
            Cell(organisation.title),
            Cell(item.silent_state.word),
            Cell(item.last_day),
        )
        for item in summary.items
        for organisation in item.silent
    ]
    return Table(gettext_lazy("Не отчитались"), columns, rows)


_NUMBER = Column(gettext_lazy("Число"), 14)
_FIGURES: tuple[tuple[Text, Callable[[Figures], int]], ...] = (
    (gettext_lazy("Отчёты"), lambda found: found.reports),
    (gettext_lazy("От скольких организаций ждут отчётов"), lambda found: found.asked),
    (gettext_lazy("Из них отчитались"), lambda found: found.reported),
    (gettext_lazy("Из них не отчитались ни о чём"), lambda found: found.silent),
    (gettext_lazy("Участники, всего"), lambda found: found.participants),
    *((category.label, lambda found, name=category.value: found.categories[name]) for category in CATEGORIES),
    (gettext_lazy("Социальные партнёры"), lambda found: found.social_partners),
    (gettext_lazy("Спонсоры"), lambda found: found.sponsors),
    (gettext_lazy("Публикации"), lambda found: found.publications),
    (gettext_lazy("Видео"), lambda found: found.videos),
    (gettext_lazy("Фотографии"), lambda found: found.photos),
)
# The numbers of an organisation in the order of the columns; partners of several do not sum up.
_OF_ORGANISATION: tuple[Callable[[OrganisationRow], int] | None, ...] = (
    lambda row: row.reports,
    *(lambda row, name=category.value: row.categories[name] for category in CATEGORIES),
    lambda row: row.participants,
    None,
    lambda row: row.links,
    lambda row: row.photos,
    lambda row: row.asked,
    lambda row: row.on_time,
    lambda row: row.late,
    lambda row: row.overdue,
)


def _sum_of(rows: Iterable[OrganisationRow], number: Callable[[OrganisationRow], int] | None) -> int | None:
    return sum(map(number, rows)) if number else None


def _organisation(row: OrganisationRow) -> tuple[Cell, ...]:
    numbers = (number(row) if number else row.partners for number in _OF_ORGANISATION)
    return (_named(row), *map(Cell, numbers))


def _item(section: str, item: Item) -> tuple[Cell, ...]:
    return (
        Cell(section),
        Cell(item.number),
        Cell(item.title, item.url),
        Cell(item.deadline),
        Cell(item.last_day),
        Cell("; ".join(item.parties)),
        Cell(item.execution),
        Cell(item.state.word),
        Cell(item.asked),
        Cell(item.done),
        Cell(item.late),
        Cell(item.overdue),
        Cell(len(item.silent)),
        Cell(item.reports),
        Cell(item.participants),
        Cell(" ".join(note.in_words for note in item.notes)),
    )


def _partner(row: PartnerRow) -> tuple[Cell, ...]:
    organisations = ", ".join(row.organisations)
    return Cell(row.name), Cell(row.roles_in_words), Cell(organisations), Cell(row.reports)


def _link(row: LinkRow) -> tuple[Cell, ...]:
    address = Cell(row.url, row.url if row.leads_somewhere else "")
    return Cell(row.title), Cell(row.kind_in_words), address, Cell(row.organisation), Cell(row.day)


def _named(row: OrganisationRow) -> Cell:
    return Cell(row.title, row.organisation.url if row.organisation else "")
