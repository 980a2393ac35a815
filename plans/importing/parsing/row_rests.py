"""Rests of rows cut by a page's end: told from items by what their cells lack, and the cells above them."""

import re

from plans.importing.elements import Row
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.headers import NUMBER, RESPONSIBLE, TITLE
from plans.importing.parsing.party_lines import begins_other_party
from plans.importing.parsing.raw_rows import (
    RawItem,
    RawSection,
    deadline_text,
    has_deadline,
    is_group,
    is_unfinished,
)

_ADJECTIVE = re.compile(r"(?:ому|ему|ого|его)\Z")  # its noun is below
_ENDS_SENTENCE = re.compile(r"[.!?]\Z")


def is_rest(row: Row, cells: list[str], above: RawItem, columns: Columns, *, after_break: bool) -> bool:
    """Tell a row without a number that goes on with the cells of the row above."""
    number, title = columns.first(NUMBER), columns.first(TITLE)
    if number >= 0 and cells[number]:
        is_repeated = after_break and cells[number] == above.cells[number] and cells[title][:1].islower()
        return is_repeated and not has_deadline(cells, columns)
    if not cells[title]:
        return True
    heading = above.cells[title]
    if is_group(heading) and (has_deadline(cells, columns) or not after_break):
        return False
    if after_break and _is_deadline_cut(above, columns):
        return True
    if cells[title][0].islower() or is_unfinished(heading):
        return not _stands_alone(cells, above, columns, after_break=after_break)
    if not after_break or has_deadline(cells, columns) or _is_cut_item(cells, above, columns):
        return False
    return _is_cut(above, columns, has_number=number >= 0)


def _is_cut_item(cells: list[str], above: RawItem, columns: Columns) -> bool:
    """A title and a party in capitals below a row that has all of its cells: the text stops before the deadline."""
    title, parties = columns.first(TITLE), columns.at(RESPONSIBLE)
    has_head = title > 0 and bool(cells[0])
    has_party = bool(parties) and all(cells[place][:1].isupper() for place in parties)
    is_whole = all(above.cells) and has_deadline(above.cells, columns)
    return columns.first(NUMBER) < 0 and is_whole and cells[title][0].isupper() and (has_head or has_party)


def _stands_alone(cells: list[str], above: RawItem, columns: Columns, *, after_break: bool) -> bool:
    """A title in small letters with a deadline of its own, below a row that has all of its cells."""
    if not has_deadline(cells, columns):
        return False
    if columns.first(NUMBER) < 0:
        return True
    is_whole = has_deadline(above.cells, columns) and not is_unfinished(above.cells[columns.first(TITLE)])
    return is_whole and not after_break


def _is_deadline_cut(above: RawItem, columns: Columns) -> bool:
    """«по отдельному», «октябрь –» above, «плану», «ноябрь» below the page's end."""
    text = deadline_text(above.cells, columns)
    is_open = is_unfinished(text) or bool(_ADJECTIVE.search(text))
    return bool(text) and (is_open or not has_deadline(above.cells, columns))


def _is_cut(above: RawItem, columns: Columns, *, has_number: bool) -> bool:
    """A row that lacks a number lacks its head; where no row has one, the row above must tell that it goes on."""
    return has_number or has_deadline(above.cells, columns) or bool(deadline_text(above.cells, columns))


def join(cells: list[str], section: RawSection, cut: list[int]) -> None:
    """Add the texts to the last item; the rest of a merged cell goes where that cell began.

    In the columns that a page's end has cut one party may go on where the page begins.
    """
    last = section.last
    if last is None:
        return
    last.joined = True
    for place, text in enumerate(cells):
        if text:
            target = _owner(place, section) if not last.cells[place] and text[0].islower() else last
            is_same = text == target.cells[place]  # a number or party printed again on the next page
            above = target.cells[place]
            separator = " " if place in cut and _is_cut_party(above, text) else "\n"
            target.cells[place] = text if is_same else f"{above}{separator}{text}".strip()


def _is_cut_party(above: str, below: str) -> bool:
    return not above.endswith((",", ";", ".")) and not begins_other_party(below)


def _owner(place: int, section: RawSection) -> RawItem:
    items = [item for top in section.items for item in (top, *top.items)]
    for item in reversed(items):
        if item.cells[place]:
            return items[-1] if _ENDS_SENTENCE.search(item.cells[place]) else item
    return items[-1]
