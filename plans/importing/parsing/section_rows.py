"""Rows of a plan's table that are titles of sections: one text over the whole row, or in its first cell only."""

import re

from plans.deadlines import parse_deadline
from plans.importing.elements import Row
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.headers import DEADLINE, NUMBER, TITLE
from plans.importing.parsing.raw_rows import RawItem, is_group, is_unfinished

ITEM_NUMBER = re.compile(r"(?:№ ?)?[\dIVXЗ]{1,4}(?:\.\d{1,3})*[.)]?\Z")
_MONTH_TITLE = (
    r"(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)"
    r"\W*(?:\d{4}\W*(?:год|г\.?)?)?\Z"
)
_LONGEST_LABEL = 6
_SECTION_WORD = re.compile(
    r"(?:раздел|модуль|направление|блок|этап|часть|глава|приоритет|заседание (?:№ ?)?\d"
    r"|[IVXІ]{1,5}[.)\s]|\d{1,2}(?:-?я)? четверть|\d{1,2}\. [А-ЯЁ])"
    rf"|{_MONTH_TITLE}",
    re.IGNORECASE,
)


_SECTION_LINE = re.compile(
    r"(?:\d{1,2}(?:-?я)? четверть|(?:раздел|модуль|направление|блок)\W*(?:[«\":№\d]|[IVX]+\b)|[IVX]{1,5}\.? )"
    rf"|{_MONTH_TITLE}",
    re.IGNORECASE,
)


def begins_section(text: str) -> bool:
    """Tell a line that begins as only titles of sections do («Модуль «…»», «II четверть», «СЕНТЯБРЬ»)."""
    return bool(_SECTION_LINE.match(text)) and not text[:1].islower()


def is_section_title(text: str) -> bool:
    """Tell the text of a cell that is the title of a section by its first word or its capitals."""
    return bool(_SECTION_WORD.match(text)) or (text.isupper() and len(text) > _LONGEST_LABEL)


class SectionRows:
    """Tells the titles of sections in one table."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def title(
        self, row: Row, cells: list[str], above: RawItem | None, next_number: str, *, after_break: bool
    ) -> str:
        """Return the title of the section that a row begins, "" for another row."""
        filled = [place for place, cell in enumerate(cells) if cell]
        if len(filled) == 1:
            is_title = self._is_lone_title(row, cells[filled[0]], filled[0], above, next_number, after_break)
            return squashed(cells[filled[0]]) if is_title else ""
        if filled == [0, self.columns.first(TITLE)] and self.columns.has_number:
            return self._numbered_title(row, cells, next_number)
        return ""

    def _numbered_title(self, row: Row, cells: list[str], next_number: str) -> str:
        if not ITEM_NUMBER.match(cells[0]):
            return ""
        title = squashed(cells[self.columns.first(TITLE)])
        is_wide = any(cell.span > 1 and cell.text for cell in row.cells[1:])
        is_section = is_wide or (_goes_deeper(cells[0], next_number) and not is_group(title))
        return f"{cells[0]} {title}" if is_section else ""

    def _is_lone_title(
        self, row: Row, text: str, place: int, above: RawItem | None, next_number: str, after_break: bool
    ) -> bool:
        if any(cell.span >= max(len(self.columns.roles) - 1, 2) for cell in row.cells if cell.text):
            return True
        if place == self.columns.first(NUMBER):
            return not ITEM_NUMBER.match(text)
        if above and (text[0].islower() or is_unfinished(above.cells[place])):
            return False
        if place == self.columns.first(TITLE):
            return self._is_in_title_column(row, text, above, next_number, after_break)
        return place == 0 and self._is_in_other_column(text, above, after_break)

    def _is_in_title_column(
        self, row: Row, text: str, above: RawItem | None, next_number: str, after_break: bool
    ) -> bool:
        if len(row.cells) == 1 or (not self.columns.has_number and not is_group(text)):
            return True
        if is_section_title(text):
            return True
        if not self.columns.has_number or not next_number or is_group(text):
            return False
        return next_number.rstrip(".)") in ("1", "1.1") or not (above and after_break)

    def _is_in_other_column(self, text: str, above: RawItem | None, after_break: bool) -> bool:
        """In a column of dates or parties a lone text may also be the rest of the cell above."""
        if _SECTION_WORD.match(text):
            return True
        is_date = self.columns.roles[0] == DEADLINE and parse_deadline(text).kind is not None
        return not is_date and not (above and after_break)


def _goes_deeper(number: str, following: str) -> bool:
    """«1» before «1.1» heads a section; «2» before rows without numbers heads a group of items."""
    own = number.rstrip(".)")
    return following.startswith(f"{own}.") and len(following.rstrip(".")) > len(own)
