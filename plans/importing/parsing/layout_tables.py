"""Tables that only place text on the page: date beside number, position beside name, approvals in two columns."""

import re

from plans.importing.elements import Element, Paragraph, Row, Table
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import find_columns
from plans.importing.parsing.people import NAME, is_position

_APPROVAL = re.compile(r"(?:утвержд|согласован|принято|рассмотрен)", re.IGNORECASE)
_NAME = re.compile(NAME)
_ITEM_NUMBER = re.compile(r"\d{1,3}[.)]?\Z")
_MAX_TEXT = 900


def without_layout_tables(elements: list[Element]) -> list[Element]:
    """Return the elements with such tables as paragraphs; all other tables stay."""
    found: list[Element] = []
    for element in elements:
        if isinstance(element, Table) and _is_layout(element):
            found.extend(_paragraphs(element))
        else:
            found.append(element)
    return found


def _is_layout(table: Table) -> bool:
    if find_columns(table) or table.width > 4 or len(table.rows) > 8:
        return False
    if all(_ITEM_NUMBER.match(text) for row in table.rows for text in row.texts[:1]):
        return False
    texts = [text for row in table.rows for text in row.texts if text]
    if sum(map(len, texts)) > _MAX_TEXT:
        return False
    lasts = [next((text for text in reversed(row.texts) if text), "") for row in table.rows]
    has_name = any(_NAME.search(text) for text in lasts) and any(map(is_position, texts))
    return len(table.rows) <= 2 or has_name or any(_APPROVAL.match(text) for text in texts)


def _paragraphs(table: Table) -> list[Element]:
    """Approvals are read column by column, everything else line by line."""
    if any(_APPROVAL.match(text) for row in table.rows for text in row.texts):
        return [
            Paragraph(line, is_line=True, place=row.place)
            for column in range(table.width)
            for row in table.rows
            for line in "".join(row.texts[column : column + 1]).split("\n")
            if line.strip()
        ]
    return [paragraph for row in table.rows if any(row.texts) for paragraph in _row_paragraphs(row)]


def _row_paragraphs(row: Row) -> list[Paragraph]:
    """A row is a line, a letterhead beside an addressee is two blocks of lines."""
    texts = [text for text in row.texts if text.strip()]
    if any("\n" in text for text in texts) and not _NAME.search(texts[-1]):
        return [
            Paragraph(line, after_gap=not place, is_line=True, place=row.place)
            for text in texts
            for place, line in enumerate(text.split("\n"))
        ]
    return [_row_paragraph(row)]


def _row_paragraph(row: Row) -> Paragraph:
    return Paragraph("\t".join(squashed(text) for text in row.texts if text.strip()), place=row.place)
