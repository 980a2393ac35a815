"""Tables drawn with signs: lines of dashes part the rows, bars part the cells, words are hyphenated at a cell's edge."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from plans.importing.elements import Cell

_FRAME = re.compile(r"\s*[|+/\\\-=_│┌┐└┘├┤┬┴┼─═║╔╗╚╝╠╣╦╩╬]{8,}+\s*\Z")
_BARS = re.compile(r"[|│║]")
_CORNERS = re.compile(r"[|+│┼┬┴├┤/\\┌┐└┘╔╗╚╝╠╣╦╩╬║]")
_HYPHENATED = re.compile(r"(?<=[а-яёa-z])-\Z")


def is_frame(line: str) -> bool:
    """Tell a horizontal line of a drawn table; a line of dashes or underscores alone is not one."""
    stripped = line.strip()
    return bool(_FRAME.match(line)) and bool(_CORNERS.search(stripped)) and bool(re.search("[-─═]", stripped))


def is_drawn(line: str) -> bool:
    """Tell a line inside a drawn table."""
    return is_frame(line) or line.lstrip()[:1] in ("|", "│", "║")


def drawn_rows(lines: list[str]) -> Iterator[list[Cell]]:
    """Yield the cells of each row; a cell without its inner bars covers several columns."""
    edges = _edges(lines)
    block: list[str] = []
    for line in [*lines, "+--------+"]:
        if not is_frame(line):
            block.append(line)
        elif block:
            yield _joined_row(block, edges)
            block = []


def _edges(lines: list[str]) -> list[int]:
    """Places of the bars in the row that has most of them."""
    rows = [[match.start() for match in _BARS.finditer(line)] for line in lines if not is_frame(line)]
    return max(rows, key=len, default=[])


def _joined_row(block: list[str], edges: list[int]) -> list[Cell]:
    columns = zip_longest(*(_BARS.split(line.strip()[1:].rstrip("|│║")) for line in block), fillvalue="")
    cells = [Cell(_joined([part.strip() for part in parts])) for parts in columns]
    missing = len(edges) - 1 - len(cells)
    if missing > 0 and cells:
        cells[-1] = Cell(cells[-1].text, span=missing + 1)
    return cells


def _joined(parts: list[str]) -> str:
    text = ""
    for part in filter(None, parts):
        text = _HYPHENATED.sub("", text) + part if _HYPHENATED.search(text) else f"{text} {part}".strip()
    return text
