"""Rows of a plan's table: which are items, sections, repeated headers, rests of a row cut by a page break."""

import re
from dataclasses import dataclass, field

from plans.deadlines import parse_deadline
from plans.importing.elements import Place, Row, Table
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import DEADLINE, NUMBER, TITLE, Columns, spread

_ITEM_NUMBER = re.compile(r"(?:№ ?)?[\dIVXЗ]{1,4}(?:\.\d{1,3})*[.)]?\Z")
_LEADING_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[.)])\s*(?P<text>[^\W\d_«\"].*|[«\"].*)", re.DOTALL
)
_SECTION_WORD = re.compile(
    r"(?:раздел|модуль|направление|блок|этап|часть|глава|приоритет|[IVXІ]{1,5}[.)\s]|\d{1,2}(?:-?я)? четверть|\d{1,2}\. [А-ЯЁ])"
    r"|(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)\W*(?:\d{4}\W*(?:год|г\.?)?)?\Z",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:[,(–-]|\b(?:и|в|с|на|по|для|из|к|о|об|от|у|за|при|или|до|не|г))\Z")


@dataclass
class RawItem:
    """An item while its rows are being put together: texts by column."""

    cells: list[str]
    place: Place | None = None
    joined: bool = False
    items: "list[RawItem]" = field(default_factory=list)
    merged: set[int] = field(default_factory=set)


@dataclass
class RawSection:
    title: str
    place: Place | None = None
    items: list[RawItem] = field(default_factory=list)


class RowReader:
    """Goes through the rows of one table."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.columns = columns
        self.rows = table.rows
        self.sections: list[RawSection] = [RawSection("")]
        self.notes: list[str] = []
        self.dropped_headers = 0
        self.after_break = False

    def read(self) -> list[RawSection]:
        """Return the sections with their items; the first has no title unless the table begins with one."""
        for index in range(self.columns.first_row, len(self.rows)):
            self._read_row(index)
        return [section for section in self.sections if section.title or section.items]

    def _read_row(self, index: int) -> None:
        row = self.rows[index]
        cells = self._cells(row)
        if not any(cells) or self._is_header(cells) or _is_column_numbers(cells):
            self.after_break = self.after_break or any(cells)
            return
        self.after_break = self.after_break or row.after_gap
        title = self._section_title(row, cells, index)
        if title:
            self.sections.append(RawSection(title, row.place))
        elif self._is_rest(row, cells):
            self._join(cells)
        else:
            self._add(row, cells)
        self.after_break = False

    def _cells(self, row: Row) -> list[str]:
        width = len(self.columns.roles)
        texts = spread(row)
        if len(texts) > width:
            texts = [*texts[: width - 1], "\n".join(filter(None, texts[width - 1 :]))]
        return [*texts, *[""] * (width - len(texts))]

    def _is_header(self, cells: list[str]) -> bool:
        same = [
            _bare(cell) == _bare(header) for cell, header in zip(cells, self.columns.headers, strict=False)
        ]
        is_header = all(same) or (sum(same) >= 2 and sum(same) >= len([cell for cell in cells if cell]) - 1)
        self.dropped_headers += is_header
        return is_header

    def _section_title(self, row: Row, cells: list[str], index: int) -> str:
        """A section is one text over the whole row, or in its first cell only."""
        filled = [place for place, cell in enumerate(cells) if cell]
        title_place = self._place(TITLE)
        if len(filled) == 1:
            return self._lone_title(row, cells[filled[0]], filled[0], index)
        is_numbered = len(filled) == 2 and filled == [0, title_place] and self.columns.has_number
        if is_numbered and bool(_ITEM_NUMBER.match(cells[0])):
            is_wide = any(cell.span > 1 and cell.text for cell in row.cells[1:])
            if is_wide or self._numbers_go_deeper(cells[0], index):
                return f"{cells[0]} {squashed(cells[title_place])}"
        return ""

    def _lone_title(self, row: Row, text: str, place: int, index: int) -> str:
        is_wide = any(cell.span >= max(len(self.columns.roles) - 1, 2) for cell in row.cells if cell.text)
        if is_wide:
            return squashed(text)
        if place == self._place(NUMBER):
            return "" if _ITEM_NUMBER.match(text) else squashed(text)
        if place != self._place(TITLE) or self._looks_like_rest(text):
            return ""
        is_alone = len(row.cells) == 1 or (not self.columns.has_number and not text.rstrip().endswith(":"))
        if is_alone or _SECTION_WORD.match(text) or (text.isupper() and len(text) > 6):
            return squashed(text)
        return squashed(text) if self.columns.has_number and self._numbers_begin_again(index) else ""

    def _looks_like_rest(self, text: str) -> bool:
        last = self._last
        return bool(last) and (
            text[0].islower() or bool(last and _is_unfinished(last.cells[self._place(TITLE)]))
        )

    def _numbers_go_deeper(self, number: str, index: int) -> bool:
        """«1» before «1.1» heads a section; «2» before rows without numbers heads a group of items."""
        own = number.rstrip(".)")
        following = self._next_number(index)
        return following.startswith(f"{own}.") and len(following.rstrip(".")) > len(own)

    def _numbers_begin_again(self, index: int) -> bool:
        return self._next_number(index).rstrip(".)") in ("1", "1.1") and bool(self._last)

    def _next_number(self, index: int) -> str:
        place = self._place(NUMBER)
        for row in self.rows[index + 1 : index + 4]:
            cells = self._cells(row)
            if place >= 0 and cells[place] and not self._is_header(cells):
                return cells[place]
        return ""

    def _is_rest(self, row: Row, cells: list[str]) -> bool:
        """A row without a number that goes on with the cells of the row above, cut by a page's end."""
        place, last = self._place(NUMBER), self._last
        if last is None or (place >= 0 and cells[place]):
            return False
        continued = [cell.continues_above for cell in row.cells]
        if any(continued[:2]) and not cells[self._place(TITLE)]:
            return True
        title = cells[self._place(TITLE)]
        if not title:
            return True
        if title[0].islower() or _is_unfinished(last.cells[self._place(TITLE)]):
            return not (place < 0 and self._has_deadline(cells))
        return (
            place >= 0
            and not self._has_deadline(cells)
            and self.after_break
            and not _is_group(last.cells[self._place(TITLE)])
        )

    def _has_deadline(self, cells: list[str]) -> bool:
        text = "\n".join(cells[place] for place in self.columns.at(DEADLINE))
        deadline = parse_deadline(text) if text.strip() else None
        return (
            deadline is not None
            and deadline.kind is not None
            and not re.fullmatch(r"\W*\d{4}\W*(?:г|год|года)?\W*", text)
        )

    def _join(self, cells: list[str]) -> None:
        """Add the texts to the last item; the rest of a merged cell goes where that cell began."""
        last = self._last
        if last is None:
            return
        last.joined = True
        for place, text in enumerate(cells):
            if text:
                target = self._owner(place) if not last.cells[place] and text[0].islower() else last
                target.cells[place] = f"{target.cells[place]}\n{text}".strip()

    def _owner(self, place: int) -> RawItem:
        items = [item for top in self.sections[-1].items for item in (top, *top.items)]
        for item in reversed(items):
            if item.cells[place]:
                return item if not re.search(r"[.!?]\Z", item.cells[place]) else items[-1]
        return items[-1]

    def _add(self, row: Row, cells: list[str]) -> None:
        item = RawItem(self._with_merged(row, cells), row.place)
        number = self._place(NUMBER)
        title = self._place(TITLE)
        if not cells[number] if number >= 0 else True:
            self._split_number(item, number, title)
        section = self.sections[-1]
        if self._is_subitem(item, number, title):
            section.items[-1].items.append(item)
        else:
            section.items.append(item)

    def _with_merged(self, row: Row, cells: list[str]) -> list[str]:
        """A deadline or party merged over several rows holds for each of them; a joint result is said once."""
        last = self._last
        found = list(cells)
        place = 0
        for cell in row.cells:
            is_shared = place < len(found) and self.columns.roles[place] in (
                DEADLINE,
                "responsible",
                "place",
                "participants",
            )
            if cell.continues_above and is_shared and last:
                found[place] = last.cells[place]
            place += cell.span
        return found

    def _split_number(self, item: RawItem, number: int, title: int) -> None:
        """«3.Акция …»: the number is written into the cell of the title."""
        match = _LEADING_NUMBER.match(item.cells[title])
        if match and (number < 0 or not item.cells[number]):
            item.cells[title] = match["text"].strip()
            if number >= 0:
                item.cells[number] = match["number"]
            else:
                item.cells.append(match["number"])

    def _is_subitem(self, item: RawItem, number: int, title: int) -> bool:
        items = self.sections[-1].items
        if not items or number < 0:
            return False
        parent = items[-1].cells
        if not item.cells[number]:
            return _is_group(parent[title]) or not self._has_deadline(parent)
        return False

    @property
    def _last(self) -> RawItem | None:
        items = self.sections[-1].items
        if not items:
            return None
        return items[-1].items[-1] if items[-1].items else items[-1]

    def _place(self, role: str) -> int:
        places = self.columns.at(role)
        return places[0] if places else -1


def _is_unfinished(title: str) -> bool:
    """A title that was cut ends with a comma or preposition, or inside quotes."""
    return bool(_UNFINISHED.search(title)) or title.count("«") > title.count("»")


def _is_group(title: str) -> bool:
    return title.rstrip().endswith(":")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_column_numbers(cells: list[str]) -> bool:
    """«1 2 3 4» under the headers."""
    digits = [cell.strip(" .") for cell in cells if cell]
    if len(digits) < 3 or not all(digit.isdigit() for digit in digits):
        return False
    return [int(digit) for digit in digits] == list(range(int(digits[0]), int(digits[0]) + len(digits)))
