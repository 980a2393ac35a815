"""A whole document: its kind decides how its own text is read; its appendices are plans or further texts."""

import re
from dataclasses import replace
from typing import Any

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element, Paragraph
from plans.importing.parsed import ParsedDocument, Plan
from plans.importing.parsing.appendices import Appendix, split_appendices
from plans.importing.parsing.approval import without_approval
from plans.importing.parsing.attachments import (
    Origin,
    other_tables,
    read_appendix,
    read_plans,
    table_part,
)
from plans.importing.parsing.cell_flow import with_tables
from plans.importing.parsing.clause_deadlines import doubt_deadlines, own_year, with_deadlines
from plans.importing.parsing.clauses import read_clauses
from plans.importing.parsing.cleaning import cleaned, lines_of, parted_notes, squashed
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.event import with_event
from plans.importing.parsing.head import Head, complete_head, read_head
from plans.importing.parsing.interrupted_tables import with_whole_tables
from plans.importing.parsing.kind import PLAN_KINDS, has_own_form, kind_of_prose, kind_of_text, kind_of_title
from plans.importing.parsing.layout_tables import without_layout_tables
from plans.importing.parsing.minutes import number_of_minutes, participants_of, read_minutes, title_of_minutes
from plans.importing.parsing.order import read_order
from plans.importing.parsing.people import find_signatures, parted_by_role
from plans.importing.parsing.plan import plan_tables, title_lines, title_text
from plans.importing.parsing.prose import prose_title, sender
from plans.importing.parsing.regulation import read_regulation
from plans.importing.parsing.requisites import is_requisite_line, parse_date
from plans.importing.parsing.spaced_columns import with_spaced_tables
from plans.importing.parsing.titled_tables import base_title
from plans.importing.parsing.years import school_year
from search.hashtags import extract_hashtags


class DocumentParser:
    """Parses one document; `fields` become the parsed document."""

    def __init__(self, elements: list[Element], name: str) -> None:
        self.doubts = Doubts()
        self.fields: dict[str, Any] = {"name": name}
        elements, self.notes = parted_notes(elements)
        elements = with_whole_tables(cleaned(with_spaced_tables(elements)))
        own, self.appendices = split_appendices(without_layout_tables(elements))
        self.own_appendix: Appendix | None = None
        self.texts = [text for element in elements for text in _texts(element)]
        if self.appendices and not _has_body(own):
            self.own_appendix = self.appendices.pop(0)
            own = list(self.own_appendix.elements)
        self.elements = with_tables(own)
        self.lines, approved_by = without_approval(lines_of(self.elements))
        kept = {id(line) for line in self.lines}
        self.elements = [
            element for element in self.elements if not isinstance(element, Paragraph) or id(element) in kept
        ]
        self.fields["approved_by"] = approved_by

    def parse(self) -> ParsedDocument:
        kind = self._kind()
        self.fields["kind"] = kind
        if kind in ("order", "directive"):
            self._read_order()
        elif kind == "protocol":
            self._read_minutes()
        elif kind == "regulation":
            self._read_regulation()
        elif kind in PLAN_KINDS or plan_tables(self.elements):
            self._read_plan()
        else:
            self._read_prose()
        self._read_appendices()
        self._complete()
        document = with_event(with_deadlines(ParsedDocument(**self.fields)))
        doubt_deadlines(document, self.doubts)
        return replace(document, warnings=self.doubts.warnings)

    def _kind(self) -> str | None:
        texts = [line.text for line in self.lines if not self._is_of_approval(line.text)]
        kind = kind_of_text(texts)
        tables = plan_tables(self.elements)
        if self.own_appendix and not tables and kind_of_title("".join(texts[:1])) in PLAN_KINDS:
            return kind_of_title(texts[0])
        is_plan = bool(tables) and not has_own_form(texts)
        if kind in ("order", "directive", "protocol", "regulation") and not is_plan:
            return kind
        if tables:
            plans = read_plans(self.elements, Origin(), Doubts())
            return kind_of_title(plans[0].title) or "plan"
        return kind or (kind_of_prose(" ".join(texts)) if len(texts) < 30 else None)

    def _is_of_approval(self, text: str) -> bool:
        """«Приказ № 96 от 30.08.2024» below «Утверждаю» is not this document."""
        return bool(self.fields["approved_by"]) and is_requisite_line(text)

    def _read_order(self) -> None:
        order = read_order(list(self.lines))
        head = read_head(order.head)
        self._use_head(head)
        self.fields.update(
            title=order.title or None,
            preamble=order.preamble,
            clauses=tuple(order.clauses),
            signatories=tuple(order.signatories),
            visas=tuple(order.visas),
            distribution=tuple(order.distribution),
            executor=order.executor,
            closing=tuple(order.closing),
        )
        if plan_tables(self.elements):
            origin = Origin(years=(order.title, _year_of(head.date)))
            plans = read_plans(self.elements, origin, self.doubts)
            self.fields["plans"] = [replace(plan, introduction=(), closing=()) for plan in plans]
        self._keep_other_tables()

    def _read_minutes(self) -> None:
        signatures = find_signatures(self.lines, _last_number(self.lines) + 1)
        end = signatures[0].start if signatures else len(self.lines)
        below = self.lines[signatures[-1].end :] if signatures else []
        minutes = read_minutes(self.lines[:end], self.doubts)
        head = read_head(minutes.head)
        head.date = head.date or parse_date(minutes.fields.get("дата", ""))
        head.number = head.number or number_of_minutes(minutes.head)
        self._use_head(head)
        participants = next(
            (text for key, text in minutes.fields.items() if key.startswith(("участ", "присут"))), ""
        )
        self.fields.update(
            title=title_text(title_of_minutes(minutes.head)) or None,
            agenda=tuple(minutes.agenda),
            participants=tuple(participants_of(participants)),
            venue=minutes.fields.get("место", ""),
            time=minutes.fields.get("время", ""),
            signatories=tuple(signature.person for signature in signatures),
            closing=(*minutes.other_fields, *(squashed(line.text) for line in below)),
        )
        self._keep_other_tables()

    def _read_regulation(self) -> None:
        signatures = find_signatures(self.lines, _last_number(self.lines) + 1)
        end = signatures[0].start if signatures else len(self.lines)
        regulation = read_regulation(self.lines[:end])
        head = read_head(regulation.head)
        head.authority = regulation.authority or head.authority
        self._use_head(head)
        if regulation.is_title_inferred:
            self.doubts.add(
                "title_inferred",
                _("Заголовка в тексте нет: он составлен по первому пункту."),
                regulation.title,
            )
        self.fields.update(
            title=regulation.title or None,
            parts=regulation.parts,
            signatories=tuple(signature.person for signature in signatures),
        )
        self._keep_other_tables()

    def _read_plan(self) -> None:
        number, header = (
            (self.own_appendix.number, self.own_appendix.header) if self.own_appendix else (None, "")
        )
        origin = Origin(number, header, (header,))
        plans = read_plans(self.elements, origin, self.doubts)
        over = [Paragraph(text) for text in (plans[0].introduction if plans else ())]
        below = self._lines_below(plans[0]) if plans else []
        self._use_head(read_head(over))
        self.fields["plans"] = [replace(plan, closing=()) for plan in plans] if below else plans
        self.fields["title"] = base_title([plan.title for plan in plans]) or self._title_without_plan(plans)
        signatures = find_signatures(below)
        self.fields["signatories"], self.fields["visas"] = map(tuple, parted_by_role(below, signatures))
        used = {place for signature in signatures for place in range(signature.start, signature.end)}
        self.fields["closing"] = tuple(
            squashed(line.text) for place, line in enumerate(below) if place not in used
        )
        self._keep_other_tables()

    def _title_without_plan(self, plans: list[Plan]) -> str | None:
        """A document that calls itself a plan, but whose table is something else."""
        first, end = title_lines(self.lines)
        return title_text(self.lines[first:end]) or None if not plans else None

    def _lines_below(self, plan: Plan) -> list[Paragraph]:
        """The lines below the last table or item; where no item was found, all are kept in the plan."""
        tables = plan_tables(self.elements)
        if tables:
            return lines_of(self.elements[tables[-1].place + 1 :])
        return [Paragraph(text) for text in plan.closing] if plan.sections else []

    def _read_prose(self) -> None:
        signatures = find_signatures(self.lines)
        end = signatures[0].start if signatures else len(self.lines)
        clauses, before = read_clauses(self.lines[:end])
        head = read_head(self.lines[:8])
        head.authority = head.authority or sender(self.lines)
        if self.fields["kind"] != "letter" and not head.number:  # the day of an event, not of the text
            head.date = None
        self._use_head(head)
        people = [signature.person for signature in signatures]
        signed = [person for person in people if person.position] or people
        self.fields.update(
            title=prose_title(self.lines),
            clauses=tuple(clauses),
            closing=tuple(before),
            signatories=tuple(signed),
            executor=", ".join(person.name for person in people if person not in signed),
        )
        self._keep_other_tables()
        if self.fields["kind"] is None:
            self.doubts.add("unknown_kind", _("Вид документа не определён."))

    def _use_head(self, head: Head) -> None:
        header = self.own_appendix.header if self.own_appendix else ""
        complete_head(head, header, self.lines, self.fields["kind"])
        self.fields.update(number=head.number, date=head.date, city=head.city, authority=head.authority)

    def _keep_other_tables(self) -> None:
        others = [table_part(table) for table in other_tables(self.elements)]
        self.fields["parts"] = (*self.fields.get("parts", ()), *others)

    def _read_appendices(self) -> None:
        years = tuple(text for text in (self.fields.get("title"), _year_of(self.fields.get("date"))) if text)
        plans: list[Plan] = list(self.fields.get("plans", ()))
        parts = []
        for appendix in self.appendices:
            more_plans, more_parts = read_appendix(appendix, years, self.doubts)
            plans.extend(more_plans)
            parts.extend(more_parts)
        self.fields["plans"] = tuple(plans)
        self.fields["appendices"] = tuple(parts)

    def _complete(self) -> None:
        """Add what the whole document tells: authority from who signed, year of study, hashtags."""
        head = Head(self.fields["number"], self.fields["date"], self.fields["city"], self.fields["authority"])
        signed = [person.position for person in self.fields.get("signatories", ())]
        head.complete_from_text(signed, self.fields.get("title") or "", self.texts, self.doubts)
        self.fields.update(city=head.city, authority=head.authority)
        titles = [self.fields.get("title") or "", *(plan.title for plan in self.fields["plans"])]
        over = [line.text for line in self.lines[:6]] if self.fields["kind"] in (None, *PLAN_KINDS) else []
        self.fields["school_year"] = next(filter(None, map(school_year, [*titles, *over])), None)
        self.fields["context_year"] = own_year(self.fields, self.texts)
        notes = (_("Сноска: %s") % note for note in self.notes)
        self.fields["closing"] = (*self.fields.get("closing", ()), *notes)
        self.fields["hashtags"] = tuple(extract_hashtags("\n".join(self.texts)))
        self._doubt_requisites()
        if not self.fields.get("title"):
            self.doubts.add("no_title_found", _("Заголовок документа не найден."))

    def _doubt_requisites(self) -> None:
        """An act has a number and a date; where they are blank, a person knows them."""
        if self.fields["kind"] not in ("order", "directive", "protocol"):
            return
        if not self.fields["number"]:
            self.doubts.add("no_number", _("Номер документа не найден."))
        if not self.fields["date"]:
            self.doubts.add("no_date", _("Дата документа не найдена."))


def _texts(element: Element) -> list[str]:
    if isinstance(element, Paragraph):
        return [element.text]
    return [text for row in element.rows for text in row.texts if text]


def _has_body(elements: list[Element]) -> bool:
    """A page's heading over an appendix is no document."""
    lines = lines_of(elements)
    return len(lines) != len(elements) or len(lines) > 3 or sum(len(line.text) for line in lines) > 400


def _last_number(lines: list[Paragraph]) -> int:
    numbered = [
        place for place, line in enumerate(lines) if re.match(r"(?:\d{1,2}(?:\.\d+)*[.)]|[-–•])", line.text)
    ]
    return numbered[-1] if numbered else -1


def _year_of(day: Any) -> str:
    return str(day.year) if day else ""
