"""Cells one after another put together to rows: told apart by numbers and deadlines, or not at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from plans.deadlines import parse_deadline
from plans.deadlines.words import tokens_of
from plans.importing.elements import Cell, Paragraph, Row
from plans.importing.parsing.bare_days import is_days
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.headers import DEADLINE, NUMBER, TITLE
from plans.importing.parsing.people import NAME, is_name
from plans.importing.parsing.section_rows import ITEM_NUMBER, begins_section

_LONGEST_DEADLINE = 120
_LEAST_ROWS = 2
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENDS_WITH_NAME = re.compile(rf"{NAME}\.?\Z")
_PARTY = re.compile(
    r"(?:зам(?:\.|еститель)|директор|классны[йе] руководител[ьи]|учител[ья]\b|воспитател[ьи]\b|администрация|педагог(?:-|и\b|\Z)"
    r"|социальный педагог|библиотекарь|методист|руководител[ьи]\b)[^«»\"]{0,40}",
    re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class CellRows:
    """Rows that were found, and the cells of a last row that breaks off."""

    rows: list[Row]
    rest: Sequence[Paragraph] = ()

    @property
    def are_several(self) -> bool:
        return sum(len(row.cells) > 1 for row in self.rows) >= _LEAST_ROWS

    @property
    def have_few_titles(self) -> bool:
        """A title over each row would be a column."""
        return sum(len(row.cells) == 1 for row in self.rows) < sum(len(row.cells) > 1 for row in self.rows)


def rows_of_cells(cells: list[Paragraph], columns: Columns) -> CellRows:
    """Return the rows of marked cells: blocks between gaps where these are rows, else what numbers and deadlines tell."""
    blocks = _blocks(cells)
    is_parted = len(blocks) > 1 and (columns.has_number or _are_rows(blocks, len(columns.headers)))
    packed = _packed(blocks, len(columns.headers)) if is_parted else []
    return CellRows(packed) if packed and _are_aligned(packed, columns) else aligned_rows(cells, columns)


def _are_rows(blocks: list[list[Paragraph]], width: int) -> bool:
    return all(len(block) in (1, width) for block in blocks)


def aligned_rows(cells: list[Paragraph], columns: Columns, *, are_marked: bool = True) -> CellRows:
    """Return rows of the table's width and titles of sections between them; none if anything does not fit.

    Cells that are not marked may be lines of a wrapped cell: then a title needs a word that only titles have.
    """
    return _Aligner(cells, columns, are_marked).read()


def rows_by_days(cells: list[Paragraph], columns: Columns) -> CellRows:
    """Return the rows of a plan of one month, whose deadlines are days («5», «10-12») that follow each other."""
    found = _Aligner(cells, columns, are_marked=True, tell_time=is_days).read()
    days = [row.texts[columns.first(DEADLINE)] for row in found.rows if len(row.cells) > 1]
    numbers = [int(match[0]) for match in map(_FIRST_NUMBER.search, days) if match]
    return found if numbers == sorted(numbers) else CellRows([])


@dataclass(frozen=True)
class _Aligner:
    """Goes through cells, each of which begins a row, a section, or tells that nothing is certain."""

    cells: list[Paragraph]
    columns: Columns
    are_marked: bool
    tell_time: Callable[[str], bool] = field(default_factory=lambda: is_deadline)

    @property
    def width(self) -> int:
        return len(self.columns.headers)

    def read(self) -> CellRows:
        rows: list[Row] = []
        place = 0
        while place + self.width <= len(self.cells):
            first = self.cells[place]
            is_row = self._is_row(place)
            if self._is_title(place) and (not is_row or begins_section(first.text)):
                rows.append(Row((Cell(squashed(first.text), span=self.width),), place=first.place))
                place += 1
            elif is_row:
                rows.append(row_of(self._texts(place), self.width, first))
                place += self.width
            else:
                return CellRows([])
        if not self.columns.has_number and not self._may_begin_row(self._texts(place)):
            return CellRows([])
        last = self._last_row(place)
        return CellRows([*rows, last]) if last else CellRows(rows, self.cells[place:])

    def _last_row(self, place: int) -> Row | None:
        """The last row may lack its last cells, after those for title and deadline."""
        texts = self._texts(place)
        needed = 1 + max(self.columns.first(TITLE), self.columns.first(DEADLINE))
        whole = [*texts, *[""] * (self.width - len(texts))]
        is_row = self.are_marked and len(texts) >= needed and self.columns.has_number and self._fits(whole)
        return row_of(texts, self.width, self.cells[place]) if is_row else None

    def _texts(self, place: int) -> list[str]:
        return [cell.text for cell in self.cells[place : place + self.width]]

    def _is_row(self, place: int) -> bool:
        texts = self._texts(place)
        if len(texts) < self.width or not _has_number(texts, self.columns):
            return False
        return _is_of_numbers(texts) or self._fits(texts) or self._is_between_numbers(texts, place)

    def _fits(self, texts: list[str]) -> bool:
        times = [texts[place] for place in self.columns.at(DEADLINE) if re.search(r"\w", texts[place])]
        return self._has_title(texts) and all(map(self.tell_time, times))

    def _has_title(self, texts: list[str]) -> bool:
        """A time, or without numbers a section or a person, in the title's place is a row that lost a cell."""
        title = texts[self.columns.first(TITLE)]
        if not _LETTERS.search(title) or is_only_time(title):
            return False
        return self.columns.has_number or not (begins_section(title) or is_party_alone(title))

    def _is_between_numbers(self, texts: list[str], place: int) -> bool:
        """A row whose deadline says nothing known is one where a number begins it and the row below."""
        below = self.cells[place + self.width :][:2]
        if not self.columns.has_number or not texts[0] or not self._has_title(texts):
            return False
        is_over_title = len(below) > 1 and begins_section(below[0].text)
        return not below or bool(ITEM_NUMBER.match(below[1 if is_over_title else 0].text))

    def _is_title(self, place: int) -> bool:
        """One text between two rows; two may follow each other where the first can be nothing else."""
        text = self.cells[place].text
        is_other = (
            not text or ITEM_NUMBER.match(text) or is_deadline(text) or text[0].islower() or is_name(text)
        )
        is_told = begins_section(text) or (self.are_marked and not is_other)
        return is_told and any(
            map(self._is_row, (place + 1, place + 2) if begins_section(text) else (place + 1,))
        )

    def _may_begin_row(self, texts: list[str]) -> bool:
        """Tell the cells of a row that breaks off: times stand only in the columns of time."""
        return all(
            is_deadline(text) == (role == DEADLINE)
            for text, role in zip(texts, self.columns.roles, strict=False)
        )


def row_of(texts: list[str], width: int, first: Paragraph) -> Row:
    """Return a row of the texts, filled up to the table's width."""
    return Row(tuple(Cell(text) for text in [*texts, *[""] * (width - len(texts))]), place=first.place)


def is_only_time(text: str) -> bool:
    """Tell words of time and nothing else."""
    return is_deadline(text) and not any(token.kind == "other" for token in tokens_of(text))


def is_party_alone(text: str) -> bool:
    """Tell a cell that can only be somebody, never what is done."""
    return bool(_PARTY.fullmatch(text) or _ENDS_WITH_NAME.search(text))


def _is_time(text: str) -> bool:
    return is_days(text) or is_deadline(text)


def is_deadline(text: str) -> bool:
    """Tell a cell that says when."""
    plain = squashed(text)
    return 0 < len(plain) < _LONGEST_DEADLINE and parse_deadline(plain).kind is not None


def _is_of_numbers(texts: Sequence[str]) -> bool:
    """«1 2 3 4» under the headers."""
    return all(text.strip(" .").isdigit() for text in texts)


def _has_number(texts: list[str], columns: Columns) -> bool:
    return all(not texts[place] or ITEM_NUMBER.match(texts[place]) for place in columns.at(NUMBER))


def _are_aligned(rows: list[Row], columns: Columns) -> bool:
    """Tell rows whose numbers are numbers and most of whose deadlines are deadlines."""
    width = len(columns.headers)
    whole = [row.texts for row in rows if sum(map(bool, row.texts)) > 1]
    if any(not _has_number(list(texts), columns) for texts in whole if len(texts) == width):
        return False
    if any(not _LETTERS.search(texts[columns.first(TITLE)]) and not _is_of_numbers(texts) for texts in whole):
        return False
    times = [texts[place] for texts in whole for place in columns.at(DEADLINE) if texts[place]]
    return 2 * sum(map(_is_time, times)) >= len(times)


def _packed(blocks: list[list[Paragraph]], width: int) -> list[Row]:
    """Blocks between gaps are joined to rows of the table's width; a block that would be too much begins a row."""
    rows: list[list[Paragraph]] = []
    for block in blocks:
        is_new = not rows or len(rows[-1]) + len(block) > width or len(rows[-1]) == width
        if is_new:
            rows.append([])
        for cell in block:
            if len(rows[-1]) == width:
                rows.append([])
            rows[-1].append(cell)
    return [
        row_of([cell.text for cell in row], width, row[0]) for row in rows if any(cell.text for cell in row)
    ]


def _blocks(cells: list[Paragraph]) -> list[list[Paragraph]]:
    blocks: list[list[Paragraph]] = []
    for cell in cells:
        if cell.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(cell)
    return blocks
