"""Rows of a ruled table that goes over pages: one grid for all its parts, a row cut by a page's end whole again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.reading.flow import Box, table_or_contents
from plans.importing.reading.pdf.lines import Line
from plans.importing.reading.pdf.tables import PdfTable, clustered
from plans.importing.reading.pdf.wrapping import Wrapping


@dataclass(frozen=True)
class _Cell:
    """A cell with the columns where it begins and ends; without lines where it goes on from the row above."""

    start: int
    end: int
    width: float = 0.0
    lines: tuple[Line, ...] = ()
    continues_above: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.plain_text for line in self.lines)


_Row = list[_Cell]


def elements_of(parts: list[PdfTable], wrapping: Wrapping) -> list[Element]:
    """Return the table whose parts stand on one page after another; a page's first row follows a gap."""
    edges = clustered([edge for part in parts for cell in part.cells for edge in (cell.x0, cell.x1)])
    rows: list[_Row] = []
    first_rows: set[int] = set()
    heads = 0  # rows at the end that only repeat the table's head
    for part in parts:
        own = list(_rows(part, edges))
        repeated = _repeated(rows, own)
        above = len(rows) - heads - 1
        if rows and len(own) > repeated and _goes_on(rows[above], own[repeated], wrapping):
            rows[above] = _joined(rows[above], own.pop(repeated))
        if rows:
            first_rows.add(len(rows))
        rows.extend(own)
        heads = heads + repeated if len(own) == repeated else 0
    boxes = [[_box(cell, wrapping) for cell in row] for row in rows]
    return [_with_breaks(element, first_rows) for element in table_or_contents(boxes)]


def _rows(part: PdfTable, edges: list[float]) -> Iterator[_Row]:
    tops = clustered([edge for cell in part.cells for edge in (cell.top, cell.bottom)])
    placed = [
        (
            _place(cell.top, tops),
            _place(cell.bottom, tops),
            _place(cell.x0, edges),
            _place(cell.x1, edges),
            column,
        )
        for cell, column in zip(part.cells, part.columns, strict=True)
    ]
    for row in range(len(tops) - 1):
        cells: _Row = []
        for first, last, start, end, (lines, width) in sorted(placed, key=lambda cell: cell[2]):
            if first <= row < last:
                _fill(cells, start)
                is_below = first < row
                cells.append(_Cell(start, end, width, () if is_below else lines, is_below))
        yield cells


def _fill(cells: _Row, start: int) -> None:
    """Put an empty cell where no rules enclose one."""
    end = cells[-1].end if cells else 0
    if start > end:
        cells.append(_Cell(end, start))


def _place(value: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _repeated(rows: list[_Row], own: list[_Row]) -> int:
    """Return how many rows at the beginning of a page repeat those at the table's."""
    count = 0
    for first, row in zip(rows, own, strict=False):
        if [cell.text for cell in first] != [cell.text for cell in row] or not any(cell.text for cell in row):
            break
        count += 1
    return count


def _goes_on(above: _Row, below: _Row, wrapping: Wrapping) -> bool:
    """Tell a row cut by a page's end, where that is certain: a line in it wraps and goes on with a small letter."""
    if [(cell.start, cell.end) for cell in above] != [(cell.start, cell.end) for cell in below]:
        return False
    pairs = [(upper, lower) for upper, lower in zip(above, below, strict=True) if lower.lines]
    if below[0].lines or not all(upper.lines for upper, _lower in pairs):
        return False
    return any(
        lower.text[0].islower()
        and upper.text[-1] not in ".;:!?"
        and wrapping.wraps(upper.lines[-1], lower.lines[0], upper.width)
        for upper, lower in pairs
    )


def _joined(above: _Row, below: _Row) -> _Row:
    return [
        replace(upper, lines=upper.lines + lower.lines) for upper, lower in zip(above, below, strict=True)
    ]


def _box(cell: _Cell, wrapping: Wrapping) -> Box:
    text = wrapping.text(cell.lines, cell.width)
    return Box([Paragraph(text)], cell.end - cell.start, cell.continues_above)


def _with_breaks(element: Element, first_rows: set[int]) -> Element:
    if isinstance(element, Paragraph):
        return element
    return Table(tuple(replace(row, after_gap=place in first_rows) for place, row in enumerate(element.rows)))
