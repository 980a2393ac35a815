"""Tables whose rows are not marked: one cell after another, or a cell's lines one below another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from plans.importing.elements import Element, Paragraph, Row, Table
from plans.importing.parsing.bare_days import month_of
from plans.importing.parsing.cell_rows import row_of, rows_by_days, rows_of_cells
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns, columns_of
from plans.importing.parsing.headers import DEADLINE, NUMBER, role_of
from plans.importing.parsing.line_rows import LINE_NUMBER, rows_of_lines
from plans.importing.parsing.section_rows import begins_section

_LONGEST_HEADER = 60
_MOST_COLUMNS = 9
_HEADERS_TRIED = 8
_LEAST_COLUMNS = 3
_GRADES = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2} класс", re.IGNORECASE)


@dataclass(frozen=True)
class _Header:
    """Headers of columns, the places of their first line and of the line below their last."""

    start: int
    end: int
    columns: Columns
    is_cut: bool = False
    """The cell below them may be one more header, or the title of the first section."""


def with_tables(elements: list[Element]) -> list[Element]:
    """Return the elements with flows of cells put together to tables where that is certain."""
    found: list[Element] = []
    for is_paragraph, group in groupby(elements, key=lambda element: isinstance(element, Paragraph)):
        run = list(group)
        paragraphs = [element for element in run if isinstance(element, Paragraph)]
        found.extend(_with_table(paragraphs) if is_paragraph else run)
    return [element for element in found if isinstance(element, Table) or element.text]


def _with_table(lines: list[Paragraph]) -> list[Element]:
    headers = list(islice(_headers(lines), _HEADERS_TRIED))
    for reader in (_rows, _rows_of_month):
        for header in headers:
            rows, rest = reader(lines, header)
            if rows:
                table = Table((_header_row(lines, header), *rows))
                return [*map(_plain, lines[: header.start]), table, *map(_plain, rest)]
    return [_plain(line) for line in lines]


def _header_row(lines: list[Paragraph], header: _Header) -> Row:
    """The headers; rows put together of lines begin with their number, whether it has a header or not."""
    is_added = not header.columns.has_number and not lines[header.start].is_cell
    texts = ["№", *header.columns.headers] if is_added else list(header.columns.headers)
    return row_of(texts, len(texts), lines[header.start])


def _rows(lines: list[Paragraph], header: _Header) -> tuple[list[Row], list[Paragraph]]:
    """Return the rows below a header, and the lines that belong to none."""
    if not lines[header.start].is_cell:
        return rows_of_lines(lines[header.end :], header.columns)
    cells, others = _parted(lines[header.end :])
    found = rows_of_cells(cells, header.columns)
    is_certain = header.columns.has_number or found.are_several
    if header.is_cut and header.columns.has_number and not found.have_few_titles:
        return [], []
    return (found.rows, [*found.rest, *others]) if is_certain else ([], [])


def _rows_of_month(lines: list[Paragraph], header: _Header) -> tuple[list[Row], list[Paragraph]]:
    """Marked cells below a title that names one month, with days for deadlines."""
    if not lines[header.start].is_cell or not any(month_of(line.text) for line in lines[: header.start]):
        return [], []
    cells, others = _parted(lines[header.end :])
    found = rows_by_days(cells, header.columns)
    return (found.rows, [*found.rest, *others]) if found.are_several else ([], [])


def _parted(lines: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    return [line for line in lines if line.is_cell], [line for line in lines if not line.is_cell]


def _plain(line: Paragraph) -> Paragraph:
    return replace(line, is_cell=False)


def _headers(lines: list[Paragraph]) -> Iterator[_Header]:
    """Yield what may be the header of the table, the likeliest first."""
    has_cells = any(line.is_cell for line in lines)
    for start, line in enumerate(lines):
        is_header = len(line.text) <= _LONGEST_HEADER and role_of(line.text) is not None
        if not is_header or line.is_cell != has_cells or _GRADES.match(line.text):
            continue
        texts, end = _headers_from(lines, start)
        yield from _with_shorter_last(lines, start, end, texts)
        found = [
            _Header(start, end - len(texts) + width, columns, is_cut=width < len(texts))
            for width, columns in _columns(texts, has_cells)
        ]
        yield from found
        if has_cells and found:
            return


def _with_shorter_last(lines: list[Paragraph], start: int, end: int, texts: list[str]) -> Iterator[_Header]:
    """Lines that follow each other closely may be joined to the last header, but belong to the first row."""
    last = next((place for place in range(end - 1, start, -1) if role_of(lines[place].text) is not None), end)
    if lines[start].is_cell or last + 1 >= end or len(texts) < _LEAST_COLUMNS:
        return
    first_of_last = squashed(lines[last].text)
    columns = columns_of([*texts[:-1], first_of_last]) if texts[-1].startswith(first_of_last) else None
    if columns and not columns.has_number:
        yield _Header(start, last + 1, columns)


def _columns(texts: list[str], has_cells: bool) -> Iterator[tuple[int, Columns]]:
    """Yield the columns that the headers may be, with their number: marked cells go on where the headers end."""
    least = _LEAST_COLUMNS if has_cells else len(texts)
    widths = list(range(len(texts), max(least, _LEAST_COLUMNS) - 1, -1))
    if widths and role_of(texts[-1]) is None:
        widths.sort(key=lambda width: width == len(texts))
    for width in widths:
        columns = columns_of(texts[:width])
        is_told = columns and ((columns.has_number and width == len(texts)) or _are_headers(columns))
        if columns and (is_told or not has_cells):
            yield width, columns


def _are_headers(columns: Columns) -> bool:
    """Where no number ends the headers, their words must do, and deadlines tell rows apart."""
    known = [role_of(header) is not None for header in columns.headers]
    return DEADLINE in columns.roles and known[-1] and known.count(False) <= 1


def _headers_from(lines: list[Paragraph], start: int) -> tuple[list[str], int]:
    """Collect headers up to the first number; a header's second line is joined to it."""
    headers: list[str] = []
    place = start
    while place < len(lines) and len(headers) <= _MOST_COLUMNS:
        line = lines[place]
        text = squashed(line.text)
        if (
            not text
            or re.match(r"\d{1,3}[.)]\s?\D", text)
            or LINE_NUMBER.match(text)
            or len(text) > _LONGEST_HEADER
            or begins_section(text)
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
