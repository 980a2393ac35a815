"""Automatic numbers of Word: they stand in no text and are counted here as Word counts them."""

import re
from typing import Any

from docx.oxml.ns import qn
from lxml.etree import _Element

_VAL = qn("w:val")
_LEVEL_MARK = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked in their order."""

    def __init__(self, document: Any) -> None:
        self._styles = _styles(document)
        self._levels = _levels(document)
        self._abstract, self._restarts = _definitions(document)
        self._counters: dict[str, dict[int, int]] = {}
        self._met: set[str] = set()

    def label(self, paragraph: _Element) -> str:
        """Return the number as printed («1.», «2.1.», «-») or "" for a paragraph without one."""
        number_id, level = self._place(paragraph)
        formats = self._levels.get(number_id)
        if formats is None or level not in formats:
            return ""
        counters = self._counters_of(number_id)
        counters[level] = counters.get(level, formats[level].start - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        if formats[level].style == "bullet":
            return "-"
        return _LEVEL_MARK.sub(
            lambda mark: self._digits(formats, counters, int(mark[1]) - 1), formats[level].text
        )

    def _counters_of(self, number_id: str) -> dict[int, int]:
        """Lists of one abstract definition go on counting; one that restarts does so where it is first used."""
        shared = self._counters.setdefault(self._abstract.get(number_id, number_id), {})
        if number_id not in self._met:
            self._met.add(number_id)
            for level in self._restarts.get(number_id, ()):
                shared.pop(level, None)
        return shared

    def is_heading(self, paragraph: _Element) -> bool:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style is not None and (style.get(_VAL) or "").lower().startswith(
            ("heading", "title", "заголовок")
        )

    def _digits(self, formats: "dict[int, _Level]", counters: dict[int, int], level: int) -> str:
        if level not in formats:
            return ""
        return _printed(counters.get(level, formats[level].start), formats[level].style)

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        inherited = self._styles.get(style.get(_VAL) or "", ("", 0)) if style is not None else ("", 0)
        own = properties.find(qn("w:numPr"))
        return _number_place(own, inherited)


class _Level:
    def __init__(self, node: _Element) -> None:
        self.start = _integer(node.find(qn("w:start")), 1)
        self.style = _value(node.find(qn("w:numFmt")), "decimal")
        self.text = _value(node.find(qn("w:lvlText")), "")


def _number_place(node: _Element | None, inherited: tuple[str, int]) -> tuple[str, int]:
    if node is None:
        return inherited
    number_id = _value(node.find(qn("w:numId")), inherited[0])
    return number_id, _integer(node.find(qn("w:ilvl")), inherited[1])


def _styles(document: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in document.styles.element.iter(qn("w:style")):
        numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is not None:
            found[style.get(qn("w:styleId"))] = _number_place(numbered, ("", 0))
    return found


def _levels(document: Any) -> dict[str, dict[int, _Level]]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists has no such part
        return {}
    abstract = {node.get(qn("w:abstractNumId")): node for node in root.findall(qn("w:abstractNum"))}
    found = {}
    for number in root.findall(qn("w:num")):
        base = abstract.get(_value(number.find(qn("w:abstractNumId")), ""))
        if base is not None:
            found[number.get(qn("w:numId"))] = _own_levels(base, number)
    return found


def _definitions(document: Any) -> tuple[dict[str, str], dict[str, list[int]]]:
    """Return the abstract definition of every list, and the levels at which a list restarts."""
    abstract: dict[str, str] = {}
    restarts: dict[str, list[int]] = {}
    try:
        numbers = document.part.numbering_part.element.findall(qn("w:num"))
    except (KeyError, NotImplementedError):
        return abstract, restarts
    for number in numbers:
        number_id = number.get(qn("w:numId")) or ""
        abstract[number_id] = "abstract " + _value(number.find(qn("w:abstractNumId")), number_id)
        overrides = number.findall(qn("w:lvlOverride"))
        restarts[number_id] = [
            int(override.get(qn("w:ilvl")) or 0)
            for override in overrides
            if override.find(qn("w:startOverride")) is not None
        ]
    return abstract, restarts


def _own_levels(base: _Element, number: _Element) -> dict[int, _Level]:
    levels = {int(node.get(qn("w:ilvl")) or 0): _Level(node) for node in base.findall(qn("w:lvl"))}
    for override in number.findall(qn("w:lvlOverride")):
        level = levels.get(int(override.get(qn("w:ilvl")) or 0))
        start = override.find(qn("w:startOverride"))
        if level is not None and start is not None:
            level.start = _integer(start, level.start)
    return levels


def _printed(count: int, style: str) -> str:
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("russianLower", "russianUpper", "lowerLetter", "upperLetter"):
        letters = _RUSSIAN if style.startswith("russian") else _LATIN
        letter = letters[(count - 1) % len(letters)]
        return letter.upper() if "pper" in style else letter
    return str(count) if style != "none" else ""


def _roman(count: int) -> str:
    digits = []
    for value, digit in _ROMAN:
        digits.append(digit * (count // value))
        count %= value
    return "".join(digits)


def _value(node: _Element | None, default: str) -> str:
    return default if node is None else node.get(_VAL) or default


def _integer(node: _Element | None, default: int) -> int:
    value = _value(node, "")
    return int(value) if value.isdigit() else default
