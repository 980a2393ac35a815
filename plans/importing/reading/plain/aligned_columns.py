"""Tables of a text file that only spaces align: taken where headers, gutters and numbers leave no doubt."""

import re
from dataclasses import dataclass

from plans.importing.elements import Cell

_GUTTER = re.compile(r" {2,}")
_NUMBER_HEADER = re.compile(r"(?:№|N)\s?(?:п/?п)?\.?", re.IGNORECASE)
_HEADERS = re.compile(r" *[№Nn][^\t|]*? {2,}[^\s|][^\t|]*? {2,}\S")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_MIN_COLUMNS = 3
_MIN_ROWS = 2


@dataclass(frozen=True)
class Aligned:
    """Rows of cells, and how many lines they took."""

    rows: list[list[Cell]]
    length: int


def begins_aligned(line: str) -> bool:
    """Tell a line that may be the headers of such a table."""
    return bool(_HEADERS.match(line))


def aligned_rows(lines: list[str]) -> Aligned | None:
    """Return the table that begins with the first line, None where it is not certain that there is one."""
    starts = _starts(lines[0])
    if len(starts) < _MIN_COLUMNS:
        return None
    rows: list[list[str]] = [_cut(lines[0], starts)]
    if not _NUMBER_HEADER.fullmatch(rows[0][0]):
        return None
    length, expected, after_gap = 1, 1, False
    for place, line in enumerate(lines[1:], start=1):
        if not line.strip():
            after_gap = True
            continue
        if not _fits(line, starts):
            if not after_gap or _goes_on(lines[place:], starts, expected):
                return None
            break
        cells = _cut(line, starts)
        if _is_number(cells[0], expected):
            rows.append(cells)
            expected += 1
        elif cells[0] and expected > 1:
            return None
        else:
            rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        length, after_gap = place + 1, False
    is_whole = expected > _MIN_ROWS and all(sum(map(bool, row)) > 2 for row in rows)
    return Aligned([[Cell(text) for text in row] for row in rows], length) if is_whole else None


def _starts(header: str) -> list[int]:
    """Return where the columns begin: after two spaces and more."""
    first = len(header) - len(header.lstrip())
    return [first, *(match.end() for match in _GUTTER.finditer(header.rstrip(), first))]


def _fits(line: str, starts: list[int]) -> bool:
    """No word stands in the gutter before a column."""
    if line[: starts[0]].strip() or "\t" in line:
        return False
    return all(line[start - 1 : start].strip() == "" for start in starts[1:])


def _cut(line: str, starts: list[int]) -> list[str]:
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _goes_on(lines: list[str], starts: list[int], expected: int) -> bool:
    """Tell whether further rows come below: then the line that does not fit is part of the table."""
    return any(_fits(line, starts) and _is_number(_cut(line, starts)[0], expected) for line in lines)


def _is_number(text: str, expected: int) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and int(match[1]) == expected


def _joined(above: str, below: str) -> str:
    if above.endswith("-") and above[-2:-1].islower() and below[:1].islower():
        return above[:-1] + below
    return f"{above} {below}".strip()
