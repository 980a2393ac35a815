"""Rows of a plan's table: which are items, sections, repeated headers, rests of a row cut by a page break."""

import re

from plans.importing.elements import Row, Table
from plans.importing.parsing.columns import Columns, spread
from plans.importing.parsing.headers import DEADLINE, NUMBER, PARTICIPANTS, PLACE, RESPONSIBLE, TITLE
from plans.importing.parsing.raw_rows import RawItem, RawSection, has_deadline, is_group, is_time
from plans.importing.parsing.row_rests import is_rest, join
from plans.importing.parsing.section_rows import ITEM_NUMBER, SectionRows

_LEADING_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[.)])\s*(?P<text>[^\W\d_«\"].*|[«\"].*)", re.DOTALL
)
_TOTAL = re.compile(r"(?:итого|всего)\b", re.IGNORECASE)
_LETTER = re.compile(r"[а-яa-z]\)\Z")
_DASH = re.compile(r"[-–—•]\s*(?=\S)")
_SHARED = (DEADLINE, RESPONSIBLE, PLACE, PARTICIPANTS)
_ROWS_LOOKED_AHEAD = 3


class RowReader:
    """Goes through the rows of one table."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.columns = columns
        self.rows = table.rows
        self.sections: list[RawSection] = [RawSection("")]
        self.section_rows = SectionRows(columns)
        self.number, self.title = columns.first(NUMBER), columns.first(TITLE)
        self.after_break = False
        self.notes: list[str] = []

    def read(self) -> list[RawSection]:
        """Return the sections with their items; the first has no title unless the table begins with one."""
        for index in range(self.columns.first_row, len(self.rows)):
            self._read_row(index)
        while (
            len(self.sections) > 1 and not self.sections[-1].items
        ):  # «* – по согласованию» below the last item
            self.notes.insert(0, self.sections.pop().title)
        return [section for section in self.sections if section.title or section.items]

    def _read_row(self, index: int) -> None:
        row = self.rows[index]
        cells = self._cells(row)
        if not any(cells) or self._is_header(cells) or _is_column_numbers(cells):
            self.after_break = self.after_break or any(cells)
            return
        self.after_break = self.after_break or row.after_gap
        if any(map(_TOTAL.match, cells)) and not has_deadline(cells, self.columns):
            self.notes.append(" ".join(filter(None, cells)))
            return
        above, after_break = self.sections[-1].last, self.after_break
        title = self.section_rows.title(row, cells, above, self._next_number(index), after_break=after_break)
        if title:
            self.sections.append(RawSection(title, row.place))
        elif above and is_rest(row, cells, above, self.columns, after_break=after_break):
            parties = self.columns.at(RESPONSIBLE) if after_break else []
            join(cells, self.sections[-1], parties)
        else:
            self._add(row, cells)
        self.after_break = False

    def _cells(self, row: Row) -> list[str]:
        width = len(self.columns.roles)
        texts = self._with_lost_number(spread(row))
        if len(texts) > width:
            texts = [*texts[: width - 1], "\n".join(filter(None, texts[width - 1 :]))]
        return [*texts, *[""] * (width - len(texts))]

    def _with_lost_number(self, texts: list[str]) -> list[str]:
        """An empty cell of the number may be missing, not empty: then time stands one column too far left."""
        time = self.columns.first(DEADLINE)
        if (
            self.number
            or time < 1
            or len(texts) != len(self.columns.roles) - 1
            or ITEM_NUMBER.match(texts[0])
        ):
            return texts
        is_moved = is_time(texts[time - 1]) and not is_time("".join(texts[time : time + 1]))
        return ["", *texts] if is_moved else texts

    def _is_header(self, cells: list[str]) -> bool:
        pairs = [
            (_bare(cell), _bare(header)) for cell, header in zip(cells, self.columns.headers, strict=False)
        ]
        same = [cell == header for cell, header in pairs]
        filled = [pair for pair, cell in zip(pairs, cells, strict=False) if cell]
        if all(same) or (sum(same) >= 2 and sum(same) >= len(filled) - 1):
            return True
        return len(filled) > 1 and cells[0] != "" and _is_begun(filled)

    def _next_number(self, index: int) -> str:
        if self.number < 0:
            return ""
        for row in self.rows[index + 1 : index + 1 + _ROWS_LOOKED_AHEAD]:
            cells = self._cells(row)
            if cells[self.number] and not self._is_header(cells):
                return cells[self.number]
            if has_deadline(cells, self.columns):  # an item without a number comes first
                return ""
        return ""

    def _add(self, row: Row, cells: list[str]) -> None:
        item = RawItem(self._with_merged(row, cells), row.place)
        if self.number < 0 or not cells[self.number]:
            self._split_number(item)
        items = self.sections[-1].items
        if items and self._is_subitem(item, items[-1]):
            items[-1].items.append(item)
        else:
            items.append(item)

    def _with_merged(self, row: Row, cells: list[str]) -> list[str]:
        """A deadline or party merged over several rows holds for each of them; a joint result is said once."""
        last = self.sections[-1].last
        found = list(cells)
        place = 0
        for cell in row.cells:
            is_shared = place < len(found) and self.columns.roles[place] in _SHARED
            if cell.continues_above and is_shared and last:
                found[place] = last.cells[place]
            place += cell.span
        return found

    def _split_number(self, item: RawItem) -> None:
        """«3.Акция …»: the number is written into the cell of the title."""
        match = _LEADING_NUMBER.match(item.cells[self.title])
        if not match:
            return
        item.cells[self.title] = match["text"].strip()
        if self.number >= 0:
            item.cells[self.number] = match["number"]
        else:
            item.cells.append(match["number"])

    def _is_subitem(self, item: RawItem, parent: RawItem) -> bool:
        """A row without a number below one that heads a group; where no row has numbers, its title begins with a dash."""
        if self.number < 0:
            is_marked = bool(_DASH.match(item.cells[self.title])) or item.cells[self.title][:1].islower()
            return is_group(parent.cells[self.title]) and is_marked
        if item.cells[self.number]:
            if _LETTER.match(item.cells[self.number]):
                return not _LETTER.match(parent.cells[self.number])
            own, above = (cells[self.number].rstrip(".)") for cells in (item.cells, parent.cells))
            return is_group(parent.cells[self.title]) and own.startswith(f"{above}.")
        return is_group(parent.cells[self.title]) or not has_deadline(parent.cells, self.columns)


def _is_begun(pairs: list[tuple[str, str]]) -> bool:
    """Tell headers printed again, inside which the text stops."""
    cell, header = pairs[-1]
    return all(above == below for above, below in pairs[:-1]) and len(cell) > 1 and header.startswith(cell)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_column_numbers(cells: list[str]) -> bool:
    """«1 2 3 4» under the headers."""
    digits = [cell.strip(" .") for cell in cells if cell]
    if len(digits) < 2 or not all(digit.isdigit() for digit in digits):
        return False
    return [int(digit) for digit in digits] == list(range(int(digits[0]), int(digits[0]) + len(digits)))
