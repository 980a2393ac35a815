"""Days without a month («5», «10-12»), as plans of one month have them."""

import re
from dataclasses import replace

from plans.deadlines import Deadline, parse_deadline

_DAYS = re.compile(r"с \d{1,2} по \d{1,2}|\d{1,2}(?:\s?(?:[-–—,]|и)\s?\d{1,2})*")
_MONTH = re.compile(
    r"(?P<lead>(?:\b(?:на|за)\s+)|\A\W*)?\b"
    r"(?P<month>(?:январ|феврал|март|апрел|ма[йея]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*)",
    re.IGNORECASE,
)
_ONLY_MONTH = re.compile(
    r"\W*(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)(?:,?\s+20\d\d\s?(?:год|г\.?)?)?\W*",
    re.IGNORECASE,
)
_LAST_DAY = 31


def is_days(text: str) -> bool:
    """Tell days of a month, without a word for it."""
    numbers = [int(digits) for digits in re.findall(r"\d+", text[:60])]
    return bool(_DAYS.fullmatch(text.strip())) and all(1 <= number <= _LAST_DAY for number in numbers)


def month_of(title: str) -> str:
    """Return the month that a title is about («План на октябрь 2026 года», «МАРТ»), "" for none or several."""
    found = list(_MONTH.finditer(title))
    is_about = len(found) == 1 and found[0]["lead"] is not None
    return found[0]["month"].casefold() if is_about else ""


def time_of_title(title: str) -> str:
    """Return a title that is a month, with its year or without («СЕНТЯБРЬ», «Май 2024 г.»), "" for another."""
    return title.strip() if _ONLY_MONTH.fullmatch(title) else ""


def deadline_in_month(text: str, month: str, context_year: str | None) -> Deadline:
    """Return the deadline of a cell; its days belong to the month, where there is one."""
    if month and is_days(text):
        return replace(parse_deadline(f"{text} {month}", context_year), text=text)
    return parse_deadline(text, context_year)
