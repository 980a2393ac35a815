"""Regulations: sections of numbered clauses and bullets, under a title that may be lost."""

import re
from dataclasses import dataclass, field

from plans.importing.elements import Paragraph
from plans.importing.parsed import Clause, Part
from plans.importing.parsing.clauses import numbered, read_clauses
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.people import find_signatures
from plans.importing.parsing.unnumbered_sections import read_sections, section_starts

_TITLE = re.compile(r"\W*(?:положение|порядок|регламент|правила)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"настоящее положение (?:\([^()]*\) )?(?:определяет|регламентирует|устанавливает|регулирует)\s(?:[\w\s,]{0,80}?)"
    r"(?P<subject>проведения|организации|деятельности) (?P<rest>.{1,300}?)(?:\s*\(далее|\.\s|\.\Z|,\s)",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_LENGTH = 6000
_IN_LOCATIVE = {"проведения": "проведении", "организации": "организации", "деятельности": "деятельности"}
_LEADS = re.compile(
    r"(?:руководство|организатор\w*|учредител\w*|организацию)\b[^.–—]{0,160}?"
    r"(?:\b(?:осуществляет|является|являются)\s*:?\s*(?:[-–—]\s*)?|\s[–—-]\s)(?P<who>[^.,;(]{5,200})",
    re.IGNORECASE,
)


@dataclass
class Regulation:
    """The parts of a regulation."""

    head: list[Paragraph] = field(default_factory=list)
    title: str = ""
    is_title_inferred: bool = False
    parts: tuple[Part, ...] = ()
    authority: str | None = None


def read_regulation(lines: list[Paragraph]) -> Regulation:
    """Return the parts of a regulation given without signatures and appendices."""
    regulation = Regulation()
    unnumbered = section_starts(lines)
    numbers = (place for place, line in enumerate(lines) if numbered(line.text))
    start = unnumbered[0] if unnumbered else next(numbers, len(lines))
    regulation.head = lines[:start]
    if unnumbered:
        regulation.parts = read_sections(lines, unnumbered)
    else:
        regulation.parts = _parts_of(read_clauses(lines[start:], has_headings=True)[0])
    regulation.title = _printed_title(regulation.head)
    text = squashed(" ".join(line.text for line in lines[start : start + 40]))[:_HEAD_LENGTH]
    if not regulation.title:
        regulation.title = _inferred_title(text)
        regulation.is_title_inferred = bool(regulation.title)
    leads = _LEADS.search(text)
    regulation.authority = squashed(leads["who"]) if leads else None
    return regulation


def _parts_of(clauses: list[Clause]) -> tuple[Part, ...]:
    """The sections: a top clause is a heading, unless it is a sentence without clauses of its own."""
    return tuple(
        Part("", clauses=(clause,))
        if _is_sentence(clause)
        else Part(heading=clause.text, number=clause.number, clauses=clause.clauses)
        for clause in clauses
    )


def _is_sentence(clause: Clause) -> bool:
    return not clause.clauses and clause.text.endswith((".", ";"))


def _printed_title(head: list[Paragraph]) -> str:
    """The last «Положение …» over the first section: a site repeats it over the approval."""
    starts = [place for place, line in enumerate(head) if _TITLE.match(line.text)]
    if not starts:
        return ""
    lines = head[starts[-1] :]
    signatures = find_signatures(lines)
    end = signatures[0].start if signatures else len(lines)
    return squashed(" ".join(line.text for line in lines[:end]))


def _inferred_title(text: str) -> str:
    match = _SUBJECT.search(text)
    if match is None or len(match["rest"]) > 250:
        return ""
    return f"Положение о {_IN_LOCATIVE[match['subject'].casefold()]} {squashed(match['rest'])}"
