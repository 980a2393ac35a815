"""A deadline as a leaf of a calendar. The leaf is an ornament: the words of the document stand beside it."""

import calendar
import datetime
from dataclasses import dataclass

from django import template
from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

# What stands on the band of a deadline that names no days.
BANDS = {
    "all_year": gettext_lazy("весь год"),
    "continuous": gettext_lazy("постоянно"),
    "separate_plan": gettext_lazy("по отдельному плану"),
    "recurring": gettext_lazy("повторяется"),
    "relative": gettext_lazy("по событию"),
}
SHORT_MONTH = 3


@dataclass(frozen=True)
class Leaf:
    """`shape` is day, month, span or band; `top` is the leaf's head, `face` what it shows large."""

    shape: str
    top: str
    face: str
    foot: str = ""


@register.simple_tag
def leaf_of(start: datetime.date | None, end: datetime.date | None, kind: str = "") -> Leaf | None:
    """Return the leaf of a period, or None where nothing is known about it."""
    if kind in BANDS:
        return Leaf("band", "", str(BANDS[kind]))
    if start is None or end is None:
        return _open_leaf(start, end, kind)
    if start == end:
        return Leaf("day", _head(end), str(end.day), str(WEEKDAYS_ABBR[end.weekday()]).lower())
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1] and start <= end:
        return _month_leaf(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return Leaf("day", _head(end), f"{start.day}–{end.day}")
    return Leaf("span", _years(start, end), f"{_short_day(start)} –", _short_day(end))


def _open_leaf(start: datetime.date | None, end: datetime.date | None, kind: str) -> Leaf | None:
    if end:
        return Leaf("day", _head(end), str(end.day), _("до"))
    return Leaf("day", _head(start), str(start.day), _("с")) if start else None


def _month_leaf(start: datetime.date, end: datetime.date) -> Leaf:
    if (start.year, start.month) == (end.year, end.month):
        return Leaf("month", str(end.year), str(MONTHS[end.month]).lower())
    if start.year == end.year and (start.month, end.month) == (1, 12):
        return Leaf("month", _("год"), str(end.year))
    return Leaf("month", _years(start, end), f"{_short(start)}–{_short(end)}")


def _head(day: datetime.date) -> str:
    return str(MONTHS[day.month]).lower()


def _short(day: datetime.date) -> str:
    return _head(day)[:SHORT_MONTH]


def _short_day(day: datetime.date) -> str:
    return f"{day.day} {str(MONTHS_ALT[day.month])[:SHORT_MONTH]}"


def _years(start: datetime.date, end: datetime.date) -> str:
    return str(end.year) if start.year == end.year else f"{start.year}–{end.year % 100:02}"
