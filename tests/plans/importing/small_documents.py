"""Small documents made for one rule each: lines of text, tables, plans; and what was found in them."""

from collections.abc import Sequence

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsed import Item, ParsedDocument
from plans.importing.parsing import parse_document

HEADERS = ("№ п/п", "Мероприятие", "Срок", "Ответственные")


def lines_of(text: str) -> list[Element]:
    found: list[Element] = []
    after_gap = False
    for line in text.strip().split("\n"):
        if line.strip():
            found.append(Paragraph(line.strip(), after_gap, is_line=True))
        after_gap = not line.strip()
    return found


def table_of(*rows: Sequence[str | Cell], gaps: tuple[int, ...] = ()) -> Table:
    made = (tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Table(tuple(Row(cells, index in gaps) for index, cells in enumerate(made)))


def plan_of(
    *rows: Sequence[str | Cell], headers: Sequence[str] = HEADERS, gaps: tuple[int, ...] = ()
) -> ParsedDocument:
    return parse_document([Paragraph("План работы на 2024 год"), table_of(headers, *rows, gaps=gaps)])


def items_of(document: ParsedDocument) -> list[Item]:
    return [item for plan in document.plans for section in plan.sections for item in section.items]
