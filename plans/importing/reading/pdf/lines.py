"""Printed lines of a PDF: its characters put together to words and lines by their places."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

Char = dict[str, Any]
_WORD_GAP = 0.25  # of the size: more parts two words that no space parts
_TAB_GAP = 2.0  # of the size: more is a tab or another column
_SMALL = 0.75  # of the usual size: a raised mark, which stands in another line's height


@dataclass(frozen=True)
class Word:
    text: str
    x0: float
    x1: float
    first_width: float = 0.0
    """Of its first letter."""

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Line:
    """A printed line; all numbers are points, counted from the page's upper left corner."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    ends_with_space: bool = False

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def segments(self) -> list["Line"]:
        """The parts between wide gaps: a position and a name, two columns."""
        parts = [[self.words[0]]]
        for word in self.words[1:]:
            if word.x0 - parts[-1][-1].x1 > _TAB_GAP * self.size:
                parts.append([])
            parts[-1].append(word)
        return [Line(tuple(part), self.top, self.bottom, self.size) for part in parts]

    @property
    def plain_text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def text(self) -> str:
        return "\t".join(part.plain_text for part in self.segments)


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Return the lines from top to bottom."""
    lines = [_line(group) for group in _grouped(list(chars))]
    return sorted((line for line in lines if line is not None), key=lambda line: (line.top, line.x0))


def _grouped(chars: list[Char]) -> list[list[Char]]:
    """Characters of one height make a line; small ones join the line that they stand in."""
    if not chars:
        return []
    usual = median(char["size"] for char in chars)
    groups = _by_height([char for char in chars if char["size"] >= _SMALL * usual])
    alone = [char for char in chars if char["size"] < _SMALL * usual and not _joined_to_line(char, groups)]
    return groups + _by_height(alone)


def _by_height(chars: list[Char]) -> list[list[Char]]:
    groups: list[list[Char]] = []
    for char in sorted(chars, key=_height):
        if groups and _height(char) - _height(groups[-1][0]) < 0.5 * min(char["size"], groups[-1][0]["size"]):
            groups[-1].append(char)
        else:
            groups.append([char])
    return groups


def _joined_to_line(char: Char, groups: list[list[Char]]) -> bool:
    for group in groups:
        nearest = min(group, key=lambda other: abs(other["x0"] - char["x0"]))
        is_beside = abs(nearest["x0"] - char["x0"]) < 3 * nearest["size"]
        if is_beside and nearest["top"] - 0.3 * nearest["size"] <= _height(char) <= nearest["bottom"]:
            group.append(char)
            return True
    return False


def _height(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(chars: list[Char]) -> Line | None:
    chars = sorted(chars, key=lambda char: char["x0"])
    words = tuple(_words(chars))
    if not words:
        return None
    printed = [char for char in chars if not char["text"].isspace()]
    return Line(
        words,
        top=min(char["top"] for char in printed),
        bottom=max(char["bottom"] for char in printed),
        size=median(char["size"] for char in printed),
        ends_with_space=chars[-1]["text"].isspace(),
    )


def _words(chars: list[Char]) -> Iterator[Word]:
    current: list[Char] = []
    for char in chars:
        is_space = char["text"].isspace()
        if current and (is_space or char["x0"] - current[-1]["x1"] > _WORD_GAP * char["size"]):
            yield _word(current)
            current = []
        if not is_space:
            current.append(char)
    if current:
        yield _word(current)


def _word(chars: list[Char]) -> Word:
    text = unicodedata.normalize("NFC", "".join(char["text"] for char in chars))
    first = chars[0]
    return Word(text, first["x0"], max(char["x1"] for char in chars), first["x1"] - first["x0"])


def turned(char: Char) -> Char:
    """Return a character of a line that runs upwards or downwards as one of a line that runs to the right."""
    along = (-char["bottom"], -char["top"]) if char["matrix"][1] > 0 else (char["top"], char["bottom"])
    across = (char["x0"], char["x1"]) if char["matrix"][1] > 0 else (-char["x1"], -char["x0"])
    return {**char, "x0": along[0], "x1": along[1], "top": across[0], "bottom": across[1], "upright": True}
