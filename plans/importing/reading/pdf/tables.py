"""Ruled tables of a PDF: cells are what lines enclose, never what stands below each other by chance."""

import re
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import merge_edges

from plans.importing.reading.pdf.lines import Char, Line, lines_of, turned

SAME_EDGE = 4.0  # points
_MAX_PADDING = 9.0
_ITEM_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?")
_FEW_ROWS = 3
_SNAP = 3.0  # points, as pdfplumber does
_MAX_THICKNESS = 3.0
_MIN_RULES = 3
_MAX_EDGES = 6000  # more are a drawing
Area = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


@dataclass(frozen=True)
class PdfCell:
    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PdfTable:
    """One page's part of a table."""

    cells: tuple[PdfCell, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell.lines]

    @property
    def columns(self) -> list[tuple[tuple[Line, ...], float]]:
        """The lines of each cell with the width that they have there."""
        rooms = [line.x0 - cell.x0 for cell in self.cells for line in cell.lines]
        padding = min(max(min(rooms, default=0), 0), _MAX_PADDING)  # between a rule and the words
        return [(cell.lines, cell.x1 - cell.x0 - 2 * padding) for cell in self.cells]

    def holds(self, char: Char) -> bool:
        return _is_inside(char, (self.x0, self.top, self.x1, self.bottom))

    def goes_on_in(self, other: "PdfTable") -> bool:
        """Tell whether a table of the next page has the same edges."""
        return abs(self.x0 - other.x0) < SAME_EDGE and abs(self.x1 - other.x1) < SAME_EDGE


def find_tables(page: Any, chars: list[Char]) -> list[PdfTable]:
    """Return the tables of a page that are certain."""
    bare = page.filter(lambda thing: thing["object_type"] != "rect" or _is_rule(thing))
    if len(bare.edges) > _MAX_EDGES:
        return []
    settings = {"explicit_horizontal_lines": _missing_rules(bare)}
    found = [[_area(cell) for cell in table.cells] for table in bare.find_tables(settings)]
    grids = [cells for cells in found if len(cells) > 1]  # a lone frame places things on the page
    areas = [_around(cells) for cells in grids]
    tables = [
        _table(cells, area, chars)
        for cells, area in zip(grids, areas, strict=True)
        if not any(other != area and _contains(other, area) for other in areas)  # part of another's cell
    ]
    return [table for table in tables if table is not None]


def _is_rule(rect: dict[str, Any]) -> bool:
    """A coloured ground is no frame."""
    return bool(rect["stroke"]) or min(rect["width"], rect["height"]) < _MAX_THICKNESS


def _missing_rules(page: Any) -> list[float]:
    """A page's end cuts a row without a rule: return the heights at which upright rules end with none across."""
    merged = merge_edges(page.edges, _SNAP, _SNAP, _SNAP, _SNAP)
    across = [edge["top"] for edge in merged if edge["orientation"] == "h" and edge["width"] > _MAX_THICKNESS]
    upright = [edge for edge in merged if edge["orientation"] == "v"]
    ends = [edge[side] for edge in upright for side in ("top", "bottom")]
    return [
        end
        for end in clustered(ends)
        if sum(abs(end - other) < SAME_EDGE for other in ends) >= _MIN_RULES
        and not any(abs(end - other) < SAME_EDGE for other in across)
    ]


def _area(cell: Any) -> Area:
    x0, top, x1, bottom = map(float, cell)
    return x0, top, x1, bottom


def _around(cells: list[Area]) -> Area:
    x0s, tops, x1s, bottoms = zip(*cells, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _contains(outer: Area, inner: Area) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _table(cells: list[Area], area: Area, chars: list[Char]) -> PdfTable | None:
    """Return a table of these cells, None where it is not certain: a word stands in none of them."""
    inside: dict[Area, list[Char]] = {cell: [] for cell in cells}
    for char in chars:
        if not _is_inside(char, area):
            continue
        cell = next((cell for cell in cells if _is_inside(char, cell)), None)
        if cell is not None:
            inside[cell].append(char)
        elif not char["text"].isspace():
            return None
    found = tuple(PdfCell(*cell, _lines_of_cell(content)) for cell, content in inside.items())
    return PdfTable(found, *area) if _has_rows(found) else None


def _lines_of_cell(chars: list[Char]) -> tuple[Line, ...]:
    """Headers of narrow columns run upwards."""
    turned_chars = [turned(char) for char in chars if not char["upright"]]
    is_turned = len(turned_chars) > len(chars) // 2
    return tuple(lines_of(turned_chars if is_turned else [char for char in chars if char["upright"]]))


def _is_inside(char: Char, box: Area) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _has_rows(cells: tuple[PdfCell, ...]) -> bool:
    """There are columns, and no row holds several numbered ones."""
    if len(clustered([cell.x0 for cell in cells])) < 2:
        return False
    rows = len(clustered([cell.top for cell in cells]))
    return rows > _FEW_ROWS or not any(map(_has_several_numbers, cells))


def _has_several_numbers(cell: PdfCell) -> bool:
    return sum(bool(_ITEM_NUMBER.fullmatch(line.plain_text)) for line in cell.lines) > 1


def clustered(values: list[float]) -> list[float]:
    """Return the values in their order, one for each group of neighbours."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= SAME_EDGE:
            found.append(value)
    return found
