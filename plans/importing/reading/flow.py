"""What stands below each other: paragraphs with their lines and gaps, cells with what they hold."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from plans.importing.elements import Cell, Element, Paragraph, Row, Table

MAX_SPAN = 64
_MANY = 15  # more things than this in the cell of a lone row are a page, not a row


@dataclass
class Flow:
    """Puts elements one after another; an empty paragraph becomes the gap before the next one."""

    elements: list[Element] = field(default_factory=list)
    after_gap: bool = False

    def add_text(self, text: str, *, is_heading: bool = False) -> None:
        """Add a paragraph; each of its lines is one of its own."""
        paragraphs = list(paragraphs_of(text, after_gap=self.after_gap, is_heading=is_heading))
        self.elements.extend(paragraphs)
        self.after_gap = not paragraphs

    def add(self, elements: Iterable[Element]) -> None:
        """Add what has been read elsewhere, a table or the contents of a frame."""
        before = len(self.elements)
        self.elements.extend(elements)
        self.after_gap = self.after_gap and len(self.elements) == before


def paragraphs_of(text: str, *, after_gap: bool = False, is_heading: bool = False) -> Iterator[Paragraph]:
    """Yield a paragraph for each line of the text that is not empty; empty ones are gaps."""
    lines = text.split("\n")
    is_line = sum(bool(line.strip()) for line in lines) > 1
    for line in lines:
        if line.strip():
            yield Paragraph(line.strip(), after_gap, is_line=is_line, is_heading=is_heading)
        after_gap = not line.strip() and (after_gap or is_line)


@dataclass
class Box:
    """A cell before it is known whether its table is one or only places things on the page."""

    elements: list[Element]
    span: int = 1
    continues_above: bool = False

    @property
    def text(self) -> str:
        return "\n".join(_text_of(element) for element in self.elements)


def table_or_contents(rows: list[list[Box]]) -> list[Element]:
    """Return a table of the boxes, or what they hold where it was only a frame around other things."""
    rows = _without_unused_columns([row for row in rows if row])
    if _is_frame(rows):
        return [element for row in rows for box in row for element in box.elements]
    return [Table(tuple(Row(tuple(map(_cell, row))) for row in rows))]


def _without_unused_columns(rows: list[list[Box]]) -> list[list[Box]]:
    """A span counts the columns in which some cell begins: «colspan=10» over four columns covers four."""
    starts = sorted({start for row in rows for start, _end in _places(row)})
    return [
        [
            replace(box, span=bisect_left(starts, end) - bisect_left(starts, start))
            for box, (start, end) in zip(row, _places(row), strict=True)
        ]
        for row in rows
    ]


def _places(row: list[Box]) -> Iterator[tuple[int, int]]:
    column = 0
    for box in row:
        yield column, column + max(1, box.span)
        column += max(1, box.span)


def _cell(box: Box) -> Cell:
    text = "" if box.continues_above else box.text
    return Cell(text, max(1, min(box.span, MAX_SPAN)), box.continues_above)


def _is_frame(rows: list[list[Box]]) -> bool:
    """One column, a page's lone row, or a table around a larger one."""
    if all(len(row) == 1 for row in rows):
        return True
    boxes = [box for row in rows for box in row]
    if len(rows) == 1 and any(len(box.elements) > _MANY for box in boxes):
        return True
    tables = [element for box in boxes for element in box.elements if isinstance(element, Table)]
    return any(table.width > 1 and len(table.rows) > len(rows) for table in tables)


def _text_of(element: Element) -> str:
    if isinstance(element, Paragraph):
        return element.text
    return "\n".join(" ".join(text for text in row.texts if text) for row in element.rows)


@dataclass
class SpanningBox(Box):
    """A cell as HTML and OpenDocument describe it: it covers the rows below it, which do not mention it."""

    height: int = 1


def spread_over_rows(rows: list[list[SpanningBox]]) -> list[list[Box]]:
    """Return the rows with a box for every place that a cell of a row above covers."""
    found: list[list[Box]] = []
    covered: dict[int, tuple[int, int]] = {}  # first column: rows still to cover, columns
    for row in rows:
        boxes, covered = _spread_row(row, covered)
        found.append(boxes)
    return found


def _spread_row(
    row: list[SpanningBox], covered: dict[int, tuple[int, int]]
) -> tuple[list[Box], dict[int, tuple[int, int]]]:
    boxes: list[Box] = []
    below: dict[int, tuple[int, int]] = {}
    waiting = list(reversed(row))
    column = 0
    while waiting or any(place >= column for place in covered):
        if column in covered:
            left, span = covered[column]
            boxes.append(Box([], span, continues_above=True))
        elif waiting:
            box = waiting.pop()
            left, span = box.height, max(1, min(box.span, MAX_SPAN))
            boxes.append(Box(box.elements, span))
        else:  # a short row: the columns up to the next covered one are missing
            left, span = 1, min(place for place in covered if place >= column) - column
            boxes.append(Box([], span))
        if left > 1:
            below[column] = (left - 1, span)
        column += span
    return boxes, below
