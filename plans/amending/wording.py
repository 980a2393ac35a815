"""What an amendment says of itself: «3 пункта перенесены, 1 добавлен, изменён текст документа»."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from home.templatetags.dates import period_words
from home.templatetags.numbers import plural
from plans.amending.comparing import Value
from plans.models.amendments import PlanChange

Kind = PlanChange.Kind

# An item of which several things were changed is counted once, as the first of these.
_WEIGHTIEST = (Kind.ADDED, Kind.GONE, Kind.CANCELLED, Kind.RESTORED, Kind.MOVED)


def summary_of(changes: Iterable[PlanChange]) -> str:
    """Return how many items were changed how, and what of the document itself."""
    by_item: dict[object, set[str]] = {}
    of_document: list[str] = []
    for change in changes:
        if change.item:
            by_item.setdefault(change.item, set()).add(change.kind)
        elif change.kind not in of_document:
            of_document.append(change.kind)
    counts = Counter(next((kind for kind in _WEIGHTIEST if kind in kinds), "") for kinds in by_item.values())
    return ", ".join([*_of_items(counts), *map(_of_document, of_document)])


def _of_items(counts: Counter[str]) -> list[str]:
    """Return «3 пункта перенесены», «1 добавлен»: only the first phrase says of what it speaks."""
    verbs = (
        (Kind.MOVED, _("перенесён,перенесены,перенесены")),
        (Kind.ADDED, _("добавлен,добавлены,добавлены")),
        (Kind.GONE, _("исключён,исключены,исключены")),
        (Kind.CANCELLED, _("отменён,отменены,отменены")),
        (Kind.RESTORED, _("возвращён,возвращены,возвращены")),
        ("", _("изменён,изменены,изменены")),
    )
    phrases: list[str] = []
    for kind, forms in verbs:
        if count := counts[kind]:
            noun = "" if phrases else plural(count, _("пункт,пункта,пунктов")) + " "
            phrases.append(f"{count} {noun}{plural(count, forms)}")
    return phrases


def _of_document(kind: str) -> str:
    return {
        Kind.REPORT_UNTIL: _("изменён срок отчётов"),
        Kind.EVENT_DATE: _("перенесено событие"),
        Kind.REPORT_FROM: _("изменено, от кого ждут отчётов"),
    }.get(Kind(kind), _("изменён текст документа"))


def was(change: PlanChange) -> str:
    """Return what stood there before: words, with the days that they meant where the words alone do not differ."""
    return _said(change.before, change.after)


def became(change: PlanChange) -> str:
    """Return what stands there now."""
    return _said(change.after, change.before)


def released(change: PlanChange) -> list[str]:
    """Return the parties, as written, that do not answer for the item any more."""
    return [name for name in _lines(change.before) if name not in _lines(change.after)]


def charged(change: PlanChange) -> list[str]:
    """Return the parties, as written, that answer for the item now and did not before."""
    return [name for name in _lines(change.after) if name not in _lines(change.before)]


def _said(value: Value, other: Value) -> str:
    if value is None:
        return ""
    text: str = value["text"]
    first, last = (_day(value.get(end)) for end in ("start", "end"))
    if (first or last) and (not text or (other and other["text"] == text)):
        days = str(period_words(first, last))
        return f"{text} ({days})" if text else days
    return text


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _lines(value: Value) -> list[str]:
    lines = (value or {"text": ""})["text"].splitlines()
    return [line.strip() for line in lines if line.strip()]
