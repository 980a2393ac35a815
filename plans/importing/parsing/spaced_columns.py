"""Tables without numbers whose columns are aligned by blanks: told by the words of their headers.

The reader takes those with numbers; it knows no words.
"""

import re

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsing.columns import columns_of

_PIECE = re.compile(r"\S+(?: \S+)*")
_MIN_COLUMNS = 3
_TOLERANCE = 2
_LONGEST = 300


def with_spaced_tables(elements: list[Element]) -> list[Element]:
    """Return the elements with such lines as tables; where a line between them does not fit, all stay lines."""
    found: list[Element] = []
    index = 0
    while index < len(elements):
        rows = _rows(elements, index)
        if rows:
            found.append(Table(tuple(rows)))
        else:
            found.append(elements[index])
        index += len(rows) or 1
    return found


def _rows(elements: list[Element], index: int) -> list[Row]:
    """Return the rows of the table that begins at a place, none where there is no table."""
    header = elements[index]
    starts = _header_starts(header)
    if not starts or not isinstance(header, Paragraph):
        return []
    rows = [Row(tuple(map(Cell, _PIECE.findall(header.text))), place=header.place)]
    for element in elements[index + 1 :]:
        row = _row(element, starts) if isinstance(element, Paragraph) else None
        if row is None:
            is_inside = isinstance(element, Paragraph) and element.is_line and not element.after_gap
            return [] if is_inside else rows[: len(rows) if len(rows) > 1 else 0]
        rows.append(row)
    return rows if len(rows) > 1 else []


def _header_starts(element: Element) -> list[int]:
    """Return where the columns begin, nothing for a line that is no line of headers."""
    if not isinstance(element, Paragraph) or len(element.text) > _LONGEST or "   " not in element.text:
        return []
    headers = list(_PIECE.finditer(element.text))
    columns = columns_of([header[0] for header in headers]) if len(headers) >= _MIN_COLUMNS else None
    return [header.start() for header in headers] if columns and not columns.has_number else []


def _row(line: Paragraph, starts: list[int]) -> Row | None:
    """Every piece between wide gaps must begin where a column does.

    Blanks at the start of a line are lost, so a line that goes on with the cells above may fit when it is moved.
    """
    pieces = list(_PIECE.finditer(line.text[:_LONGEST]))
    if len(pieces) < 2 or len(line.text) > _LONGEST:
        return None
    for shift in starts:
        columns = [_column(piece.start() + shift, starts) for piece in pieces]
        if None not in columns:
            texts = dict(zip(columns, (piece[0] for piece in pieces), strict=True))
            return Row(tuple(Cell(texts.get(place, "")) for place in range(len(starts))), place=line.place)
    return None


def _column(start: int, starts: list[int]) -> int | None:
    near = (place for place, column in enumerate(starts) if abs(column - start) <= _TOLERANCE)
    return next(near, None)
