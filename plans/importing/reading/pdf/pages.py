"""Pages of a PDF: their lines and tables from top to bottom, without what every page repeats."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from plans.importing.reading.pdf.lines import Char, Line, lines_of, turned
from plans.importing.reading.pdf.tables import PdfTable, find_tables

Item = Line | PdfTable
_EDGE = 0.12  # of the page's height: where page numbers and running heads stand
_PAGE_NUMBER = re.compile(
    r"(?:стр(?:аница|\.)?\s*)?[-–—]?\s*(\d{1,3})\s*[-–—]?(?:\s*(?:из|/)\s*\d{1,3})?", re.IGNORECASE
)
_APPENDIX = re.compile(r"приложени|утвержд|согласован", re.IGNORECASE)  # stands on top of many pages by right
_HIDDEN_SIZE = 1.5  # points: nobody reads letters that small
_FULL = 0.75  # of its height
_REPEATED = 0.6  # of the pages


@dataclass(frozen=True)
class PdfPage:
    """What stands on one page; `has_picture` where a picture covers most of it."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    has_picture: bool = False

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def ends_early(self) -> bool:
        """Tell a page that somebody has ended before it was full."""
        return bool(self.items) and self.items[-1].bottom < _FULL * self.height

    @property
    def tables(self) -> list[PdfTable]:
        return [item for item in self.items if isinstance(item, PdfTable)]

    @property
    def all_lines(self) -> list[Line]:
        return [*self.lines, *(line for table in self.tables for line in table.lines)]


def page_of(page: Any, number: int) -> PdfPage:
    """Return what stands on a page of pdfplumber's."""
    chars = [char for char in page.dedupe_chars().chars if _is_visible(char, page)]
    upright = [char for char in chars if char["upright"]]
    if len(upright) < len(chars) // 5:  # the whole page was turned: its rules are not looked for
        tables, upright = [], [turned(char) for char in chars if not char["upright"]]
    else:
        tables = find_tables(page, chars)
    outside = [char for char in upright if not any(table.holds(char) for table in tables)]
    items: list[Item] = [*lines_of(outside), *tables]
    return PdfPage(
        number,
        float(page.width),
        float(page.height),
        tuple(sorted(items, key=lambda item: (item.top, item.x0))),
        has_picture=_has_large_picture(page),
    )


def _is_visible(char: Char, page: Any) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    x0, top, x1, bottom = page.bbox
    return bool(char["size"] > _HIDDEN_SIZE and x0 <= x <= x1 and top <= y <= bottom)


def _has_large_picture(page: Any) -> bool:
    area = sum(abs(image["x1"] - image["x0"]) * abs(image["bottom"] - image["top"]) for image in page.images)
    return bool(area > 0.5 * page.width * page.height)


def without_running_lines(pages: list[PdfPage]) -> list[PdfPage]:
    """Return the pages without their numbers and the lines that most of them repeat."""
    marks = Counter(_mark(line) for page in pages for line in set(_edge_lines(page)))
    offsets = Counter(
        offset for page in pages for line in _edge_lines(page) if (offset := _offset(page, line)) is not None
    )
    usual = offsets.most_common(1)[0][0] if offsets else None
    repeated = {mark for mark, count in marks.items() if count >= max(2, _REPEATED * len(pages))}

    def is_running(page: PdfPage, line: Line) -> bool:
        offset = _offset(page, line)
        return _mark(line) in repeated or (offset is not None and offset == usual)

    return [_without(page, {line for line in _edge_lines(page) if is_running(page, line)}) for page in pages]


def _without(page: PdfPage, lines: set[Line]) -> PdfPage:
    return replace(page, items=tuple(item for item in page.items if item not in lines))


def _edge_lines(page: PdfPage) -> Iterator[Line]:
    """Yield the first and last lines of a page, if they stand at its edges and outside tables."""
    heads = [item for item in page.items[:2] if isinstance(item, Line) and item.bottom < _EDGE * page.height]
    if not any(_APPENDIX.match(line.plain_text) for line in heads):
        yield from heads
    for item in page.items[-2:]:
        if isinstance(item, Line) and item.top > (1 - _EDGE) * page.height:
            yield item


def _mark(line: Line) -> tuple[str, int]:
    """Equal for the same words at the same height."""
    return line.plain_text, round(line.top / 6)


def _offset(page: PdfPage, line: Line) -> int | None:
    """Return how far a page's printed number is from its place in the file, None for other lines."""
    match = _PAGE_NUMBER.fullmatch(line.plain_text)
    return int(match[1]) - page.number if match else None
