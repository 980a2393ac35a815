"""Deadlines inside the text of a document: of its clauses and decisions, and of prose that has no clauses."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation.trans_null import gettext_noop as _

from plans.deadlines import Deadline, parse_deadline
from plans.importing.parsed import AgendaItem, Clause, Decision, ParsedDocument, Part
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.due_phrases import DuePhrase, due_phrases
from plans.importing.parsing.requisites import is_requisite_line, parse_date
from plans.importing.parsing.years import context_year

_FIRST_MONTH_OF_STUDY = 9
_BLANK_STAMP = re.compile(r"_{2,}[»\"\s]*(20\d\d)\s?г")
_LINES_OF_HEAD = 25
_PROSE = ("announcement", "letter", "report")


@dataclass(frozen=True)
class Dating:
    """By what days without a year are understood: the document's date, else the year that it names."""

    date: datetime.date | None = None
    year: str | None = None

    @classmethod
    def of(cls, document: ParsedDocument) -> "Dating":
        """A report tells of what was, any other document of what will be."""
        year = document.school_year or document.context_year
        if document.kind != "report" or document.date is None:
            return cls(document.date, year)
        own = document.date.year
        return cls(year=f"{own - 1}/{own}" if document.date.month < _FIRST_MONTH_OF_STUDY else str(own))

    def understood(self, text: str) -> Deadline:
        """Return what a phrase means; of several years it means the first in which it is not over yet."""
        readings = [parse_deadline(text, year) for year in self._years]
        return next((reading for reading in readings if not self.is_over(reading)), readings[-1])

    def is_over(self, deadline: Deadline) -> bool:
        """Whether it has ended before the day of the document."""
        return bool(self.date and deadline.end and deadline.end < self.date)

    @property
    def _years(self) -> list[str | None]:
        """An order of autumn means the next spring; one of August may mean August or the year of study."""
        if self.date is None or (self.year and "/" not in self.year):
            return [self.year]
        if self.date.month >= _FIRST_MONTH_OF_STUDY:
            return [f"{self.date.year}/{self.date.year + 1}"]
        own = str(self.date.year)
        return [own, self.year] if self.year and self.year.startswith(own) else [own]


def with_deadlines(document: ParsedDocument) -> ParsedDocument:
    """Return the document with the deadlines that its clauses name; asked again, it forgets what it knew before."""
    dating = Dating.of(document)
    return replace(
        document,
        clauses=_dated(document.clauses, dating),
        parts=tuple(_dated_part(part, dating) for part in document.parts),
        appendices=tuple(_dated_part(part, dating) for part in document.appendices),
        agenda=tuple(_dated_item(item, dating) for item in document.agenda),
        deadlines=deadlines_of(prose_of(document), dating),
    )


def prose_of(document: ParsedDocument) -> str:
    """Return what a letter, an announcement or a report says outside of clauses, without the day it was published."""
    if document.kind not in _PROSE:
        return ""
    lines = (line for line in document.closing if not (is_requisite_line(line) and parse_date(line)))
    return squashed(" ".join(lines))


def deadlines_of(text: str, dating: Dating) -> tuple[Deadline, ...]:
    """Return the deadlines that a text names, each once; a day alone that is over tells of what has been."""
    found = (deadline for _phrase, deadline in dated_phrases(text, dating))
    return tuple(dict.fromkeys(found))


def dated_phrases(text: str, dating: Dating) -> Iterator[tuple[DuePhrase, Deadline]]:
    """Yield the phrases of a squashed text with what they mean."""
    for phrase in due_phrases(squashed(text)):
        deadline = dating.understood(phrase.text)
        if deadline.kind is None and phrase.kind == "relative":  # «в трёхдневный срок»
            deadline = replace(deadline, kind="relative", note=None)
        if not (phrase.is_bare and dating.is_over(deadline)):
            yield phrase, deadline


def own_year(fields: Mapping[str, Any], texts: list[str]) -> str | None:
    """Return the year of a document without a date: of its title, of a blank stamp («____ 2023 г.»), of all its days."""
    if fields.get("date"):
        return None
    stamps = {match[1] for text in texts[:_LINES_OF_HEAD] if (match := _BLANK_STAMP.search(text))}
    return context_year([fields.get("title") or "", *stamps], texts)


def doubt_deadlines(document: ParsedDocument, doubts: Doubts) -> None:
    """Say which deadlines of clauses and of prose a person should look at."""
    dating = Dating.of(document)
    for clause in (*all_clauses(document), Clause("", "", deadlines=document.deadlines)):
        for deadline in clause.deadlines:
            message = _("Срок раньше даты документа.") if dating.is_over(deadline) else deadline.note
            if message:
                about = f"{clause.number} {deadline.text}".strip()
                doubts.add("doubtful_deadline", message, about, clause.origin)


def all_clauses(document: ParsedDocument) -> Iterator[Clause]:
    """Yield the clauses of every depth: the text's, the sections', the decisions'."""
    decided = (decision.clauses for item in document.agenda for decision in item.decisions)
    parts = (part.clauses for part in document.parts)
    for clauses in (document.clauses, *parts, *decided):
        yield from _deep(clauses)


def _deep(clauses: Iterable[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        yield clause
        yield from _deep(clause.clauses)


def _dated(clauses: tuple[Clause, ...], dating: Dating) -> tuple[Clause, ...]:
    return tuple(_dated_clause(clause, dating) for clause in clauses)


def _dated_clause(clause: Clause, dating: Dating) -> Clause:
    """A line «Срок: …» below a clause is the clause's own deadline."""
    lines = [line.text for line in clause.clauses if _is_deadline_line(line)]
    clauses = tuple(
        replace(sub, deadlines=()) if _is_deadline_line(sub) else _dated_clause(sub, dating)
        for sub in clause.clauses
    )
    deadlines = tuple(found for text in [clause.text, *lines] for found in deadlines_of(text, dating))
    return replace(clause, deadlines=tuple(dict.fromkeys(deadlines)), clauses=clauses)


def _is_deadline_line(clause: Clause) -> bool:
    return not clause.number and not clause.clauses and clause.text.casefold().startswith("срок")


def _dated_part(part: Part, dating: Dating) -> Part:
    return replace(part, clauses=_dated(part.clauses, dating))


def _dated_item(item: AgendaItem, dating: Dating) -> AgendaItem:
    decisions = tuple(
        Decision(decision.addressee, _dated(decision.clauses, dating)) for decision in item.decisions
    )
    return replace(item, decisions=decisions)
