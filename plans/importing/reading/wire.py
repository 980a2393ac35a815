"""Elements as JSON and back: what the process that reads says to the one that asked."""

import json
from typing import Any

from plans.importing.elements import Cell, Element, Paragraph, Row, Table

_FLAGS = ("after_gap", "is_line", "is_cell", "is_heading", "is_note")


def to_json(elements: list[Element]) -> str:
    return json.dumps([_packed(element) for element in elements])


def from_json(text: str | bytes) -> list[Element]:
    """Return the elements; raise `ValueError` for anything that `to_json` has not written."""
    found = json.loads(text)
    try:
        return [_unpacked(packed) for packed in found]
    except (TypeError, LookupError, AttributeError) as error:
        raise ValueError("These are no elements.") from error


def _packed(element: Element) -> list[Any]:
    if isinstance(element, Paragraph):
        return ["p", element.text, *(flag for flag in _FLAGS if getattr(element, flag))]
    return ["t", *(_packed_row(row) for row in element.rows)]


def _packed_row(row: Row) -> list[Any]:
    return [row.after_gap, *([cell.text, cell.span, cell.continues_above] for cell in row.cells)]


def _unpacked(packed: list[Any]) -> Element:
    kind, *rest = packed
    if kind == "t":
        return Table(tuple(_unpacked_row(row) for row in rest))
    text, *flags = rest
    switches: dict[str, Any] = {flag: flag in flags for flag in _FLAGS}
    return Paragraph(_checked(text, str), **switches)


def _unpacked_row(packed: list[Any]) -> Row:
    after_gap, *cells = packed
    return Row(tuple(_unpacked_cell(*cell) for cell in cells), _checked(after_gap, bool))


def _unpacked_cell(text: Any, span: Any, continues_above: Any) -> Cell:
    return Cell(_checked(text, str), _checked(span, int), _checked(continues_above, bool))


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError
    return value
