"""Recurring deadlines: «1 раз в 2 недели», «каждый четверг», «до 25 числа ежемесячно» as RFC 5545 rules."""

from dataclasses import dataclass, field

from plans.deadlines.points import Cursor

_OF_UNIT = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "decade": ("DAILY", 10), "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3), "half": ("MONTHLY", 6), "year": ("YEARLY", 1), "term": ("YEARLY", 1),
}  # fmt: skip


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
    ahead = 1 if cursor.kind() == "to" else 0
    day = cursor.number(ahead)
    if not 1 <= day <= 31 or cursor.kind(ahead + 1) != "day_number":
        return False
    rule.frequency = rule.frequency or "MONTHLY"
    rule.parts.append(f"BYMONTHDAY={day}")
    cursor.place += ahead + 2
    _skip_every_month(cursor)
    return True


def _ordinal(cursor: Cursor, rule: Rule) -> bool:
    """«2-я суббота месяца», «последняя неделя месяца»."""
    place = cursor.place
    cursor.place += cursor.kind() == "every"
    number = cursor.number(0, "count")
    is_weekday, is_week = cursor.kind(1) == "weekday", cursor.is_unit(1, "week")
    if not -1 <= number <= 5 or not number or not (is_weekday or is_week):
        cursor.place = place
        return False
    of_month = cursor.kind(2) == "every" or cursor.is_unit(2, "month")
    if is_week and not of_month:
        cursor.place = place
        return False
    rule.frequency = "MONTHLY"
    if is_weekday:
        rule.weekdays.append(f"{number}{cursor.value(1)}")
    else:
        rule.parts.append(f"X-WEEK={number}")
    cursor.place += 2
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
    """«четверг», «по средам и пятницам»."""
    ahead = 1 if cursor.kind() == "to" else 0
    if cursor.kind(ahead) != "weekday" or rule.frequency not in ("", "WEEKLY"):
        return False
    rule.frequency = "WEEKLY"
    rule.weekdays.append(str(cursor.value(ahead)))
    cursor.place += ahead + 1
    return True


def _skip_every_month(cursor: Cursor) -> None:
    while cursor.kind() == "every" or cursor.is_unit(0, "month"):
        cursor.place += 1
