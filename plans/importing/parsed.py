"""What was understood of a document: the result of parsing, before anything is saved."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from plans.deadlines import Deadline
from plans.importing.elements import Place


@dataclass(frozen=True)
class ParseWarning:
    """A doubt for a person to decide: a stable code, a Russian sentence, and the place it is about."""

    code: str
    message: str
    where: str = ""
    place: Place | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "where": self.where}


@dataclass(frozen=True)
class Signatory:
    """Who signed or agreed; a position is empty where the document names none."""

    position: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        return {"position": self.position, "name": self.name}


@dataclass(frozen=True)
class Clause:
    """A clause as numbered in the document («2.1.», «-» for a bullet, "" for an unnumbered line of a list)."""

    number: str
    text: str
    clauses: tuple["Clause", ...] = ()
    origin: Place | None = None
    deadlines: tuple[Deadline, ...] = ()
    """When it is due, as its own sentences say: a clause may name several."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "text": self.text,
            "deadlines": [deadline_to_dict(deadline) for deadline in self.deadlines],
            "clauses": [clause.to_dict() for clause in self.clauses],
        }


@dataclass(frozen=True)
class Decision:
    """Decisions addressed to somebody; most addressees are written in a line before their clauses."""

    addressee: str
    clauses: tuple[Clause, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"addressee": self.addressee, "clauses": [clause.to_dict() for clause in self.clauses]}


@dataclass(frozen=True)
class AgendaItem:
    """An item of a meeting: announced with its speaker, then heard (maybe from another one) and decided."""

    number: str
    title: str
    speaker: str = ""
    heard: str = ""
    spoken: str = ""
    decisions: tuple[Decision, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "speaker": self.speaker,
            "heard": self.heard,
            "spoken": self.spoken,
            "decisions": [decision.to_dict() for decision in self.decisions],
        }


@dataclass(frozen=True)
class Item:
    """One event of a plan. `extra` keeps the columns without a meaning of their own, by their headers."""

    number: str
    title: str
    deadline: Deadline | None = None
    responsible: tuple[str, ...] = ()
    responsible_text: str = ""
    participants: str = ""
    place: str = ""
    expected_results: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    hashtags: tuple[str, ...] = ()
    items: tuple["Item", ...] = ()
    origin: Place | None = None
    is_left_out: bool = False
    """An editor has left it out: shown while the document is checked, never saved."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "deadline": deadline_to_dict(self.deadline),
            "responsible": list(self.responsible),
            "participants": self.participants,
            "expected_results": self.expected_results,
            "hashtags": list(self.hashtags),
            "items": [item.to_dict() for item in self.items],
        }


@dataclass(frozen=True)
class Section:
    """A section of a plan; a plan without sections has one with an empty title."""

    number: str
    title: str
    items: tuple[Item, ...]
    origin: Place | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"number": self.number, "title": self.title, "items": [item.to_dict() for item in self.items]}


@dataclass(frozen=True)
class Plan:
    """A plan of events: the document itself or an appendix of it."""

    title: str
    sections: tuple[Section, ...]
    appendix_number: str | None = None
    appendix_header: str = ""
    kind: str | None = None
    context_year: str | None = None
    columns: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    origin: Place | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "appendix_number": self.appendix_number,
            "sections": [section.to_dict() for section in self.sections],
        }


@dataclass(frozen=True)
class Part:
    """A part of the text with a heading: a section of a regulation, an appendix that is no plan, a table kept as it is."""

    heading: str
    number: str = ""
    clauses: tuple[Clause, ...] = ()
    paragraphs: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    appendix_number: str | None = None
    appendix_header: str = ""


@dataclass(frozen=True)
class Event:
    """What a regulation or an announcement arranges, in its own words; a field is empty where it does not tell."""

    dates: tuple[Deadline, ...] = ()
    place: str = ""
    coordinator: str = ""
    report_until: Deadline | None = None
    report_to: str = ""
    report_contents: tuple[str, ...] = ()
    summing_up: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "dates": [deadline_to_dict(deadline) for deadline in self.dates],
            "place": self.place,
            "coordinator": self.coordinator,
            "report_until": deadline_to_dict(self.report_until),
            "report_to": self.report_to,
            "report_contents": list(self.report_contents),
            "summing_up": self.summing_up,
        }


@dataclass(frozen=True)
class ParsedDocument:
    """A document as understood; None and empty fields say that the document does not tell."""

    name: str = ""
    kind: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    city: str | None = None
    authority: str | None = None
    title: str | None = None
    school_year: str | None = None
    context_year: str | None = None
    """The year of a document without a date, as far as its text tells."""
    preamble: str = ""
    clauses: tuple[Clause, ...] = ()
    parts: tuple[Part, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    visas: tuple[Signatory, ...] = ()
    distribution: tuple[str, ...] = ()
    approved_by: str = ""
    executor: str = ""
    participants: tuple[str, ...] = ()
    venue: str = ""
    time: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    event: Event | None = None
    deadlines: tuple[Deadline, ...] = ()
    """Of a letter, an announcement or a report: what its sentences name outside of clauses."""
    plans: tuple[Plan, ...] = ()
    appendices: tuple[Part, ...] = ()
    closing: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    warnings: tuple[ParseWarning, ...] = field(default=())

    @property
    def all_clauses(self) -> tuple[Clause, ...]:
        """The clauses with the sections of a regulation as clauses that hold their own."""
        sections = (
            (Clause(part.number, part.heading, part.clauses),) if part.heading else part.clauses
            for part in self.parts
        )
        return self.clauses + tuple(clause for section in sections for clause in section)

    def to_dict(self) -> dict[str, Any]:
        """Return the part of it that programs rely on, ready for JSON."""
        return {
            "kind": self.kind,
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "city": self.city,
            "authority": self.authority,
            "title": self.title,
            "school_year": self.school_year,
            "signatories": [person.to_dict() for person in self.signatories],
            "clauses": [clause.to_dict() for clause in self.all_clauses],
            "agenda": [item.to_dict() for item in self.agenda],
            "event": self.event.to_dict() if self.event else None,
            "deadlines": [deadline_to_dict(deadline) for deadline in self.deadlines],
            "plans": [plan.to_dict() for plan in self.plans],
            "hashtags": list(self.hashtags),
            "warnings": [warning.to_dict() for warning in self.warnings],
        }


def deadline_to_dict(deadline: Deadline | None) -> dict[str, Any] | None:
    """Return a deadline for JSON, None for an empty cell."""
    if deadline is None:
        return None
    periods = [{"start": _iso(period.start), "end": _iso(period.end)} for period in deadline.periods]
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "periods": periods,
        "recurrence": deadline.recurrence,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
