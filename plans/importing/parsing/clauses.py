"""Numbered clauses: nested by their numbers, with bullets, wrapped lines and unnumbered lists."""

import re
from dataclasses import dataclass, field

from plans.importing.elements import Paragraph, Place
from plans.importing.parsed import Clause
from plans.importing.parsing.cleaning import squashed

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?:(?P<mark>\.{1,2}|\))\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?P<text>(?![\d.,]).+)",
    re.DOTALL,
)
_ROMAN = re.compile(r"(?P<number>[IVXІХ]{1,5})[.)]\s*(?P<text>\S.+)", re.DOTALL)
_LETTER = re.compile(r"(?P<number>[а-яa-z])\)\s*(?P<text>\S.+)", re.DOTALL)
_BULLET = re.compile(r"(?P<number>[-–—•·▪*])\s*(?P<text>[^\W\d_«\"(].+|[«\"(].+|\d.+)", re.DOTALL)
_NEXT_NUMBER = re.compile(r"(?<=[.;:!?»)])\s+(?=\d{1,2}[.)]\s?[А-ЯЁ])")
_LIST_ITEM = re.compile(r"(?:^|(?<=\s))(?=\d{1,2}\.\s?[^\d\s])")
_DEPTH_BELOW_LINE = 11
_GLUED_BULLETS = re.compile(r"(?<=[;,])\s*-\s(?=\S)|(?<=;)-(?=\s?[а-яё])")


@dataclass
class Numbered:
    """The number and text of a line, and how deep its number stands."""

    number: str
    text: str
    depth: int


@dataclass
class _Node:
    number: str
    depth: int
    text: str
    place: Place | None = None
    nodes: "list[_Node]" = field(default_factory=list)

    def clause(self) -> Clause:
        return Clause(self.number, self.text, tuple(node.clause() for node in self.nodes), self.place)


def numbered(text: str) -> Numbered | None:
    """Return the number and text of a line that begins a clause or bullet, else None."""
    match = _NUMBER.match(text)
    if match:
        levels = match["number"].count(".") + 1
        return Numbered(
            match["number"] + (match["mark"] or "")[:1], match["text"], levels + (match["mark"] == ")") * 5
        )
    match = _ROMAN.match(text)
    if match:
        return Numbered(match["number"] + ".", match["text"], 0)
    match = _LETTER.match(text)
    if match:
        return Numbered(match["number"] + ")", match["text"], 8)
    match = _BULLET.match(text)
    return Numbered("-", match["text"], 9) if match else None


def read_clauses(
    lines: list[Paragraph], has_headings: bool = False, may_begin_with_bullet: bool = False
) -> tuple[list[Clause], list[str]]:
    """Return the clauses of the lines, and the lines that stood before the first one.

    With headings a short top clause without a full stop is one, and a sentence below it is not its continuation.
    """
    tree = _Tree(has_headings, may_begin_with_bullet)
    for line in lines:
        for text in filter(None, _pieces(line.text)):
            tree.add(line, text)
    return [node.clause() for node in tree.roots], tree.before


def numbered_in_line(text: str) -> list[str]:
    """Cut «1. … 2. … 3. …» at its numbers in their order only, so that a number inside a sentence cuts nothing."""
    if not re.match(r"1[.)]\s?\D", text):
        return [text]
    pieces: list[str] = []
    for piece in _NEXT_NUMBER.split(text):
        if not pieces or re.match(rf"{len(pieces) + 1}[.)]", piece):
            pieces.append(piece.strip())
        else:
            pieces[-1] = f"{pieces[-1]} {piece.strip()}"
    return pieces


def list_items(text: str) -> list[str]:
    """Cut at «1.», «2.», … in their order only, so that a number inside a line cuts nothing."""
    items: list[str] = []
    for piece in _LIST_ITEM.split(text):
        found = re.match(r"(\d{1,2})\.\s?(.*)", piece)
        if found and int(found[1]) == len(items) + 1:
            items.append(found[2].strip())
        elif items and piece.strip():
            items[-1] = f"{items[-1]} {piece.strip()}"
    return items


def _pieces(text: str) -> list[str]:
    if not _BULLET.match(text):
        return [text]
    first, *others = _GLUED_BULLETS.split(text)
    return [first, *(f"- {other}" for other in others)]


class _Tree:
    def __init__(self, has_headings: bool, may_begin_with_bullet: bool) -> None:
        self.has_headings = has_headings
        self.may_begin_with_bullet = may_begin_with_bullet
        self.roots: list[_Node] = []
        self.path: list[_Node] = []
        self.before: list[str] = []

    def add(self, line: Paragraph, text: str) -> None:
        found = numbered(text)
        if found and self._is_expected(found):
            depth = _DEPTH_BELOW_LINE if found.depth >= 8 and self._is_below_line() else found.depth
            self._place(_Node(found.number, depth, squashed(found.text), line.place))
        elif not self.path:
            self.before.append(squashed(text))
        elif self._begins_list_line(line) or self._is_below_heading(text) or self._is_paragraph(line):
            self._place(_Node("", 10, squashed(text), line.place))
        else:
            self.path[-1].text = _joined(self.path[-1].text, squashed(text))

    def _is_below_line(self) -> bool:
        """Bullets below a line without a number («… направляют отчёт:») belong to it."""
        last = self.path[-1] if self.path else None
        return last is not None and (
            last.depth == _DEPTH_BELOW_LINE or (last.number == "" and last.text.endswith(":"))
        )

    def _is_expected(self, found: Numbered) -> bool:
        """A bullet before any clause is text; «2021.» at a wrapped line's start is no clause."""
        return bool(self.path) or found.depth < 8 or self.may_begin_with_bullet

    def _begins_list_line(self, line: Paragraph) -> bool:
        """After a colon come the lines of a list, each of which ends with a semicolon."""
        last = self.path[-1]
        if last.number == "" and last.text.endswith(";"):
            return True
        return last.text.endswith(":") and last.depth < 8 and bool(last.number)

    def _is_below_heading(self, text: str) -> bool:
        last = self.path[-1]
        is_heading = (
            last.depth <= 1
            and len(last.text) < 90
            and not re.search(r"[.,;:–-]\Z|\b(?:и|в|на|по|о)\Z", last.text)
        )
        return self.has_headings and is_heading and text[0].isupper()

    def _is_paragraph(self, line: Paragraph) -> bool:
        """A paragraph of a Word file that begins after a finished sentence, or the clause of control."""
        if re.match(r"Контроль (?:за )?(?:исполнени|выполнени|оставля)", line.text):
            return True
        return not line.is_line and self.path[-1].text.endswith(".") and line.text[:1].isupper()

    def _place(self, node: _Node) -> None:
        while self.path and self.path[-1].depth >= node.depth:
            self.path.pop()
        (self.path[-1].nodes if self.path else self.roots).append(node)
        self.path.append(node)


def _joined(text: str, more: str) -> str:
    if text.endswith("-") and text[-2:-1].islower() and more[:1].islower():
        return text + more
    return f"{text} {more}"


def count_clauses(clauses: list[Clause] | tuple[Clause, ...]) -> int:
    """Return how many numbered clauses there are on all levels, bullets not counted."""
    own = sum(1 for clause in clauses if clause.number[:1].isdigit())
    return own + sum(count_clauses(clause.clauses) for clause in clauses)
