"""Lines of a table that lost its cells put together to rows: only where every row leaves no doubt."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.deadlines import parse_deadline
from plans.deadlines.words import tokens_of
from plans.importing.elements import Cell, Paragraph, Row
from plans.importing.parsing.cell_rows import (
    CellRows,
    aligned_rows,
    is_deadline,
    is_only_time,
    is_party_alone,
    row_of,
)
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.headers import DEADLINE, NUMBER, PARTICIPANTS, RESPONSIBLE, TITLE
from plans.importing.parsing.people import is_name, is_party
from plans.importing.parsing.section_rows import begins_section

LINE_NUMBER = re.compile(r"(?!\d\d\.\d\d\.?\Z)\d{1,3}(?:\.\d{1,3})*\.?\Z")  # «06.09» is a day
_GLUED_NUMBER = re.compile(r"(?P<number>\d{1,3}[.)])\s*(?P<text>[^\W\d].*|[«\"].*)", re.DOTALL)
_LEAST_ROWS = 2
_DATED = {"exact_day", "range", "until", "months", "multi", "quarter", "months+all_year"}


@dataclass
class _Group:
    """The lines of one numbered row, and a section's title that stood after them."""

    number: Paragraph
    lines: list[Paragraph]
    section_before: Paragraph | None = None

    @property
    def all_lines(self) -> list[Paragraph]:
        return [*([self.section_before] if self.section_before else []), self.number, *self.lines]


def rows_of_lines(lines: list[Paragraph], columns: Columns) -> tuple[list[Row], list[Paragraph]]:
    """Return the rows and the lines of a last row that breaks off; none unless every other one has all it needs.

    A row needs a title and a deadline of its own; where the table's header has no number, numbers are put before.
    """
    first = next((line for line in lines if not begins_section(line.text)), None)
    if first and _is_number(first):
        return _numbered_rows(_groups(lines, columns), columns)
    parted = _with_parted_numbers(lines)
    if parted:
        return _numbered_rows(_groups(parted, columns), columns)
    found = (
        aligned_rows(_cells(lines), columns, are_marked=False) if DEADLINE in columns.roles else CellRows([])
    )
    return (_with_number_cells(found.rows, columns), list(found.rest)) if found.are_several else ([], [])


def _numbered_rows(groups: list[_Group], columns: Columns) -> tuple[list[Row], list[Paragraph]]:
    rows: list[Row] = []
    if not _is_ascending(groups):
        return [], []
    for place, group in enumerate(groups):
        cells = _row_cells(group, columns)
        if cells is None:
            is_cut = place + 1 == len(groups) and place >= _LEAST_ROWS and _are_alike(rows, columns)
            return (rows, group.all_lines) if is_cut else ([], [])
        if group.section_before:
            title = Cell(squashed(group.section_before.text), span=len(columns.roles) + 1)
            rows.append(Row((title,), place=group.section_before.place))
        rows.append(row_of(cells, len(cells), group.number))
    return (rows, []) if _are_alike(rows, columns) else ([], [])


def _is_number(line: Paragraph) -> bool:
    return bool(LINE_NUMBER.match(squashed(line.text)))


def _with_parted_numbers(lines: list[Paragraph]) -> list[Paragraph]:
    """«1. Игра»: numbers from 1 on, each written before its title, stand in lines of their own; none if one is missing."""
    found: list[Paragraph] = []
    last = 0
    for line in lines:
        match = _GLUED_NUMBER.match(line.text)
        if match and int(match["number"][:-1]) == last + 1:
            last += 1
            found += [replace(line, text=match["number"]), replace(line, text=match["text"], after_gap=False)]
        elif match or not last:
            return []
        else:
            found.append(line)
    return found if last >= _LEAST_ROWS else []


def _cells(lines: list[Paragraph]) -> list[Paragraph]:
    """Blocks between gaps are cells, or else each line is one."""
    if not any(line.after_gap for line in lines[1:]):
        return lines
    blocks: list[Paragraph] = []
    for line in lines:
        if blocks and not line.after_gap:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{line.text}")
        else:
            blocks.append(line)
    return blocks


def _with_number_cells(rows: list[Row], columns: Columns) -> list[Row]:
    """The table gets a column of numbers, empty where the header had none."""
    if columns.has_number:
        return rows
    return [replace(row, cells=(Cell(), *row.cells)) if len(row.cells) > 1 else row for row in rows]


def _groups(lines: list[Paragraph], columns: Columns) -> list[_Group]:
    groups: list[_Group] = []
    section: Paragraph | None = None
    for place, line in enumerate(lines):
        text = squashed(line.text)
        if _is_number(line) and not _is_grade(lines, place, groups, columns, after_section=bool(section)):
            groups.append(_Group(line, [], section))
            section = None
        elif begins_section(text) and len(text) < 100 and (text.isupper() or not _is_only_time(text)):
            section = line
        elif groups:
            groups[-1].lines.append(line)
        else:
            return []
    return groups


def _is_grade(
    lines: list[Paragraph], place: int, groups: list[_Group], columns: Columns, *, after_section: bool
) -> bool:
    """A bare number in a table with a column for classes, if it is not the row's that comes next."""
    if PARTICIPANTS not in columns.roles or not groups or after_section:
        return False
    expected = int(groups[-1].number.text.split(".")[0]) + 1
    is_next = int(squashed(lines[place].text).split(".")[0]) == expected
    return not is_next or (place + 1 < len(lines) and _is_number(lines[place + 1]))


def _is_ascending(groups: list[_Group]) -> bool:
    """Rows are counted from 1, in each section anew or on."""
    numbers = [int(group.number.text.split(".")[0]) for group in groups]
    backwards = sum(1 for one, two in pairwise(numbers) if two <= one)
    return numbers[:1] == [1] and backwards <= sum(bool(group.section_before) for group in groups)


def _are_alike(rows: list[Row], columns: Columns) -> bool:
    """A title in a small letter among others that begin with a capital is the end of a torn one."""
    place = [role for role in columns.roles if role != NUMBER].index(TITLE) + 1
    titles = [row.texts[place] for row in rows if len(row.cells) > 1]
    return len({title[0].islower() for title in titles if title[:1].isalpha()}) < 2


def _row_cells(group: _Group, columns: Columns) -> list[str] | None:
    """Match the lines of a row with its columns, by their number or around the deadline."""
    roles = [role for role in columns.roles if role != NUMBER]
    values = _values(group.lines, roles)
    if values is None or not _fits(values, roles):
        return None
    return [squashed(group.number.text), *values]


def _values(lines: list[Paragraph], roles: list[str]) -> list[str] | None:
    for texts in (_line_blocks(lines), [line.text for line in lines]):
        if len(texts) == len(roles) and _fits(texts, roles):
            return texts
    return _around_deadline(lines, roles) or _before_deadline(lines, roles) or _below_deadline(lines, roles)


def _fits(values: list[str], roles: list[str]) -> bool:
    if DEADLINE not in roles or TITLE not in roles or roles[0] not in (TITLE, DEADLINE):
        return False
    title = values[roles.index(TITLE)]
    others = [value for value, role in zip(values, roles, strict=True) if role in (TITLE, RESPONSIBLE)]
    is_mixed = any(is_only_time(line) for value in others for line in value.split("\n"))
    is_event = bool(title) and not is_party_alone(squashed(title)) and not is_mixed
    return is_event and is_deadline(values[roles.index(DEADLINE)])


def _line_blocks(lines: list[Paragraph]) -> list[str]:
    blocks: list[str] = []
    for line in lines:
        if blocks and not line.after_gap:
            blocks[-1] += f"\n{line.text}"
        else:
            blocks.append(line.text)
    return blocks


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


def _before_deadline(lines: list[Paragraph], roles: list[str]) -> list[str] | None:
    """Title, parties, and the deadline last: the lines right before it that name parties are theirs."""
    if roles != [TITLE, RESPONSIBLE, DEADLINE] or len(lines) <= len(roles):
        return None
    last = len(lines) - 1
    if not is_deadline(lines[last].text) or any(is_deadline(line.text) for line in lines[1:last]):
        return None
    first = last
    while first > 1 and is_party(lines[first - 1].text):
        first -= 1
    parts = (lines[:first], lines[first:last], lines[last:])
    return ["\n".join(line.text for line in part) for part in parts] if first < last else None


def _below_deadline(lines: list[Paragraph], roles: list[str]) -> list[str] | None:
    """The deadline first, then title and parties: the last lines that can only be somebody are the parties."""
    if roles != [DEADLINE, TITLE, RESPONSIBLE] or len(lines) <= len(roles):
        return None
    first = len(lines)
    while first > 1 and is_party_alone(lines[first - 1].text):
        first -= 1
    parts = (lines[:1], lines[1:first], lines[first:])
    return ["\n".join(line.text for line in part) for part in parts] if 1 < first < len(lines) else None


def _deadline_lines(lines: list[Paragraph]) -> tuple[int, int] | None:
    """Return where the lines of the deadline begin and end: the first line that is one, and what goes on with it."""
    for first in range(1, len(lines)):
        if not _begins_deadline(lines[first].text) or not is_deadline(lines[first].text):
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
