"""Tables that the titles of their sections interrupt: lines of text between rows, as pasted from a web page."""

from dataclasses import dataclass

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsing.columns import Columns, find_columns
from plans.importing.parsing.headers import NUMBER
from plans.importing.parsing.section_rows import ITEM_NUMBER

_LONGEST_TITLE = 200
_MOST_TITLES = 2


@dataclass
class _Open:
    """A plan's table that may go on below some lines."""

    place: int
    table: Table
    columns: Columns


def with_whole_tables(elements: list[Element]) -> list[Element]:
    """Return the elements with each such table in one piece, the lines between as rows over its whole width."""
    found: list[Element] = []
    above: _Open | None = None
    for element in elements:
        if isinstance(element, Table):
            lines = found[above.place + 1 :] if above else []
            if above and _goes_on(above, lines, element):
                above.table = Table((*above.table.rows, *_titles(lines, element.width), *element.rows))
                found[above.place :] = [above.table]
                continue
            columns = find_columns(element)
            above = _Open(len(found), element, columns) if columns else None
        found.append(element)
    return found


def _goes_on(above: _Open, lines: list[Element], table: Table) -> bool:
    if not 0 < len(lines) <= _MOST_TITLES or table.width != len(above.columns.roles) or find_columns(table):
        return False
    number = above.columns.first(NUMBER)
    return all(map(_is_title, lines)) and number >= 0 and all(_has_number(row, number) for row in table.rows)


def _has_number(row: Row, place: int) -> bool:
    text = "".join(row.texts[place : place + 1])
    return not text or bool(ITEM_NUMBER.match(text))


def _is_title(line: Element) -> bool:
    if not isinstance(line, Paragraph) or len(line.text) > _LONGEST_TITLE:
        return False
    return not line.text.rstrip().endswith((".", ";"))


def _titles(lines: list[Element], width: int) -> list[Row]:
    paragraphs = [line for line in lines if isinstance(line, Paragraph)]
    return [Row((Cell(line.text, span=width),), line.after_gap, line.place) for line in paragraphs]
