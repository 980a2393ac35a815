"""The grammar of deadlines: tokens make spans and recurrences, and these decide what kind of deadline it is."""

import re
from dataclasses import replace

from django.utils.translation.trans_null import (
    gettext_noop as _,
)  # marks a Russian source string, needs no settings

from plans.deadlines import relative
from plans.deadlines.period import Deadline, Period
from plans.deadlines.points import Cursor
from plans.deadlines.recurrence import Rule, read_recurrence
from plans.deadlines.spans import Span, completed, read_span
from plans.deadlines.words import normal_form, tokens_of
from plans.deadlines.years import YearContext

_BRACKETS = re.compile(r"\(([^()]*)\)")
_DAYS_IN_BRACKETS = re.compile(r"^([а-я]+) \((\d{1,2}(?: ?[-,] ?\d{1,2})*)\)")
_THEN = re.compile(r"\b(?:далее|затем|впоследствии|потом)\b")
_NOT_LATER = re.compile(r"\b(?:в срок |сроком )?(?:не позднее|не позже|до)\b")
_NOT_BEFORE = re.compile(r"\b(?:после|не ранее|не раньше)(?= \d)")
MAX_LENGTH = 500
_DAYS_OF_A_LONG_RANGE = 366
_OF_QUARTER = re.compile(r"месяца (?:[а-я, ]+ )?квартал")
_OF_EVERY_MONTH = re.compile(r"месяц|месячн|кажд|квартал|ежегодн|год")


def parse_deadline(text: str, context_year: str | None = None) -> Deadline:
    """Return the deadline as written and as understood; `context_year` is the plan's «2022» or «2022/2023»."""
    phrase = normal_form(text[:MAX_LENGTH])
    if not phrase:
        return Deadline(text)
    context = YearContext(context_year)
    phrase = _DAYS_IN_BRACKETS.sub(r"\2 \1", phrase)
    main = _BRACKETS.sub(" ", phrase).strip(" .,;") or _inside_brackets(phrase)
    reading = Reading(main, context)
    deadline = reading.deadline(text)
    if deadline.kind in ("continuous", "recurring") and not deadline.periods:
        aside = Reading(_inside_brackets(phrase), context)
        deadline = replace(deadline, periods=tuple(aside.periods))
    return replace(deadline, note=reading.note(deadline))


def _inside_brackets(phrase: str) -> str:
    return " ".join(_BRACKETS.findall(phrase))


class Reading:
    """One phrase without its remarks in brackets, read once."""

    def __init__(self, phrase: str, context: YearContext) -> None:
        self.phrase = phrase
        self.context = context
        self.rule = Rule()
        self.rule_is_later = False
        self.is_continuous = False
        self.is_due = False
        self.spans: list[Span] = []
        self._read(_NOT_BEFORE.sub("с", _NOT_LATER.sub("до", phrase)))
        self.undated_spans = self.spans
        self.spans = completed(self.spans, context)

    @property
    def periods(self) -> list[Period]:
        """Every span whose days are known; an open end stays open."""
        found = [
            span.period
            for span in self.spans
            if span.is_dated and not any(p.is_impossible for p in span.points)
        ]
        return list(dict.fromkeys(found))

    @property
    def is_all_year(self) -> bool:
        return relative.is_all_year(self.phrase)

    def deadline(self, text: str) -> Deadline:
        recurrence = self._recurrence()
        if recurrence and not self.rule_is_later:
            return Deadline(text, "recurring", tuple(self._recurring_periods()), recurrence)
        if self.spans and not relative.is_after_an_event(self.phrase):
            return self._dated(text, recurrence)
        if recurrence:
            return Deadline(text, "recurring", (), recurrence)
        return Deadline(text, self._undated_kind())

    def note(self, deadline: Deadline) -> str | None:
        """Return what a person should look at; nothing is corrected."""
        points = [point for span in self.spans for point in span.points]
        if any(point.is_impossible for point in points):
            return _("Такого дня нет в календаре.")
        if any(period.start and period.end and period.start > period.end for period in deadline.periods):
            return _("Срок кончается раньше, чем начинается.")
        if not self.context.is_several and any(_is_long(span) for span in self.spans):
            return _("Срок длиннее года: проверьте год.")
        if any(point.year and self.context.is_far_from(point.year) for point in points):
            return _("Год срока не подходит к году плана.")
        if (
            len(self.spans) > 1
            and any(span.precisions == {"year"} for span in self.spans)
            and deadline.kind == "multi"
        ):
            return _("Проверьте год.")
        if "BYMONTHDAY" in (deadline.recurrence or "") and not _OF_EVERY_MONTH.search(self.phrase):
            return _("Месяц не указан: понято как «каждый месяц».")
        if any(point.is_vague for point in points):
            return _("Дни внутри месяца не определены.")
        if deadline.kind is None:
            return _("Срок не распознан.")
        if self.spans and not deadline.periods and not deadline.recurrence and deadline.kind != "relative":
            return _("Год не указан.")
        return None

    def _read(self, phrase: str) -> None:
        cursor = Cursor(tokens_of(phrase))
        at_least = relative.is_at_least(phrase)
        is_later = False
        while cursor.kind():
            had_rule = bool(self.rule.frequency)
            if read_recurrence(cursor, self.rule, at_least, not self.spans):
                self.rule_is_later |= is_later and not had_rule
                continue
            span = read_span(cursor)
            if span:
                self.spans.append(span)
                continue
            is_later |= cursor.kind() == "then"
            self.is_continuous |= cursor.kind() == "continuous" and not (is_later and self.spans)
            self.is_due |= cursor.kind() == "term_word" and not self.spans
            cursor.place += 1
        self.is_later = is_later

    def _dated(self, text: str, recurrence: str | None) -> Deadline:
        spans, periods = self.spans, tuple(self.periods)
        goes_on = self.is_all_year or (self.is_later and not recurrence)
        if goes_on and not spans[0].precisions & {"year", "school_year"}:
            first = periods[0].start if periods else None
            return Deadline(text, "months+all_year", (Period(first, None),) if first else ())
        if self.is_continuous:
            return Deadline(text, "continuous", periods)
        if len(spans) > 1 and len(set(spans)) > 1:
            return Deadline(text, "multi", periods, recurrence)
        return self._single(text, spans[0], periods, recurrence)

    def _single(self, text: str, span: Span, periods: tuple[Period, ...], recurrence: str | None) -> Deadline:
        kind = _kind_of(span)
        if kind == "exact_day" and self.is_due:
            kind = "until"
            periods = tuple(Period(None, period.end) for period in periods)
        if kind == "quarter" and periods:
            kind = "months"
        elif kind == "quarter" and self.context.is_several and recurrence is None:
            recurrence = f"FREQ=YEARLY;BYMONTH={_months(span)}"
        return Deadline(text, kind, periods, recurrence)

    def _undated_kind(self) -> str | None:
        if relative.is_after_an_event(self.phrase):
            return "relative"
        if relative.is_by_plan(self.phrase):
            return "separate_plan"
        if self.is_continuous or relative.is_all_the_time(self.phrase):
            return "continuous"
        if self.is_all_year:
            return "all_year"
        return "relative" if relative.is_relative(self.phrase) else None

    def _recurrence(self) -> str | None:
        rule = self.rule
        if (rule.frequency, rule.interval) == ("MONTHLY", 1) and _OF_QUARTER.search(self.phrase):
            rule.interval = 3
        if (
            rule.frequency == "YEARLY"
            and not rule.parts
            and not self.rule_is_later
            and self._recurs_in_spans()
        ):
            span = self.undated_spans[0]
            rule.parts.append(f"BYMONTH={_months(span)}")
            days = {point.day for point in span.points}
            if len(days) == 1 and None not in days:
                rule.parts.append(f"BYMONTHDAY={days.pop()}")
        return rule.text()

    def _recurs_in_spans(self) -> bool:
        """«май ежегодно» recurs in May, «ежегодно, 2021-2025 гг.» has years of its own."""
        spans = self.undated_spans
        return len(spans) == 1 and all(point.month and point.year is None for point in spans[0].points)

    def _recurring_periods(self) -> list[Period]:
        is_in_rule = any(part.startswith("BYMONTH=") for part in self.rule.parts)
        return [] if is_in_rule else self.periods


def _kind_of(span: Span) -> str:
    if span.first is None:
        return "until"
    if span.last is None:
        return "range"
    if span.precisions <= {"year", "school_year"}:
        return "all_year" if span.is_single else "range"
    if span.is_single and span.precisions == {"day"}:
        return "exact_day" if span.first.last_day is None else "range"
    if span.precisions <= {"quarter", "half"}:
        return "quarter"
    return "range" if "day" in span.precisions else "months"


def _months(span: Span) -> str:
    """Return the months of a span as in BYMONTH; from October to March goes over the new year."""
    first = span.points[0].month or 1
    last = span.points[-1].last_month or span.points[-1].month or first
    length = (last - first) % 12 + 1
    return ",".join(str((first - 1 + step) % 12 + 1) for step in range(length))


def _is_long(span: Span) -> bool:
    """Years alone («2008-2010») are meant to be long."""
    period = span.period
    if period.start is None or period.end is None or span.precisions <= {"year", "school_year"}:
        return False
    return (period.end - period.start).days > _DAYS_OF_A_LONG_RANGE
