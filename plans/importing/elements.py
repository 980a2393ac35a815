"""What was read from a file, in its order: paragraphs and tables, before anything is understood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation.trans_null import gettext_noop as _


@dataclass(frozen=True)
class Place:
    """Where something stands in a file, counted from 1 as a reader counts: a paragraph, or a table's row and column."""

    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """«абзац 14» or «таблица 1, строка 5, графа 3»."""
        if not self.table:
            return _("абзац %d") % self.paragraph
        parts = ((_("таблица %d"), self.table), (_("строка %d"), self.row), (_("графа %d"), self.column))
        return ", ".join(text % count for text, count in parts if count)

    def in_column(self, index: int) -> "Place":
        """Return the cell of this row, the first column being 0; a paragraph has no cells."""
        return replace(self, column=index + 1) if self.table else self


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a Word file, or one printed line of a text file."""

    text: str
    after_gap: bool = False
    """An empty line stands before it."""
    is_line: bool = False
    """A line of a text file or after a line break: its sentence may go on in the next line."""
    is_cell: bool = False
    """It was marked as a table cell, but where its row ends is not marked."""
    is_heading: bool = False
    is_note: bool = False
    """A footnote: read after the text, where it interrupts nothing."""
    place: Place | None = None


@dataclass(frozen=True)
class Cell:
    text: str = ""
    span: int = 1
    """Number of columns it covers."""
    continues_above: bool = False
    """Vertically merged with the cell above, which holds the text of both."""


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    after_gap: bool = False
    place: Place | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...] = field(default=())

    @property
    def width(self) -> int:
        return max((sum(cell.span for cell in row.cells) for row in self.rows), default=0)


Element = Paragraph | Table


def placed(elements: Iterable[Element]) -> list[Element]:
    """Return the elements with their places: paragraphs and tables are counted each by themselves."""
    return list(_placed(elements))


def _placed(elements: Iterable[Element]) -> Iterator[Element]:
    paragraphs = tables = 0
    for element in elements:
        if isinstance(element, Paragraph):
            paragraphs += 1
            yield replace(element, place=Place(paragraph=paragraphs))
        else:
            tables += 1
            rows = enumerate(element.rows, start=1)
            yield Table(tuple(replace(row, place=Place(table=tables, row=number)) for number, row in rows))
