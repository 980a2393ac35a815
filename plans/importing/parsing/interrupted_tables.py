"""Tables that the titles of their sections interrupt: lines of text between rows, as pasted from a web page."""

from dataclasses import dataclass

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsing.columns import Columns, columns_of, find_columns
from plans.importing.parsing.headers import NUMBER
from plans.importing.parsing.section_rows import ITEM_NUMBER

_LONGEST_TITLE = 200
_MOST_TITLES = 2
_LEAST_BARS = 2
_LONGEST_ROW = 2000


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
    lone: dict[int, Element] = {}
    for line in elements:
        element = _row_of_bars(line, above) or line
        if element is not line:
            lone[id(element)] = line
        if isinstance(element, Table):
            lines = found[above.place + 1 :] if above else []
            is_next_row = not lines and element is not line
            if above and (is_next_row or _goes_on(above, lines, element)):
                above.table = Table((*above.table.rows, *_titles(lines, element.width), *element.rows))
                found[above.place :] = [above.table]
                continue
            columns = find_columns(element)
            above = _Open(len(found), element, columns) if columns else None
        found.append(element)
    return [lone.get(id(element), element) for element in found]


def _row_of_bars(line: Element, above: _Open | None) -> Table | None:
    """A lone row of bars is read as a line: it is the header of a table, or a row of the table above."""
    if not isinstance(line, Paragraph) or line.text.count("|") < _LEAST_BARS or len(line.text) > _LONGEST_ROW:
        return None
    texts = [text.strip() for text in line.text.strip().strip("|").split("|")]
    columns = columns_of(texts)
    is_header = columns is not None and columns.has_number
    is_row = (
        above is not None and len(texts) == len(above.columns.roles) and bool(ITEM_NUMBER.match(texts[0]))
    )
    return Table((Row(tuple(map(Cell, texts)), line.after_gap, line.place),)) if is_header or is_row else None


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
