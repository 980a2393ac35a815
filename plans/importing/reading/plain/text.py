"""Text files: lines with their gaps, and the ways a table of Word ends up in plain text."""

import re
from collections.abc import Iterator
from itertools import groupby

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.reading.plain.aligned_columns import aligned_rows, begins_aligned
from plans.importing.reading.plain.drawn_tables import drawn_rows, is_drawn, is_frame
from plans.importing.reading.plain.encodings import decoded

_RULE_OF_BARS = re.compile(r"\s*\|(?:\s*:?-++:?\s*\|){2,}\s*")  # parts the header from the rows
_LONE_CELL = re.compile(r" *\t[^\t]*\Z")


def read_text(data: bytes) -> list[Element]:
    """Return the elements of a text file given as bytes."""
    lines = decoded(data).split("\n")
    elements: list[Element] = []
    start = place = 0
    while place < len(lines):
        table = aligned_rows(lines[place:]) if begins_aligned(lines[place]) else None
        if table is None:
            place += 1
            continue
        elements.extend(_elements(lines[start:place]))
        elements.append(Table(tuple(Row(tuple(cells)) for cells in table.rows)))
        start = place = place + table.length
    return [*elements, *_elements(lines[start:])]


def _elements(lines: list[str]) -> Iterator[Element]:
    for kind, group in groupby(_marked_lines(lines), key=lambda pair: pair[0]):
        yield from _ELEMENTS_OF[kind]([line for _, line in group])


class _Line:
    def __init__(self, text: str, after_gap: bool) -> None:
        self.text = text
        self.after_gap = after_gap


def _marked_lines(lines: list[str]) -> Iterator[tuple[str, _Line]]:
    """Pair every line that is not empty with the kind of thing it belongs to."""
    previous, after_gap = "", False
    for raw in lines:
        if _RULE_OF_BARS.fullmatch(raw):
            continue
        is_lone = bool(_LONE_CELL.fullmatch(raw))
        if not raw.strip() and not (is_lone and previous == "cells"):
            after_gap = True
            continue
        previous = _kind(raw, previous, is_lone, after_gap)
        yield previous, _Line(raw, after_gap)
        after_gap = False


def _kind(raw: str, previous: str, is_lone: bool, after_gap: bool) -> str:
    if previous == "drawn" and is_drawn(raw) and not after_gap:
        return "drawn"
    if is_frame(raw):
        return "drawn"
    if previous == "bar cells" and not after_gap:
        return "bar cells"
    if previous == "cells" and (is_lone or not after_gap) and not raw.rstrip().endswith("|"):
        return "cells"
    if is_lone and previous != "tabs":
        return "cells"
    if "\t" in raw.strip(" "):
        return "tabs"
    if raw.count("|") > 1:
        return "bars"
    if raw.rstrip().endswith("|"):
        return "bar cells"
    return "lines"


def _paragraphs(lines: list[_Line]) -> list[Element]:
    return [Paragraph(line.text.strip(), line.after_gap, is_line=True) for line in lines]


def _tab_rows(lines: list[_Line]) -> list[Element]:
    """Few rows of two cells are a signature or a date beside a number, not a table."""
    rows = tuple(_row(line.text.split("\t"), line.after_gap) for line in lines)
    widest = max(len(row.cells) for row in rows)
    if (widest > 2 and len(rows) > 1) or len(rows) > 3:
        return [Table(rows)]
    return _paragraphs(lines)


def _bar_rows(lines: list[_Line]) -> list[Element]:
    """One row of bars is a phrase with bars in it, more are a table."""
    if len(lines) == 1:
        return _paragraphs(lines)
    return [Table(tuple(_row(line.text.strip().strip("|").split("|"), line.after_gap) for line in lines))]


def _row(cells: list[str], after_gap: bool) -> Row:
    return Row(tuple(Cell(text.strip()) for text in cells), after_gap)


def _tab_cells(lines: list[_Line]) -> list[Element]:
    """A tab opens a cell, lines without one continue it."""
    if sum("\t" in line.text for line in lines) < 4:
        return [
            paragraph
            for paragraph in _paragraphs(lines)
            if isinstance(paragraph, Paragraph) and paragraph.text
        ]
    cells: list[Paragraph] = []
    for line in lines:
        if "\t" in line.text or not cells:
            cells.append(Paragraph(line.text.strip(), line.after_gap, is_cell=True))
        else:
            text = f"{cells[-1].text}\n{line.text.strip()}".strip()
            cells[-1] = Paragraph(text, cells[-1].after_gap, is_cell=True)
    return list(cells)


def _bar_cells(lines: list[_Line]) -> list[Element]:
    """A bar closes a cell; lines that no bar closes any more are text."""
    found: list[Element] = []
    pending: list[_Line] = []
    for line in lines:
        pending.append(line)
        if line.text.rstrip().endswith("|"):
            text = "\n".join(part.text.strip().rstrip("|").strip() for part in pending).strip()
            found.append(Paragraph(text, pending[0].after_gap, is_cell=True))
            pending = []
    return [*found, *_paragraphs(pending)]


def _drawn(lines: list[_Line]) -> list[Element]:
    rows = tuple(Row(tuple(cells)) for cells in drawn_rows([line.text for line in lines]))
    return [Table(rows)] if rows else []


_ELEMENTS_OF = {
    "lines": _paragraphs,
    "tabs": _tab_rows,
    "cells": _tab_cells,
    "bars": _bar_rows,
    "bar cells": _bar_cells,
    "drawn": _drawn,
}
