"""What a calendar's page says of its days."""

import datetime

from django import template
from django.utils.dates import MONTHS_ALT, WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day_words(day: datetime.date) -> str:
    """Return «Пятница, 20 ноября 2026 г.»."""
    return f"{WEEKDAYS[day.weekday()]}, {date_format(day, 'j E Y')} г."


@register.filter
def month_of_day(day: datetime.date) -> str:
    """Return «ноября, пятница», behind the number of the day."""
    return f"{MONTHS_ALT[day.month]}, {str(WEEKDAYS[day.weekday()]).lower()}"


@register.simple_tag
def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week from Monday, short and whole: «Пн», «Понедельник»."""
    return [
        (short, str(WEEKDAYS[number])) for number, short in enumerate(_("Пн,Вт,Ср,Чт,Пт,Сб,Вс").split(","))
    ]
