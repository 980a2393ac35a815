"""Tables without a header: taken for a plan's only where the cells of every row leave no doubt."""

from itertools import pairwise

from plans.deadlines import parse_deadline
from plans.importing.elements import Table
from plans.importing.parsing.columns import Columns, spread
from plans.importing.parsing.headers import DEADLINE, NUMBER, RESPONSIBLE, TITLE
from plans.importing.parsing.people import is_party
from plans.importing.parsing.section_rows import ITEM_NUMBER

_LEAST_ROWS = 3
_LONGEST_TIME = 60
_HEADERS = {NUMBER: "№", TITLE: "Мероприятие", DEADLINE: "Срок", RESPONSIBLE: "Ответственный"}


def columns_by_cells(table: Table) -> Columns | None:
    """Return the columns of a table in which every row has number, title, deadline and party; None for any other."""
    rows = [spread(row) for row in table.rows]
    if len(rows) < _LEAST_ROWS or any(len(row) != len(_HEADERS) or not all(row) for row in rows):
        return None
    columns = list(zip(*rows, strict=True))
    if not _are_numbers(columns[0]):
        return None
    times = [place for place in (1, 2, 3) if all(map(_is_time, columns[place]))]
    parties = [place for place in (1, 2, 3) if all(map(is_party, columns[place]))]
    if len(times) != 1 or len(parties) != 1 or times == parties:
        return None
    named = {0: NUMBER, times[0]: DEADLINE, parties[0]: RESPONSIBLE}
    roles = tuple(named.get(place, TITLE) for place in range(len(_HEADERS)))
    return Columns(roles, tuple(_HEADERS[role] for role in roles))


def _are_numbers(texts: tuple[str, ...]) -> bool:
    numbers = [text.rstrip(".)") for text in texts]
    if not all(map(ITEM_NUMBER.match, texts)) or not all(map(str.isdigit, numbers)):
        return False
    return all(int(below) == int(above) + 1 for above, below in pairwise(numbers))


def _is_time(text: str) -> bool:
    return len(text) <= _LONGEST_TIME and parse_deadline(text).kind is not None
