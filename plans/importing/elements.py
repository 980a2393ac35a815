"""What was read from a file, in its order: paragraphs and tables, before anything is understood."""

from dataclasses import dataclass, field


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
