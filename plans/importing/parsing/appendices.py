"""A document parted into its own text and its appendices, each with the requisites over its title."""

import re
from dataclasses import dataclass

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.parsing.cleaning import squashed

_START = re.compile(
    r"[\s\"«]*приложение(?:\s*(?:№|N)?\s*(?P<number>\d{1,2}))?(?![\w:])(?!\s*:)", re.IGNORECASE
)
_REQUISITES = re.compile(r"(?:№|\bN)\s*[\w_./-]*[\d_][\w_./-]*|от\s*[«\"]?[\d_]", re.IGNORECASE)
_APPROVAL = re.compile(r"[\s\"«]*(?:приложение|утвержд[её]н)", re.IGNORECASE)
_STAMP = re.compile(
    r"утвержд[её]н[аоы]?(?:\s*\Z|\s+(?:приказом|постановлением|распоряжением)\b)", re.IGNORECASE
)
_MAX_HEADER_LINES = 12


@dataclass(frozen=True)
class Appendix:
    number: str | None
    header: str
    elements: tuple[Element, ...]


def split_appendices(elements: list[Element]) -> tuple[list[Element], list[Appendix]]:
    """Return the elements before the first appendix, and the appendices."""
    first_clause = next(
        (index for index, element in enumerate(elements) if _is_clause(element)), len(elements)
    )
    starts = [
        index
        for index, element in enumerate(elements)
        if _is_start(element) or (index > first_clause and _is_stamp(element))
    ]
    borders = [
        start
        for place, start in enumerate(starts)
        if not place or not _is_header(elements[starts[place - 1] : start])
    ]
    main = elements[: borders[0]] if borders else elements
    ends = [*borders[1:], len(elements)]
    return main, [_appendix(elements[start:end]) for start, end in zip(borders, ends, strict=False)]


def _is_start(element: Element) -> bool:
    if not isinstance(element, Paragraph) or element.is_cell:
        return False
    match = _START.match(element.text)
    if match is None or len(element.text) > 300:
        return False
    rest = element.text[match.end() :].strip(' "»')
    is_sentence = re.match(r"(?:[,;(–-]|настоящ|утвержда|является|содержит|на \d)", rest, re.IGNORECASE)
    return not is_sentence


def _is_clause(element: Element) -> bool:
    return isinstance(element, Paragraph) and bool(re.match(r"1\.\s?[^\W\d]", element.text))


def _is_stamp(element: Element) -> bool:
    """«УТВЕРЖДЕН распоряжением …» below the clauses begins an appendix without that word."""
    return isinstance(element, Paragraph) and not element.is_cell and bool(_STAMP.match(element.text))


def _is_header(elements: list[Element]) -> bool:
    """Two headers in a row, of the amending and of the amended act, belong to one appendix."""
    return _header_end(elements) >= len(elements)


def _appendix(elements: list[Element]) -> Appendix:
    end = _header_end(elements)
    header = [element.text for element in elements[:end] if isinstance(element, Paragraph)]
    numbers = [match["number"] for match in map(_START.match, header) if match and match["number"]]
    return Appendix(numbers[-1] if numbers else None, squashed(" ".join(header)), tuple(elements[end:]))


def _header_end(elements: list[Element]) -> int:
    end = 1
    last_requisite = 1
    while end < len(elements):
        element = elements[end]
        if isinstance(element, Table) or len(element.text) > 250 or element.is_cell:
            break
        is_approval = bool(_APPROVAL.match(element.text))
        is_block = element.is_line and not element.after_gap
        is_requisite = bool(_REQUISITES.search(element.text)) and len(element.text) < 120
        if (
            not (is_approval or is_block or is_requisite or element.text[0].islower())
            or end > _MAX_HEADER_LINES
        ):
            break
        is_attached = (
            element.text[0].islower()
            and last_requisite == end
            and not _REQUISITES.search(_text(elements[end - 1]))
        )
        end += 1
        if is_requisite or is_approval or is_attached:
            last_requisite = end
    return last_requisite


def _text(element: Element) -> str:
    return element.text if isinstance(element, Paragraph) else ""
