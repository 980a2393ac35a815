"""Automatic numbers of Word: they stand in no text and are counted here as Word counts them."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from plans.importing.reading.counting import printed
from plans.importing.reading.word.package import W, integer_of, is_on, value_of
from plans.importing.reading.word.styles import Styles

_LEVEL_MARK = re.compile(r"%([1-9])")


class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked in their order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._met: set[str] = set()

    def label(self, paragraph: _Element) -> str:
        """Return the number as printed («1.», «2.1.», «-») or "" for a paragraph without one."""
        number_id, level = self._place(paragraph)
        found = self._lists.get(number_id)
        if found is None or level not in found.levels:
            return ""
        counters = self._counters_of(number_id, found)
        own = found.levels[level]
        counters[level] = counters.get(level, own.start - 1) + 1
        for deeper in [other for other in counters if other > level]:
            if found.restarts_after(deeper, level):
                del counters[deeper]
        if own.style == "bullet":
            return "-"
        return _LEVEL_MARK.sub(lambda mark: _digits(found, own, counters, int(mark[1]) - 1), own.text).strip()

    def _counters_of(self, number_id: str, found: "_List") -> dict[int, int]:
        """Lists of one abstract definition go on counting; one that restarts does so where it is first used."""
        shared = self._counters.setdefault(found.abstract, {})
        if number_id not in self._met:
            self._met.add(number_id)
            for level in found.restarts:
                shared.pop(level, None)
        return shared

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        from_style, style = self._styles.numbering(self._styles.of_paragraph(paragraph))
        number_id = _child_value(own, "numId") or _child_value(from_style, "numId")
        found = self._lists.get(number_id)
        level = _child_value(own, "ilvl") or _child_value(from_style, "ilvl")
        if not level and found is not None and not _child_value(own, "numId"):
            return number_id, found.level_of_style(style)
        return number_id, int(level) if level.isdecimal() else 0


@dataclass
class _Level:
    start: int
    style: str
    text: str
    paragraph_style: str
    restart: int
    """It restarts after this level or a higher one, counted from 1; -1 is the usual: after any higher one."""
    is_legal: bool
    """«II» of a higher level is printed as 2."""


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level]
    restarts: list[int] = field(default_factory=list)

    def level_of_style(self, style: str) -> int:
        return next((place for place, level in self.levels.items() if level.paragraph_style == style), 0)

    def restarts_after(self, deeper: int, level: int) -> bool:
        restart = self.levels[deeper].restart if deeper in self.levels else -1
        return restart < 0 or level < restart


def _digits(found: _List, own: _Level, counters: dict[int, int], level: int) -> str:
    if level not in found.levels:
        return ""
    asked = found.levels[level]
    style = "decimal" if own.is_legal and asked.style != "none" else asked.style
    return printed(counters.get(level, asked.start), style)


def _lists(root: _Element | None, styles: Styles) -> dict[str, _List]:
    if root is None:
        return {}
    abstract = {node.get(f"{W}abstractNumId") or "": node for node in root.findall(f"{W}abstractNum")}
    numbers = {node.get(f"{W}numId") or "": node for node in root.findall(f"{W}num")}
    found = {}
    for number_id, number in numbers.items():
        abstract_id = _linked(_child_value(number, "abstractNumId"), abstract, numbers, styles)
        if abstract_id in abstract:
            found[number_id] = _own_list(abstract_id, abstract[abstract_id], number)
    return found


def _linked(
    abstract_id: str, abstract: dict[str, _Element], numbers: dict[str, _Element], styles: Styles
) -> str:
    """A definition may only name the list style that has the levels."""
    link = _child_value(abstract.get(abstract_id), "numStyleLink")
    node, _style = styles.numbering(link) if link else (None, "")
    return _child_value(numbers.get(_child_value(node, "numId")), "abstractNumId") or abstract_id


def _own_list(abstract_id: str, base: _Element, number: _Element) -> _List:
    levels = dict(_level(node) for node in base.findall(f"{W}lvl"))
    found = _List(abstract_id, levels)
    for override in number.findall(f"{W}lvlOverride"):
        place = _place_of(override)
        levels.update(dict(_level(node) for node in override.findall(f"{W}lvl")))
        start = override.find(f"{W}startOverride")
        if start is not None and place in levels:
            levels[place].start = integer_of(start, levels[place].start)
            found.restarts.append(place)
    return found


def _level(node: _Element) -> tuple[int, _Level]:
    return _place_of(node), _Level(
        start=integer_of(node.find(f"{W}start"), 1),
        style=value_of(node.find(f"{W}numFmt"), "decimal"),
        text=value_of(node.find(f"{W}lvlText")),
        paragraph_style=value_of(node.find(f"{W}pStyle")),
        restart=integer_of(node.find(f"{W}lvlRestart"), -1),
        is_legal=is_on(node.find(f"{W}isLgl")),
    )


def _place_of(node: _Element) -> int:
    place = node.get(f"{W}ilvl") or "0"
    return int(place) if place.isdecimal() else 0


def _child_value(node: _Element | None, name: str) -> str:
    return "" if node is None else value_of(node.find(f"{W}{name}"))
