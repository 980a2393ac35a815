"""Paragraphs of a PDF: lines outside tables joined where they only wrap, the others kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles

from plans.importing.elements import Paragraph
from plans.importing.reading.pdf.lines import Line
from plans.importing.reading.pdf.wrapping import Wrapping

_LABEL = re.compile(r"(?:\d{1,2}\.)+\d{0,2}\s|\d{1,2}\)|[-–—•▪]\s|[а-я]\)\s|[IVX]{1,4}\.\s")
_APPROVAL = re.compile(r"(?:утвержд|согласован|принят|рассмотрен)", re.IGNORECASE)
_INDENT = 6.0  # points
_FULL = 3.0  # points from the right edge
_MANY_FULL = 5  # lines
_MIN_COLUMN = 3  # lines


@dataclass(frozen=True)
class Measure:
    """The column of text on pages of one size: its edges, and the usual room between its lines."""

    left: float
    right: float
    gap: float

    @property
    def width(self) -> float:
        return self.right - self.left


def measure_of(pages: list[list[Line]], page_width: float) -> Measure:
    """Return the measure of pages of one size; where few lines are full, the margins are taken for equal."""
    lines = [line for page in pages for line in page]
    gaps = [below.top - above.bottom for page in pages for above, below in pairwise(page)]
    gaps = [gap for gap in gaps if gap > -2]
    usual = quantiles(gaps, n=5)[0] if len(gaps) > 4 else min(gaps, default=2.0)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if sum(right - line.x1 < _FULL for line in lines) < _MANY_FULL:
        right = max(right, page_width - left)
    return Measure(left, right, max(usual, 0))


@dataclass
class _Open:
    """A paragraph to which lines are still being added."""

    lines: list[Line]
    text: str
    after_gap: bool
    is_soft: bool = False
    """No room and no indent part it from its neighbour: a sentence may go on."""


@dataclass
class Paragraphs:
    """Takes the lines of all pages in their order."""

    wrapping: Wrapping
    found: list[Paragraph] = field(default_factory=list)
    _open: _Open | None = None
    _is_page_new: bool = False
    _is_page_broken: bool = False

    def begin_page(self, is_broken: bool) -> None:
        """Say that a page begins; `is_broken` where the one before it was not full."""
        self._is_page_new, self._is_page_broken = True, is_broken

    def add(self, line: Line, measure: Measure) -> None:
        """Join a line to the paragraph before it, or begin one with it."""
        current = self._open
        if current is not None and self._goes_on(current.lines[-1], line, measure):
            current.text = self.wrapping.joined(current.text, current.lines[-1], line, measure.width)
            current.lines.append(line)
        else:
            self._begin(line, measure)
        self._is_page_new = False

    def close(self) -> list[Paragraph]:
        """Return what has been put together and begin anew."""
        self._end()
        found, self.found = self.found, []
        return found

    def _begin(self, line: Line, measure: Measure) -> None:
        previous = self._open.lines[-1] if self._open else None
        is_soft = previous is not None and not self._is_parted(previous, line, measure)
        if self._open is not None:
            self._open.is_soft = self._open.is_soft or is_soft
        self._end()
        is_far = previous is not None and line.top - previous.bottom > measure.gap + 1.1 * line.size
        is_far = self._is_page_broken if self._is_page_new else is_far
        self._open = _Open([line], line.text, is_far, is_soft)

    def _end(self) -> None:
        if self._open is not None:
            paragraph = self._open
            self.found.append(Paragraph(paragraph.text, paragraph.after_gap, is_line=paragraph.is_soft))
            self._open = None

    def _goes_on(self, line: Line, following: Line, measure: Measure) -> bool:
        if self._is_parted(line, following, measure) or _has_columns(line) or _has_columns(following):
            return False
        if self.wrapping.wraps(line, following, measure.width):
            return True
        is_inside = following.x0 > measure.left + _INDENT and not _hangs(line, following)
        if is_inside and abs(following.x0 - line.x0) > _INDENT:  # centred, or along the right edge
            return False
        return self.wrapping.wraps(line, following, measure.right - line.x0)

    def _is_parted(self, line: Line, following: Line, measure: Measure) -> bool:
        """Tell by room, size, indent or number that another paragraph begins."""
        room = 0.0 if self._is_page_new else following.top - line.bottom - measure.gap
        if room > 0.35 * line.size or abs(line.size - following.size) > 0.12 * line.size:
            return True
        if _LABEL.match(following.plain_text):
            return True
        is_centred = abs(line.middle - following.middle) < _INDENT
        return following.x0 > line.x0 + _INDENT and not is_centred and not _hangs(line, following)


def _has_columns(line: Line) -> bool:
    return len(line.segments) > 1


def _hangs(line: Line, following: Line) -> bool:
    """Under «1. Провести …» the next lines begin below the words."""
    if not _LABEL.match(line.plain_text + " ") or len(line.words) < 2:
        return False
    return abs(following.x0 - line.words[1].x0) < _INDENT


def in_reading_order(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines, two approvals beside each other one after the other."""
    place = 0
    while place < len(lines):
        length = _columns_length(lines[place:])
        if length < _MIN_COLUMN:
            yield lines[place]
            place += 1
            continue
        split = lines[place].segments[1].x0 - _INDENT
        parts = [part for line in lines[place : place + length] for part in line.segments]
        yield from (part for part in parts if part.x0 < split)
        yield from (part for part in parts if part.x0 >= split)
        place += length


def _columns_length(lines: list[Line]) -> int:
    """Return how many lines two approvals beside each other take."""
    first = lines[0].segments
    if len(first) != 2 or not any(_APPROVAL.match(part.plain_text) for part in first):
        return 0
    split = first[1].x0 - 2 * _INDENT
    length = 0
    for above, line in zip([lines[0], *lines], lines, strict=False):
        parts = line.segments
        is_crossing = any(part.x0 < split < part.x1 for part in parts)
        if is_crossing or len(parts) > 2 or line.top - above.bottom > 2 * line.size:
            break
        length += 1
    return length
