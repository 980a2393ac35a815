"""The columns of a plan's table, told by their headers and, where these are unusual, by their cells."""

import re
from dataclasses import dataclass, replace

from plans.deadlines import parse_deadline
from plans.importing.elements import Row, Table
from plans.importing.parsing.bare_days import is_days
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.headers import (
    DEADLINE,
    EXTRA,
    MAX_HEADER_LENGTH,
    NUMBER,
    RESPONSIBLE,
    TITLE,
    is_edge,
    is_foreign,
    names_event,
    role_of,
    title_rank,
)
from plans.importing.parsing.people import is_party

_FEW_TIMES = 3
_SENTENCE = re.compile(r"[.;]\s+\S")
_HALF = 0.5


@dataclass(frozen=True)
class Columns:
    """Roles and headers of a table's columns, and where its rows begin."""

    roles: tuple[str, ...]
    headers: tuple[str, ...]
    first_row: int = 0

    @property
    def are_of_events(self) -> bool:
        """Tell headers that only a plan has; «Наименование» and «Дата» may head a list of anything."""
        return any(map(names_event, self.headers))

    def at(self, role: str) -> list[int]:
        return [index for index, found in enumerate(self.roles) if found == role]

    def first(self, role: str) -> int:
        """Return the place of the first column of a role, -1 where there is none."""
        return self.roles.index(role) if role in self.roles else -1

    @property
    def has_number(self) -> bool:
        return NUMBER in self.roles


def find_columns(table: Table) -> Columns | None:
    """Return the columns of a plan's table, None for a table that is no plan."""
    for index, row in enumerate(table.rows[:8]):
        headers = spread(row)
        if len([header for header in headers if header]) < 2:
            continue
        columns = _with_second_header(table, index) or _columns(headers, index)
        if columns:
            return _with_parties(table, columns) if _has_times(table, columns) else None
        if any(len(header) > MAX_HEADER_LENGTH for header in headers):
            return None
    return None


def columns_of(headers: list[str]) -> Columns | None:
    """Return the columns for given headers, None where they are not those of a plan."""
    return _columns(headers, 0)


def _columns(headers: list[str], index: int) -> Columns | None:
    found = [role_of(header) for header in headers]
    if not _is_plan(headers, found) or any(
        _SENTENCE.search(header) and len(header) > 40 for header in headers
    ):
        return None
    return Columns(tuple(_unique(found, headers)), tuple(squashed(header) for header in headers), index + 1)


def _is_plan(headers: list[str], roles: list[str | None]) -> bool:
    """An event with its time or party; «Наименование услуги», «ФИО участника» head lists of other things."""
    known = {role for role in roles if role}
    is_list = any(map(is_foreign, headers)) or roles.count(NUMBER) > 1
    if TITLE not in known:
        return not is_list and ({DEADLINE, RESPONSIBLE} <= known or {NUMBER, DEADLINE} <= known)
    if not any(map(names_event, headers)):
        return DEADLINE in known and not is_list
    if is_list:
        return {DEADLINE, RESPONSIBLE} <= known
    return bool(known & {DEADLINE, RESPONSIBLE}) or (NUMBER in known and len(known) > 2)


def _has_times(table: Table, columns: Columns) -> bool:
    """Tell that the column of time has times: three cells, none of which is one, are something else."""
    texts = _column(table, columns, columns.first(DEADLINE))
    if len(texts) < _FEW_TIMES or sum(map(is_days, texts)) > _HALF * len(texts):
        return True
    return any(parse_deadline(text).kind for text in texts)


def _with_parties(table: Table, columns: Columns) -> Columns:
    """A column with an unusual header is the parties' where most of its cells name some."""
    if columns.first(RESPONSIBLE) >= 0:
        return columns
    for place in columns.at(EXTRA):
        texts = _column(table, columns, place)
        if len(texts) > 1 and sum(map(is_party, texts)) > _HALF * len(texts):
            roles = [*columns.roles[:place], RESPONSIBLE, *columns.roles[place + 1 :]]
            return replace(columns, roles=tuple(roles))
    return columns


def _column(table: Table, columns: Columns, place: int) -> list[str]:
    """Return the texts of a column below its header."""
    rows = table.rows[columns.first_row :] if place >= 0 else ()
    cells = [spread(row)[place : place + 1] for row in rows]
    return [cell[0] for cell in cells if cell and cell[0]]


def _unique(roles: list[str | None], headers: list[str]) -> list[str]:
    """Only a span of time may stand in two columns (from, till); any other second column keeps its own header."""
    found: list[str] = []
    has_edges = sum(map(is_edge, headers)) > 1
    titles = [place for place, role in enumerate(roles) if role == TITLE]
    best = min(titles, key=lambda place: title_rank(headers[place]), default=0)
    for place, role in enumerate(roles):
        is_double = role in found and not (role == DEADLINE and has_edges)
        is_double = place != best if role == TITLE else is_double
        found.append(EXTRA if role is None or is_double else role)
    if TITLE not in found and EXTRA in found:
        found[found.index(EXTRA)] = TITLE
    return found


def _with_second_header(table: Table, index: int) -> Columns | None:
    """A merged header cell («Срок») may have its parts («начало», «окончание») in the row below."""
    if index + 1 >= len(table.rows) or not _is_second_header(table.rows[index + 1]):
        return None
    above, below = _spread_headers(table.rows[index]), spread(table.rows[index + 1])
    pairs = zip(_padded(above, len(below)), _padded(below, len(above)), strict=True)
    return _columns([squashed(" ".join(pair)) for pair in pairs], index + 1)


def _is_second_header(row: Row) -> bool:
    texts = spread(row)
    if not any(texts) or any(len(text) > 40 for text in texts) or re.match(r"\d", texts[0]):
        return False
    is_under_time = not texts[0] and all(role_of(text) == DEADLINE for text in texts if text)
    return is_under_time or any(cell.continues_above for cell in row.cells)


def _spread_headers(row: Row) -> list[str]:
    """A header over several columns belongs to each of them."""
    return [cell.text for cell in row.cells for _ in range(cell.span)]


def spread(row: Row) -> list[str]:
    """Return the texts of a row by columns; a cell over several columns stands in the first of them."""
    texts: list[str] = []
    for cell in row.cells:
        texts.extend([cell.text, *[""] * (cell.span - 1)])
    return texts


def _padded(texts: list[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]
