"""Regulations whose sections have headings without numbers: «Сроки и место проведения» in a line of its own."""

import re
from dataclasses import replace

from plans.importing.elements import Paragraph
from plans.importing.parsed import Part
from plans.importing.parsing.clauses import numbered, read_clauses
from plans.importing.parsing.cleaning import squashed

_HEADING = re.compile(
    r"(?:общие положения|цел[иь]|задачи|предмет|тематика|участники|учредител|организатор|руководство|оргкомитет"
    r"|организационный комитет|срок|дата|время|место|порядок|условия|этапы|организация|содержание|программа|требования"
    r"|критерии|номинации|жюри|отч[её]т"
    r"|подведение итогов|итоги|награждение|поощрение|финанс|контакт|координац|заключительн)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 100
_FEWEST_SECTIONS = 3


def section_starts(lines: list[Paragraph]) -> list[int]:
    """Return the places of headings without numbers; none in a text that has its sections numbered."""
    starts = [place for place, line in enumerate(lines) if _is_heading(line)]
    first_number = next((place for place, line in enumerate(lines) if numbered(line.text)), len(lines))
    is_over_numbers = bool(starts) and starts[0] < first_number
    return starts if len(starts) >= _FEWEST_SECTIONS and is_over_numbers else []


def read_sections(lines: list[Paragraph], starts: list[int]) -> tuple[Part, ...]:
    """Return the sections as parts; the paragraphs of each are its clauses."""
    ends = [*starts[1:], len(lines)]
    return tuple(_part(lines[start], lines[start + 1 : end]) for start, end in zip(starts, ends, strict=True))


def _is_heading(line: Paragraph) -> bool:
    text = squashed(line.text)
    is_short = len(text) <= _LONGEST_HEADING and not re.search(r"[.,;]\Z", text)
    return is_short and text[:1].isupper() and bool(_HEADING.match(text))


def _part(heading: Paragraph, lines: list[Paragraph]) -> Part:
    """Paragraphs get a number to be told apart, and lose it again; from the first printed number on they have their own."""
    first = next((place for place, line in enumerate(lines) if _has_number(line)), len(lines))
    paragraphs = _counted(lines[:first])
    clauses, _before = read_clauses([*paragraphs, *lines[first:]], may_begin_with_bullet=True)
    own = sum(_has_number(line) for line in paragraphs)
    unnumbered = [replace(clause, number="") for clause in clauses[:own]]
    return Part(squashed(heading.text).rstrip(" :"), clauses=(*unnumbered, *clauses[own:]))


def _counted(lines: list[Paragraph]) -> list[Paragraph]:
    counted: list[Paragraph] = []
    for line in lines:
        is_new = (
            not line.is_line or line.after_gap or not counted or re.search(r"[.!?:;]\Z", counted[-1].text)
        )
        is_bullet = bool(numbered(line.text))
        counted.append(replace(line, text=f"1. {line.text}") if is_new and not is_bullet else line)
    return counted


def _has_number(line: Paragraph) -> bool:
    found = numbered(line.text)
    return found is not None and found.number[:1].isdigit()
