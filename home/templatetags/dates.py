"""Dates as Russian writes them: in words, with spaces that do not break, the near ones beside the exact ones."""

import calendar
import datetime

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import gettext as _

from home.templatetags.numbers import plural

register = template.Library()

NBSP = "\u00a0"


@register.filter
def date_words(day: datetime.date | None) -> str:
    """Return «12 февраля 2022 г.», or "" where there is no day."""
    return f"{_day_and_month(day)}{NBSP}{_year(day)}" if day else ""


@register.filter
def iso(day: datetime.date | None) -> str:
    """Return «2022-02-12» for a `datetime` attribute."""
    return day.isoformat() if day else ""


@register.filter
def month_words(day: datetime.date) -> str:
    """Return «февраль 2022 г.»."""
    return f"{_month(day)}{NBSP}{_year(day)}"


@register.simple_tag
def period_words(start: datetime.date | None, end: datetime.date | None) -> str:
    """Return «3–12 февраля 2022 г.», «сентябрь–ноябрь 2026 г.», «до 1 мая 2026 г.», or "" where no day is known."""
    if start is None or end is None:
        return _open_period(start, end)
    if start == end:
        return date_words(start)
    if end < start:
        return f"{date_words(start)} – {date_words(end)}"
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return _whole_months(start, end)
    if start.year != end.year:
        return f"{date_words(start)} – {date_words(end)}"
    if start.month != end.month:
        return f"{_day_and_month(start)} – {date_words(end)}"
    return f"{start.day}–{date_words(end)}"


@register.filter
def relative(day: datetime.date | None) -> str:
    """Return how far the day is from today: «вчера», «через 5 дней», «2 года назад»."""
    if day is None:
        return ""
    days = (day - timezone.localdate()).days
    near = {0: _("сегодня"), 1: _("завтра"), 2: _("послезавтра"), -1: _("вчера"), -2: _("позавчера")}
    if days in near:
        return near[days]
    distance = _distance(abs(days))
    return _("через %s") % distance if days > 0 else _("%s назад") % distance


@register.simple_tag
def period_state(start: datetime.date | None, end: datetime.date | None) -> dict[str, str]:
    """Return `{name, sign, words}` of a period today: ahead, running or over; {} where no day is known."""
    today = timezone.localdate()
    if start and start > today:
        return {"name": "ahead", "sign": "◷", "words": _("начнётся %s") % relative(start)}
    if end and end < today:
        return {"name": "over", "sign": "·", "words": _("срок прошёл")}
    if end:
        last_day = _("сегодня последний день") if start != end else _("сегодня")
        return {
            "name": "soon",
            "sign": "◷",
            "words": last_day if end == today else _("осталось %s") % _left(end, today),
        }
    return {"name": "soon", "sign": "◷", "words": _("идёт сейчас")} if start else {}


def _open_period(start: datetime.date | None, end: datetime.date | None) -> str:
    if start:
        return _("с %s") % date_words(start)
    return _("до %s") % date_words(end) if end else ""


def _whole_months(start: datetime.date, end: datetime.date) -> str:
    if start.year != end.year:
        return f"{month_words(start)} – {month_words(end)}"
    if start.month == end.month:
        return month_words(start)
    if (start.month, end.month) == (1, 12):
        return _("%s год") % start.year
    return f"{_month(start)}–{month_words(end)}"


def _left(end: datetime.date, today: datetime.date) -> str:
    return _distance((end - today).days)


def _distance(days: int) -> str:
    if days < 31:
        return f"{days}{NBSP}{plural(days, _('день,дня,дней'))}"
    if days < 365:
        months = max(1, round(days / 30.4))
        return f"{months}{NBSP}{plural(months, _('месяц,месяца,месяцев'))}"
    years = round(days / 365.25)
    return f"{years}{NBSP}{plural(years, _('год,года,лет'))}"


def _day_and_month(day: datetime.date) -> str:
    return f"{day.day}{NBSP}{MONTHS_ALT[day.month]}"


def _month(day: datetime.date) -> str:
    return str(MONTHS[day.month]).lower()


def _year(day: datetime.date) -> str:
    return f"{day.year}{NBSP}{_('г.')}"
