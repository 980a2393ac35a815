"""Calendars without a table: lines that begin with a deadline and go on with the event."""

import re

from plans.deadlines import Deadline, parse_deadline
from plans.deadlines.words import tokens_of
from plans.importing.elements import Paragraph
from plans.importing.parsed import Item, Section
from plans.importing.parsing.parties import split_parties
from plans.importing.parsing.people import is_party

_DATED = ("exact_day", "range", "until", "months", "multi")
_MIN_LINES = 3
_MAX_WORDS = 9
_CELLS_OF_ITEM = 3


def read_dated_lines(lines: list[Paragraph], context_year: str | None) -> tuple[Section, ...]:
    """Return one section of items, or none unless the lines in a row are all of this form."""
    found: list[tuple[int, Item]] = []
    for place, line in enumerate(lines):
        item = _item(line, context_year)
        if item:
            found.append((place, item))
        elif not found:  # the run must begin with the first line
            return ()
    is_run = bool(found) and found[-1][0] + 1 == len(found)
    if len(found) < _MIN_LINES or not is_run or len(found) < len(lines) - 4:
        return ()
    return (Section("", "", tuple(item for _, item in found)),)


def _item(line: Paragraph, context_year: str | None) -> Item | None:
    if len(line.text) > 400:
        return None
    if line.text.count("\t") > 1:
        return _item_of_cells(line, context_year)
    found = _leading_deadline(line.text, context_year)
    if found is None:
        return None
    deadline, rest = found
    return Item("", rest, deadline, origin=line.place) if re.match(r"[^\W\d_«\"]|[«\"]", rest) else None


def _item_of_cells(line: Paragraph, context_year: str | None) -> Item | None:
    """Deadline, event and party, parted by tabs; other cells are told by nothing."""
    cells = [cell.strip() for cell in line.text.split("\t")]
    if len(cells) != _CELLS_OF_ITEM or not is_party(cells[-1]) or not re.match(r"[^\W\d_]|[«\"]", cells[1]):
        return None
    deadline = parse_deadline(cells[0], context_year)
    if deadline.kind not in _DATED or any(token.kind == "other" for token in tokens_of(cells[0])):
        return None
    parties, _stray = split_parties(cells[-1])
    return Item("", cells[1], deadline, tuple(parties), cells[-1], origin=line.place)


def _leading_deadline(text: str, context_year: str | None) -> tuple[Deadline, str] | None:
    """Return the longest beginning that is a deadline and nothing else, and the rest of the line."""
    words = text.split()
    for count in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        head = " ".join(words[:count]).strip(" -–—:")
        if any(token.kind == "other" for token in tokens_of(head)):
            continue
        deadline = parse_deadline(head, context_year)
        rest = " ".join(words[count:]).strip(" -–—:")
        if deadline.kind in _DATED and not _is_longer_than_needed(head, deadline, context_year):
            return None if re.match(r"(?:года?|г)\b", rest, re.IGNORECASE) else (deadline, rest)
    return None


def _is_longer_than_needed(head: str, deadline: Deadline, context_year: str | None) -> bool:
    """«14 ноября День» means no more than «14 ноября»: the word begins the event."""
    shorter, _, last = head.rpartition(" ")
    if not shorter or re.match(r"(?:года?|гг?|месяц)", last, re.IGNORECASE):
        return False
    less = parse_deadline(shorter.rstrip(" -–—:,"), context_year)
    return (less.kind, less.periods) == (deadline.kind, deadline.periods)
