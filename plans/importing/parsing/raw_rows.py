"""Rows of a plan's table while they are being put together, and what their cells tell."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from plans.deadlines import parse_deadline
from plans.importing.elements import Place
from plans.importing.parsing.bare_days import is_days
from plans.importing.parsing.columns import Columns
from plans.importing.parsing.headers import DEADLINE

_UNFINISHED = re.compile(
    r"(?:[,(–-]|\b(?:и|в|с|на|по|для|из|к|о|об|от|у|за|при|или|до|не|г|со|во|над|под|между|без))\Z"
)
_YEAR_ONLY = re.compile(r"\W*\d{4}\W*(?:г|год|года)?\W*")


@dataclass
class RawItem:
    """An item: texts by column."""

    cells: list[str]
    place: Place | None = None
    joined: bool = False
    items: "list[RawItem]" = field(default_factory=list)


@dataclass
class RawSection:
    title: str
    place: Place | None = None
    items: list[RawItem] = field(default_factory=list)

    @property
    def last(self) -> RawItem | None:
        if not self.items:
            return None
        return self.items[-1].items[-1] if self.items[-1].items else self.items[-1]


def deadline_text(cells: list[str], columns: Columns) -> str:
    """Return what the columns of time say in a row."""
    return "\n".join(cells[place] for place in columns.at(DEADLINE)).strip()


def has_deadline(cells: list[str], columns: Columns) -> bool:
    """Tell a row with a deadline that is understood; a year alone is the rest of one."""
    text = deadline_text(cells, columns)
    return is_time(text)


def is_time(text: str) -> bool:
    """Tell the text of a cell that says when."""
    return bool(text) and not _YEAR_ONLY.fullmatch(text) and _is_understood(text)


@lru_cache(maxsize=1000)
def _is_understood(text: str) -> bool:
    return is_days(text) or parse_deadline(text).kind is not None


def is_unfinished(text: str) -> bool:
    """A text that was cut ends with a comma or preposition, or inside quotes."""
    return bool(_UNFINISHED.search(text)) or text.count("«") > text.count("»")


def is_group(title: str) -> bool:
    """«Цикл встреч:» heads the rows below it."""
    return title.rstrip().endswith(":") and not is_unfinished(title)
