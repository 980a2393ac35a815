"""The columns of a plan's table, told by their headers."""

import re
from dataclasses import dataclass

from plans.importing.elements import Row, Table
from plans.importing.parsing.cleaning import squashed

NUMBER, TITLE, DEADLINE, RESPONSIBLE = "number", "title", "deadline", "responsible"
PARTICIPANTS, PLACE, RESULTS, EXTRA = "participants", "place", "expected_results", "extra"

# The first that fits decides: «Ответственный за проведение мероприятия» is about people, «Сроки проведения» about time.
_ROLES = (
    (NUMBER, re.compile(r"(?:№|n|nn|no|п/п)(?:\s|№|n|п/?п|\.)*\Z|№ ?(?:п/?п|строки)|номер(?: п/п)?\Z|пункт\Z")),
    (RESPONSIBLE, re.compile(r"ответственн|исполнител|кто (?:проводит|отвечает)|организатор(?:ы)?\b|соисполнител")),
    (DEADLINE, re.compile(r"срок|\bдат[аы]\b(?! рожд)|период|когда"
                          r"|время (?:проведения|и место)|плановое (?:начало|окончание)|месяц\Z"
                          r"|начало\Z|окончание\Z|время\Z|число\Z")),
    (RESULTS, re.compile(r"результат|показател|вид документа|выход\Z|итог|продукт|форма отч[её]та|индикатор|эффект")),
    (PLACE, re.compile(r"место|площадк|где\b|адрес|локация")),
    (PARTICIPANTS, re.compile(r"участник|класс|категори|охват|возраст|аудитори|контингент|для кого|целевая группа|группа\Z")),
    (TITLE, re.compile(r"мероприят|наименован|содержан|назван|поручен|событи|вид(?:ы)? (?:деятельност|работ)|\bтема\b"
                       r"|\bпредмет\b|дела\b|задач|действи|работа\Z|вопрос|направлени|форма (?:работы|проведения)|план работы")),
)  # fmt: skip
_SENTENCE = re.compile(r"[.;]\s+\S")
MAX_HEADER_LENGTH = 90


@dataclass(frozen=True)
class Columns:
    """Roles and headers of a table's columns, and where its rows begin."""

    roles: tuple[str, ...]
    headers: tuple[str, ...]
    first_row: int = 0

    def at(self, role: str) -> list[int]:
        return [index for index, found in enumerate(self.roles) if found == role]

    @property
    def has_number(self) -> bool:
        return NUMBER in self.roles


def role_of(header: str) -> str | None:
    """Return what a column is about by its header, None where the words say nothing known."""
    text = squashed(header).casefold().strip(" .:*")
    if not text or len(text) > MAX_HEADER_LENGTH:
        return None
    return next((role for role, pattern in _ROLES if pattern.search(text)), None)


def find_columns(table: Table) -> Columns | None:
    """Return the columns of a plan's table, None for a table that is no plan."""
    for index, row in enumerate(table.rows[:8]):
        headers = spread(row)
        if len([header for header in headers if header]) < 2:
            continue
        columns = _columns(headers, index)
        if columns:
            return _with_second_header(table, columns)
        if any(len(header) > MAX_HEADER_LENGTH for header in headers):
            return None
    return None


def columns_of(headers: list[str]) -> Columns | None:
    """Return the columns for given headers, None where they are not those of a plan."""
    return _columns(headers, 0)


def _columns(headers: list[str], index: int) -> Columns | None:
    found = [role_of(header) for header in headers]
    if not _is_plan(found) or any(_SENTENCE.search(header) and len(header) > 40 for header in headers):
        return None
    return Columns(tuple(_unique(found)), tuple(squashed(header) for header in headers), index + 1)


def _is_plan(roles: list[str | None]) -> bool:
    known = {role for role in roles if role}
    if TITLE in known:
        return bool(known & {DEADLINE, RESPONSIBLE}) or (NUMBER in known and len(known) > 2)
    return {DEADLINE, RESPONSIBLE} <= known or {NUMBER, DEADLINE} <= known


def _unique(roles: list[str | None]) -> list[str]:
    """Only time may stand in two columns (from, till); a second column of another role keeps its own header."""
    found: list[str] = []
    for role in roles:
        is_double = role in found and role != DEADLINE
        found.append(EXTRA if role is None or is_double else role)
    if TITLE not in found and EXTRA in found:
        found[found.index(EXTRA)] = TITLE
    return found


def _with_second_header(table: Table, columns: Columns) -> Columns:
    """A merged header cell («Срок») may have its parts («начало», «окончание») in the row below."""
    if columns.first_row >= len(table.rows):
        return columns
    row = table.rows[columns.first_row]
    texts = spread(row)
    is_second = any(cell.continues_above for cell in row.cells) and not re.match(
        r"\d", texts[0] if texts else ""
    )
    if not is_second or not any(texts) or any(len(text) > 40 for text in texts):
        return columns
    headers = [
        f"{above} {below}".strip()
        for above, below in zip(_padded(columns.headers, len(texts)), texts, strict=False)
    ]
    return _columns(headers, columns.first_row) or columns


def spread(row: Row) -> list[str]:
    """Return the texts of a row by columns; a cell over several columns stands in the first of them."""
    texts: list[str] = []
    for cell in row.cells:
        texts.extend([cell.text, *[""] * (cell.span - 1)])
    return texts


def _padded(texts: tuple[str, ...], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]
