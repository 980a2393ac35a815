"""The rule by which points are given: terms that the document's editor has set, and the same in plain words. No database."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.templatetags.dates import date_words
from home.templatetags.numbers import counted, plural, spaced
from plans.models import OrderPage

# Where a document names no day until which reports are awaited, a report is in time for so long after its event.
TIME_TO_REPORT = datetime.timedelta(days=7)


class Kind(TextChoices):
    """What points are given for."""

    ON_TIME = "on_time", gettext_lazy("Отчёт прислан в срок")
    LATE = "late", gettext_lazy("Отчёт прислан позже срока")
    PARTICIPANTS = "participants", gettext_lazy("Участники")
    PARTNERS = "partners", gettext_lazy("Партнёры и спонсоры")
    LINKS = "links", gettext_lazy("Публикации и видео")
    PICTURES = "pictures", gettext_lazy("Фотографии")


class Term(NamedTuple):
    """So many points for each full group of so many, at most so many for one report; 0 is no limit."""

    points: int
    group: int = 1
    most: int = 0

    def uncapped(self, count: int) -> int:
        """Return what a count would bring without the limit."""
        return count // self.group * self.points

    def earned(self, count: int) -> int:
        """Return what a count brings."""
        points = self.uncapped(count)
        return min(points, self.most) if self.most else points


@dataclass(frozen=True)
class Rule:
    """The terms by what they count; until which day a report is in time, and until which day reports count at all."""

    terms: Mapping[Kind, Term]
    report_until: datetime.date | None = None
    until: datetime.date | None = None

    @classmethod
    def of(cls, document: OrderPage) -> Rule:
        """Return the rule that a document states."""
        return cls(
            {
                Kind.ON_TIME: Term(document.rating_on_time),
                Kind.LATE: Term(document.rating_late),
                Kind.PARTICIPANTS: Term(
                    document.rating_participants, document.rating_group, document.rating_participants_most
                ),
                Kind.PARTNERS: Term(document.rating_partner),
                Kind.LINKS: Term(document.rating_link),
                Kind.PICTURES: Term(document.rating_picture, most=document.rating_pictures_most),
            },
            document.report_until,
            document.rating_until,
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rule:
        """Return the rule that `as_json` has written."""
        terms = {Kind(name): Term(**term) for name, term in kept["terms"].items()}
        return cls(terms, _day(kept["report_until"]), _day(kept["until"]))

    @property
    def as_json(self) -> dict[str, Any]:
        """`{terms: {kind: {points, group, most}}, report_until, until}`, the days as ISO 8601 or null."""
        return {
            "terms": {kind.value: term._asdict() for kind, term in self.terms.items()},
            "report_until": self.report_until and self.report_until.isoformat(),
            "until": self.until and self.until.isoformat(),
        }

    def last_day(self, event: datetime.date) -> datetime.date:
        """Return until which day a report of an event with this last day is in time."""
        return self.report_until or min(event, datetime.date.max - TIME_TO_REPORT) + TIME_TO_REPORT

    @property
    def sentences(self) -> list[str]:
        """The rule in plain words, a sentence for each term that counts."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for kind, term in self.terms.items():
            if term.points:
                yield _("%(what)s — %(points)s.") % {
                    "what": _what(kind, term),
                    "points": points_words(term.points) + _limit(term),
                }

    @property
    def conditions(self) -> list[str]:
        """What is in time, which reports count, how ties are shown; in plain words."""
        if self.report_until:
            in_time = _("не позже %s") % date_words(self.report_until)
        else:
            days = counted(TIME_TO_REPORT.days, _("дня,дней,дней"))
            in_time = _("не позже чем через %s после события") % days
        counting = _("Считаются опубликованные отчёты об этом документе и о пунктах его планов.")
        if self.until:
            counting = _(
                "Считаются отчёты об этом документе и о пунктах его планов, опубликованные не позже %s"
            ) % date_words(self.until)
        return [
            _(
                "В срок — значит %s отправлен на проверку, по московскому времени; если отчёт возвращали, "
                "считается первый раз."
            )
            % in_time,
            counting,
            _("У кого баллов поровну, у тех и место одно: «1–2»."),
        ]


def points_words(points: int) -> str:
    """Return «17 баллов»."""
    return counted(points, _("балл,балла,баллов"))


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _what(kind: Kind, term: Term) -> str:
    if kind is Kind.PARTICIPANTS and term.group > 1:
        people = plural(term.group, _("участника,участника,участников"))
        return _("За каждые %(group)s %(people)s") % {"group": spaced(term.group), "people": people}
    return {
        Kind.ON_TIME: _("За каждый отчёт, присланный в срок,"),
        Kind.LATE: _("За каждый отчёт, присланный позже,"),
        Kind.PARTICIPANTS: _("За каждого участника"),
        Kind.PARTNERS: _("За каждого социального партнёра или спонсора"),
        Kind.LINKS: _("За каждую публикацию и каждое видео"),
        Kind.PICTURES: _("За каждую фотографию"),
    }[kind]


def _limit(term: Term) -> str:
    """Return «, не больше 10 баллов за отчёт», "" where there is no limit."""
    if not term.most:
        return ""
    return _(", не больше %s за отчёт") % counted(term.most, _("балла,баллов,баллов"))
