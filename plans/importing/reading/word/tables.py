"""The grid of a Word table: rows that are left, cells with their columns, edges that were meant to be one."""

from collections.abc import Iterator

from lxml.etree import _Element

from plans.importing.reading.flow import MAX_SPAN
from plans.importing.reading.word.package import W, integer_of, is_on, value_of

WRAPPERS = {f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent"}
_SAME_EDGE = 200  # twentieths of a point, 3.5 mm: no column is that narrow
_MAX_COLUMNS = 512


def rows_of(table: _Element) -> list[_Element]:
    """Return the rows that were not deleted or hidden."""
    return [row for row in _unwrapped(table, f"{W}tr") if not _is_out(row, "trPr")]


def placed_cells(row: _Element) -> Iterator[tuple[_Element | None, int, int]]:
    """Yield the cells with the columns where they begin and end; None for columns that the row leaves out."""
    column = min(integer_of(row.find(f"{W}trPr/{W}gridBefore"), 0), MAX_SPAN)
    if column:
        yield None, 0, column
    for cell in _unwrapped(row, f"{W}tc"):
        if not _is_out(cell, "tcPr") and column < _MAX_COLUMNS:
            end = column + max(1, min(integer_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1), MAX_SPAN))
            yield cell, column, end
            column = end


def aligned_columns(table: _Element) -> list[int]:
    """Return for each edge of the grid its column; edges that differ by a slip of the mouse are the same."""
    usual = list(range(_MAX_COLUMNS + MAX_SPAN + 1))
    aligned = [*_clustered(_edges(table))]
    aligned += range(aligned[-1] + 1, aligned[-1] + 1 + len(usual) - len(aligned))
    places = [(first, last) for row in rows_of(table) for _cell, first, last in placed_cells(row)]
    return usual if any(aligned[first] == aligned[last] for first, last in places) else aligned


def _edges(table: _Element) -> list[int]:
    edges = [0]
    for column in table.findall(f"{W}tblGrid/{W}gridCol")[:_MAX_COLUMNS]:
        width = column.get(f"{W}w") or ""
        edges.append(edges[-1] + (int(width) if width.isdecimal() else _SAME_EDGE))
    return edges


def _clustered(edges: list[int]) -> Iterator[int]:
    first, number = edges[0], 0
    for edge in edges:
        if edge - first >= _SAME_EDGE:
            first, number = edge, number + 1
        yield number


def continues(cell: _Element, merge: str) -> bool:
    """Tell a cell that is merged with the one above it (`vMerge`) or before it (`hMerge`)."""
    found = cell.find(f"{W}tcPr/{W}{merge}")
    return found is not None and value_of(found, "continue") == "continue"


def _unwrapped(parent: _Element, tag: str) -> Iterator[_Element]:
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in WRAPPERS:
            yield from _unwrapped(node, tag)


def _is_out(node: _Element, properties: str) -> bool:
    """Tell a row or cell that was deleted or hidden."""
    found = node.find(f"{W}{properties}")
    if found is None:
        return False
    is_deleted = any(found.find(f"{W}{name}") is not None for name in ("del", "cellDel"))
    return is_deleted or is_on(found.find(f"{W}hidden"))
