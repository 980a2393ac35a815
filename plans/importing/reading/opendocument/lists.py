"""Numbers of OpenDocument's lists and headings: counted here, for they stand in no text."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from plans.importing.reading.counting import printed
from plans.importing.reading.opendocument.names import LOEXT, STYLE, TEXT, XML_ID, number

_MARK = re.compile(r"%(\d{1,2})%")
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = {
    f"{TEXT}list-level-style-number",
    f"{TEXT}list-level-style-bullet",
    f"{TEXT}list-level-style-image",
    f"{TEXT}outline-level-style",
}


@dataclass
class _Level:
    style: str
    prefix: str
    suffix: str
    shown: int
    """How many levels the number shows."""
    start: int
    template: str
    """LibreOffice's own, exact description of the number."""
    is_bullet: bool


@dataclass
class Counters:
    """The counts of one list by levels, the first being 1."""

    counts: dict[int, int] = field(default_factory=dict)

    def count(self, level: int, start: int, restart: int | None) -> None:
        usual = self.counts.get(level, start - 1) + 1
        self.counts[level] = usual if restart is None else restart
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]


class Lists:
    """Which list goes on in which, and what their numbers look like."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles = {
            node.get(f"{STYLE}name") or "": _levels(node)
            for root in roots
            for node in root.iter(f"{TEXT}list-style")
        }
        outlines = [node for root in roots for node in root.iter(f"{TEXT}outline-style")]
        self._outline = _levels(outlines[0]) if outlines else {}
        self._outline_counters = Counters()
        self._by_id: dict[str, Counters] = {}
        self._by_style: dict[str, Counters] = {}

    def counters_of(self, node: _Element, style: str) -> Counters:
        """Return the counters of a list: its own, or those of the list that it goes on with."""
        earlier = node.get(f"{TEXT}continue-list") or ""
        goes_on = bool(earlier) or node.get(f"{TEXT}continue-numbering") == "true"
        found = self._by_id.get(earlier) or (self._by_style.get(style) if goes_on else None) or Counters()
        if node.get(XML_ID):
            self._by_id[node.get(XML_ID)] = found
        return found

    def label(self, counters: Counters, style: str, level: int, restart: int | None) -> str:
        """Count one item and return its number as printed, "-" for a bullet."""
        self._by_style[style] = counters
        levels = self._styles.get(style, {})
        counters.count(level, levels[level].start if level in levels else 1, restart)
        return _printed(levels, counters, level)

    def heading_label(self, heading: _Element) -> str:
        """Return the number of a heading outside lists: that of the chapter."""
        level = number(heading.get(f"{TEXT}outline-level"), 1)
        own = self._outline.get(level)
        if own is None or heading.get(f"{TEXT}is-list-header") == "true":
            return ""
        self._outline_counters.count(level, own.start, None)
        return "" if own.style == "none" else _printed(self._outline, self._outline_counters, level)


def _levels(node: _Element) -> dict[int, _Level]:
    return {number(child.get(f"{TEXT}level"), 1): _level(child) for child in node if child.tag in _LEVELS}


def _level(node: _Element) -> _Level:
    return _Level(
        style=_style(node.get(f"{STYLE}num-format") or ""),
        prefix=node.get(f"{STYLE}num-prefix") or "",
        suffix=node.get(f"{STYLE}num-suffix") or "",
        shown=number(node.get(f"{TEXT}display-levels"), 1),
        start=number(node.get(f"{TEXT}start-value"), 1),
        template=node.get(f"{LOEXT}num-list-format") or "",
        is_bullet=not node.tag.endswith(("number", "outline-level-style")),
    )


def _style(name: str) -> str:
    """«а, б, .., аа, аб, ... (ru)» is how LibreOffice names Russian letters."""
    if not name:
        return "none"
    if name[0] in "аА":
        return "russianLower" if name[0] == "а" else "russianUpper"
    return "decimalZero" if name.startswith("01") else _FORMATS.get(name, "decimal")


def _printed(levels: dict[int, _Level], counters: Counters, level: int) -> str:
    own = levels.get(level)
    if own is None:
        return ""
    if own.is_bullet:
        return "-"

    def digits(place: int) -> str:
        asked = levels.get(place, own)
        return printed(counters.counts.get(place, asked.start), asked.style)

    if own.template:
        return _MARK.sub(lambda mark: digits(int(mark[1])), own.template).strip()
    shown = [digits(place) for place in range(max(1, level - own.shown + 1), level + 1)]
    return f"{own.prefix}{'.'.join(filter(None, shown))}{own.suffix}".strip()
