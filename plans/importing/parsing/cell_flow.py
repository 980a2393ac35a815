"""Tables whose rows are not marked: one cell after another, or a cell's lines one below another."""

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from plans.deadlines import parse_deadline
from plans.deadlines.words import tokens_of
from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns, columns_of
from plans.importing.parsing.headers import DEADLINE, NUMBER, RESPONSIBLE, TITLE, role_of
from plans.importing.parsing.people import is_name

_NUMBER = re.compile(r"(?!\d\d\.\d\d\.?\Z)\d{1,3}(?:\.\d{1,3})*\.?\Z")  # «06.09» is a day
_SECTION = re.compile(
    r"(?:\d{1,2}(?:-?я)? четверть|раздел|модуль|направление|блок|[IVX]{1,5}\.? )", re.IGNORECASE
)
_LONGEST_HEADER = 60
_DATED = {"exact_day", "range", "until", "months", "multi", "quarter", "months+all_year"}


def with_tables(elements: list[Element]) -> list[Element]:
    """Return the elements with flows of cells put together to tables where that is certain."""
    found: list[Element] = []
    for is_paragraph, group in groupby(elements, key=lambda element: isinstance(element, Paragraph)):
        run = list(group)
        paragraphs = [element for element in run if isinstance(element, Paragraph)]
        found.extend(_with_table(paragraphs) if is_paragraph else run)
    return [element for element in found if isinstance(element, Table) or element.text]


def _with_table(lines: list[Paragraph]) -> list[Element]:
    header = _find_header(lines)
    if header is None:
        return [_plain(line) for line in lines]
    start, end, columns = header
    body = lines[end:]
    if any(line.is_cell for line in lines[start:end]):
        cells = [line for line in body if line.is_cell]
        rows = _rows_of_cells(cells, len(columns.headers))
        rest: list[Element] = [line for line in body if not line.is_cell]
    else:
        rows, rest = _rows_of_lines(body, columns)
    if not rows:
        return [_plain(line) for line in lines]
    is_without_number = not columns.has_number and not any(line.is_cell for line in lines)
    headers = ("№", *columns.headers) if is_without_number else columns.headers
    table = Table((_row(list(headers), len(headers), lines[start]), *rows))
    return [*(_plain(line) for line in lines[:start]), table, *rest]


def _plain(line: Paragraph) -> Paragraph:
    return replace(line, is_cell=False)


def _find_header(lines: list[Paragraph]) -> tuple[int, int, Columns] | None:
    has_cells = any(line.is_cell for line in lines)
    for start, line in enumerate(lines):
        if len(line.text) > 60 or role_of(line.text) is None or line.is_cell != has_cells:
            continue
        headers, end = _headers_from(lines, start)
        columns = columns_of(headers) if len(headers) >= 3 else None
        if columns:
            return start, end, columns
    return None


def _headers_from(lines: list[Paragraph], start: int) -> tuple[list[str], int]:
    """Collect headers up to the first number; a header's second line is joined to it."""
    headers: list[str] = []
    place = start
    while place < len(lines) and len(headers) <= 9:
        line = lines[place]
        text = squashed(line.text)
        if (
            not text
            or re.match(r"\d{1,3}[.)]\s?\D", text)
            or _NUMBER.match(text)
            or len(text) > 60
            or _SECTION.match(text)
        ):
            break
        if headers and role_of(text) == NUMBER:
            break
        is_second_line = (
            bool(headers)
            and not line.is_cell
            and not line.after_gap
            and not _begins_header(text, headers[-1])
        )
        if is_second_line and len(headers[-1]) > _LONGEST_HEADER:
            break
        if is_second_line:
            headers[-1] = f"{headers[-1]} {text}"
        elif role_of(text) is None and not line.is_cell:
            break
        else:
            headers.append(text)
        place += 1
    return headers, place


def _begins_header(text: str, previous: str) -> bool:
    """«проведения» goes on with «Место», «Ответственный» begins a column."""
    role = role_of(text)
    return role is not None and role != role_of(previous)


def _rows_of_cells(cells: list[Paragraph], width: int) -> list[Row]:
    """Blocks between gaps are joined to rows of the table's width; a block that would be too much begins a row."""
    rows: list[list[Paragraph]] = []
    for block in _blocks(cells):
        is_new = not rows or len(rows[-1]) + len(block) > width or len(rows[-1]) == width
        if is_new:
            rows.append([])
        for cell in block:
            if len(rows[-1]) == width:
                rows.append([])
            rows[-1].append(cell)
    return [
        _row([cell.text for cell in row], width, row[0]) for row in rows if any(cell.text for cell in row)
    ]


def _row(texts: list[str], width: int, first: Paragraph) -> Row:
    return Row(tuple(Cell(text) for text in [*texts, *[""] * (width - len(texts))]), place=first.place)


def _blocks(cells: list[Paragraph]) -> list[list[Paragraph]]:
    blocks: list[list[Paragraph]] = []
    for cell in cells:
        if cell.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(cell)
    return blocks


@dataclass
class _Group:
    """The lines of one numbered row, and a section's title that stood after them."""

    number: Paragraph
    lines: list[Paragraph]
    section_before: Paragraph | None = None


def _rows_of_lines(lines: list[Paragraph], columns: Columns) -> tuple[list[Row], list[Element]]:
    """Rows are taken only if every one has a number, a title and a deadline of its own: else nothing is invented."""
    groups = _groups(lines)
    rows: list[Row] = []
    for group in groups:
        cells = _row_cells(group, columns)
        if cells is None:
            return [], []
        if group.section_before:
            title = Cell(squashed(group.section_before.text), span=len(columns.roles) + 1)
            rows.append(Row((title,), place=group.section_before.place))
        rows.append(_row(cells, len(cells), group.number))
    return (rows, []) if _is_ascending(groups) else ([], [])


def _groups(lines: list[Paragraph]) -> list[_Group]:
    groups: list[_Group] = []
    section: Paragraph | None = None
    for line in lines:
        text = squashed(line.text)
        if _NUMBER.match(text):
            groups.append(_Group(line, [], section))
            section = None
        elif _SECTION.match(text) and len(text) < 100 and not _is_only_time(text):
            section = line
        elif groups:
            groups[-1].lines.append(line)
        else:
            return []
    return groups


def _is_ascending(groups: list[_Group]) -> bool:
    numbers = [int(group.number.text.split(".")[0]) for group in groups]
    backwards = sum(1 for one, two in pairwise(numbers) if two <= one)
    return bool(groups) and backwards <= sum(bool(group.section_before) for group in groups)


def _row_cells(group: _Group, columns: Columns) -> list[str] | None:
    """Match the lines of a row with its columns, by their number or around the deadline."""
    roles = [role for role in columns.roles if role != NUMBER]
    blocks = _line_blocks(group.lines)
    values = blocks if len(blocks) == len(roles) else _around_deadline(group.lines, roles)
    if values is None or not _fits(values, roles):
        return None
    return [squashed(group.number.text), *values]


def _fits(values: list[str], roles: list[str]) -> bool:
    if DEADLINE not in roles or TITLE not in roles or roles[0] not in (TITLE, DEADLINE):
        return False
    return bool(values[roles.index(TITLE)]) and _is_deadline(values[roles.index(DEADLINE)])


def _line_blocks(lines: list[Paragraph]) -> list[str]:
    blocks: list[str] = []
    for line in lines:
        if blocks and not line.after_gap:
            blocks[-1] += f"\n{line.text}"
        else:
            blocks.append(line.text)
    return blocks


def _is_deadline(text: str) -> bool:
    return 0 < len(text) < 120 and parse_deadline(squashed(text)).kind is not None


def _is_only_time(text: str) -> bool:
    """«IV квартал 2024 г.» begins with a Roman number as sections do."""
    is_known = not any(token.kind == "other" for token in tokens_of(text))
    return is_known and parse_deadline(text).kind in _DATED


def _around_deadline(lines: list[Paragraph], roles: list[str]) -> list[str] | None:
    """Title, deadline, and the rest: a place and then names, or one party."""
    if roles[:2] != [TITLE, DEADLINE]:
        return None
    found = _deadline_lines(lines)
    if found is None or found[0] == 0:
        return None
    first, last = found
    title = "\n".join(line.text for line in lines[:first])
    deadline = " ".join(line.text for line in lines[first:last])
    rest = _rest_columns(lines[last:], roles[2:])
    return None if rest is None else [title, deadline, *rest]


def _deadline_lines(lines: list[Paragraph]) -> tuple[int, int] | None:
    """Return where the lines of the deadline begin and end: the first line that is one, and what goes on with it."""
    for first in range(1, len(lines)):
        if not _begins_deadline(lines[first].text) or not _is_deadline(lines[first].text):
            continue
        last = first + 1
        while last < len(lines) and _is_more_of(lines[first:last], lines[last]):
            last += 1
        return first, last
    return None


def _begins_deadline(text: str) -> bool:
    """A title may mention a date; a deadline is short and begins with its date or its word."""
    return len(text) < 60 and bool(
        re.match(r"(?:\d|до |с |[а-яёc]+$|[а-яёА-ЯЁc]+[ –-])", text, re.IGNORECASE)
    )


def _is_more_of(lines: list[Paragraph], line: Paragraph) -> bool:
    text = line.text
    if parse_deadline(text).kind in _DATED and not line.after_gap:
        return True
    return bool(re.fullmatch(r"(?:месяца|года|недели|квартала|четверти|г\.?)", text))


def _rest_columns(lines: list[Paragraph], roles: list[str]) -> list[str] | None:
    blocks = _line_blocks(lines)
    if len(blocks) == len(roles):
        return blocks
    if len(roles) == 1:
        return ["\n".join(blocks)]
    if roles[-1] != RESPONSIBLE or len(roles) != 2:
        return None
    names = next((place for place, line in enumerate(lines) if is_name(line.text)), len(lines))
    return ["\n".join(line.text for line in part) for part in (lines[:names], lines[names:])]
