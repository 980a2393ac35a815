"""Recurring deadlines: «1 раз в 2 недели», «каждый четверг», «до 25 числа ежемесячно» as RFC 5545 rules."""

from dataclasses import dataclass, field

from plans.deadlines.points import Cursor

_OF_UNIT = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "decade": ("DAILY", 10), "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3), "half": ("MONTHLY", 6), "year": ("YEARLY", 1), "term": ("YEARLY", 1),
}  # fmt: skip

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_DAY = 31


@dataclass
class Rule:
    """A recurrence while it is being read."""

    frequency: str = ""
    interval: int = 1
    parts: list[str] = field(default_factory=list)
    weekdays: list[str] = field(default_factory=list)

    def set_unit(self, unit: str, times: int = 1) -> None:
        self.frequency, length = _OF_UNIT[unit]
        self.interval = length * times
        if unit == "term":  # a term of the school is no calendar quarter
            self.parts.append("X-PERIOD=SCHOOL-TERM")

    def text(self) -> str | None:
        """Return the rule, None where nothing recurs."""
        if not self.frequency:
            return None
        interval = [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        days = [f"BYDAY={','.join(self.weekdays)}"] if self.weekdays else []
        return ";".join([f"FREQ={self.frequency}", *interval, *days, *self.parts])


def read_recurrence(cursor: Cursor, rule: Rule, is_at_least: bool, may_be_weekday: bool) -> bool:
    """Read one recurring phrase into the rule; False leaves the cursor where it was."""
    return (
        _times(cursor, rule, is_at_least)
        or _frequency(cursor, rule)
        or _day_number(cursor, rule)
        or _ordinal(cursor, rule)
        or _every(cursor, rule)
        or (may_be_weekday and _weekdays(cursor, rule))
    )


def _times(cursor: Cursor, rule: Rule, is_at_least: bool) -> bool:
    """«раз в год», «не реже 1 раза в месяц», «2 раза в неделю», «1 раз в 2 недели»."""
    count = cursor.number(0, "count")
    ahead = 1 if count else 0
    if cursor.kind(ahead) != "times":
        return False
    ahead += 1
    while cursor.kind(ahead) in ("in", "during", "school", "every"):
        ahead += 1
    periods = cursor.number(ahead, "count")
    ahead += bool(periods)
    if cursor.kind(ahead) != "unit" or cursor.value(ahead) not in _OF_UNIT:
        return False
    unit = str(cursor.value(ahead))
    rule.set_unit(unit, max(periods, 1))
    if count > 1 or is_at_least or unit == "term":
        rule.parts.append(f"X-COUNT-PER-PERIOD={max(count, 1)}")
    cursor.place += ahead + 1
    return True


def _frequency(cursor: Cursor, rule: Rule) -> bool:
    if cursor.kind() != "frequency":
        return False
    name, _, interval = str(cursor.value()).partition(";INTERVAL=")
    rule.frequency, rule.interval = name, int(interval or 1)
    cursor.place += 1
    return True


def _day_number(cursor: Cursor, rule: Rule) -> bool:
    """«до 25 числа каждого месяца», «ежемесячно, 5 числа»."""
    is_until = cursor.kind() == "to"
    days, ahead = _numbers(cursor, int(cursor.kind() in ("to", "from")))
    is_named = cursor.kind(ahead) == "day_number" and cursor.kind(ahead + 1) != "month"
    is_last_word = is_until and rule.frequency == "MONTHLY" and not cursor.kind(ahead)
    if not all(1 <= day <= 31 for day in days) or not days or not (is_named or is_last_word):
        return False
    rule.frequency = rule.frequency or "MONTHLY"
    rule.parts.append(f"BYMONTHDAY={','.join(map(str, days))}")
    cursor.place += ahead + is_named
    _skip_every_month(cursor)
    return True


def _ordinal(cursor: Cursor, rule: Rule) -> bool:
    """«2-я суббота месяца», «последняя неделя месяца»."""
    place = cursor.place
    cursor.place += cursor.kind() == "every"
    numbers, width = _numbers(cursor, 0)
    is_weekday, is_week = cursor.kind(width) == "weekday", cursor.is_unit(width, "week")
    if not numbers or not all(-1 <= number <= 5 for number in numbers) or not (is_weekday or is_week):
        cursor.place = place
        return False
    of_month = cursor.kind(width + 1) == "every" or cursor.is_unit(width + 1, "month")
    if (is_week and not of_month) or cursor.kind(
        width + 1
    ) == "month":  # «первый понедельник октября» is one day
        cursor.place = place
        return False
    rule.frequency = "MONTHLY"
    if is_weekday:
        rule.weekdays += [f"{number}{cursor.value(width)}" for number in numbers]
    else:
        rule.parts.append(f"X-WEEK={','.join(map(str, numbers))}")
    cursor.place += width + 1
    _skip_every_month(cursor)
    return True


def _every(cursor: Cursor, rule: Rule) -> bool:
    if cursor.kind() != "every":
        return False
    ahead = 2 if cursor.kind(1) == "school" else 1
    if cursor.kind(ahead) == "weekday":
        cursor.place += 1
        return _weekdays(cursor, rule)
    periods = cursor.number(ahead, "count")
    ahead += bool(periods)
    if cursor.kind(ahead) != "unit" or cursor.value(ahead) not in _OF_UNIT:
        return False
    rule.set_unit(str(cursor.value(ahead)), max(periods, 1))
    cursor.place += ahead + 1
    return True


def _weekdays(cursor: Cursor, rule: Rule) -> bool:
    """«четверг», «по средам и пятницам», «с понедельника по пятницу»."""
    ahead = 1 if cursor.kind() in ("to", "from") else 0
    if cursor.kind(ahead) != "weekday" or rule.frequency not in ("", "WEEKLY"):
        return False
    if not rule.frequency and _is_day_next(cursor, ahead + 1):
        return False
    rule.frequency = "WEEKLY"
    rule.weekdays.append(str(cursor.value(ahead)))
    cursor.place += ahead + 1
    if cursor.kind() in ("dash", "to") and cursor.kind(1) == "weekday":
        rule.weekdays += _days_after(rule.weekdays[-1], str(cursor.value(1)))
        cursor.place += 2
    return True


def _days_after(first: str, last: str) -> list[str]:
    """Return the days of the week from the one after `first` to `last`."""
    start, length = _WEEK.index(first), (_WEEK.index(last) - _WEEK.index(first)) % len(_WEEK)
    return [_WEEK[(start + step) % len(_WEEK)] for step in range(1, length + 1)]


def _is_day_next(cursor: Cursor, ahead: int) -> bool:
    """«понедельник, 1 сентября» is that day, and recurs in no week."""
    ahead += cursor.kind(ahead) in ("sign", "dash")
    return cursor.kind(ahead) in ("date", "short_date", "iso") or (
        bool(cursor.number(ahead)) and cursor.kind(ahead + 1) == "month"
    )


def _numbers(cursor: Cursor, ahead: int) -> tuple[list[int], int]:
    """Read «1, 15», «2 и 4», «1 по 3»; return the numbers and how far they reach."""
    found: list[int] = []
    while number := cursor.number(ahead, "count"):
        found.append(number)
        ahead += 1
        last = cursor.number(ahead + 1) if cursor.kind(ahead) in ("to", "dash") else 0
        if 0 < number < last <= _LAST_DAY:
            return [*found, *range(number + 1, last + 1)], ahead + 2
        is_between = cursor.kind(ahead) == "and" or (
            cursor.kind(ahead) == "sign" and cursor.value(ahead) == ","
        )
        if not is_between or not cursor.number(ahead + 1, "count"):
            break
        ahead += 1
    return found, ahead


def _skip_every_month(cursor: Cursor) -> None:
    while cursor.kind() == "every" or cursor.is_unit(0, "month"):
        cursor.place += 1
