"""Deadlines as a calendar shows them: days checked by hand, rules that every calendar program understands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from plans.deadlines import occurrences_of, parse_deadline
from plans.deadlines.years import YearContext

FIRST, LAST = date(2026, 9, 1), date(2027, 5, 31)

PHRASES = (
    "каждый каждые четверг по средам с до 1 5 29 30 31 2 раза раз в неделю месяц год ежегодно ежемесячно еженедельно "
    "ежеквартально ежедневно числа последняя неделя месяца 2-я 5-я суббота далее января мая декабря октябрь квартал "
    "IV полугодие четверть 31.12.9999 01.01.0001 2027 999999 и , - постоянно в течение года"
)


def days(text: str, year: str = "2026/2027") -> tuple[list[tuple[str, str]], str]:
    """Return the periods of a deadline, «·» for an end that was not said, and its rule."""
    found = occurrences_of(parse_deadline(text, year), FIRST, LAST)
    periods = [(str(each.start or "·"), str(each.end or "·")) for each in found.periods]
    return periods, found.recurrence


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("15 октября", [("2026-10-15", "2026-10-15")]),
        ("1–20 марта", [("2027-03-01", "2027-03-20")]),
        ("03-12.02.2022", [("2022-02-03", "2022-02-12")]),
        ("28 февраля – 2 марта 2028 г.", [("2028-02-28", "2028-03-02")]),
        ("до 5 мая", [("·", "2027-05-05")]),
        ("с 1 сентября", [("2026-09-01", "·")]),
        ("октябрь", [("2026-10-01", "2026-10-31")]),
        ("сентябрь, январь", [("2026-09-01", "2026-09-30"), ("2027-01-01", "2027-01-31")]),
        ("15 октября, 20 ноября", [("2026-10-15", "2026-10-15"), ("2026-11-20", "2026-11-20")]),
        ("I квартал", [("2027-01-01", "2027-03-31")]),
        ("первая декада октября", [("2026-10-01", "2026-10-10")]),
        ("последняя неделя октября", [("2026-10-01", "2026-10-31")]),  # the week is vague, the month is not
        ("сентябрь, далее в течение года", [("2026-09-01", "·")]),
    ],
)
def test_days_are_those_of_the_document(text, periods):
    assert days(text) == (periods, "")


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("каждый четверг", ("2026-09-03", "2026-09-03"), "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270531"),
        (
            "каждый четверг с 2 октября по 30 ноября",
            ("2026-10-08", "2026-10-08"),
            "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261130",
        ),
        ("еженедельно до 25 мая", ("2026-09-01", "2026-09-01"), "FREQ=WEEKLY;UNTIL=20270525"),
        ("ежемесячно", ("2026-09-01", "2026-09-01"), "FREQ=MONTHLY;UNTIL=20270531"),
        ("ежеквартально", ("2026-09-01", "2026-09-01"), "FREQ=MONTHLY;INTERVAL=3;UNTIL=20270531"),
        ("до 25 числа ежемесячно", ("2026-09-25", "2026-09-25"), "FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20270531"),
        (
            "5 и 20 числа ежемесячно",
            ("2026-09-05", "2026-09-05"),
            "FREQ=MONTHLY;BYMONTHDAY=5,20;UNTIL=20270531",
        ),
        (
            "до 30 числа ежемесячно",
            ("2026-09-30", "2026-09-30"),
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;UNTIL=20270531",
        ),
        ("2-я суббота месяца", ("2026-09-12", "2026-09-12"), "FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270531"),
        (
            "последняя неделя месяца",
            ("2026-09-24", "2026-09-30"),
            "FREQ=MONTHLY;BYMONTHDAY=-7;UNTIL=20270531",
        ),
        ("ежегодно в мае", ("2027-05-01", "2027-05-31"), "FREQ=YEARLY;BYMONTH=5"),
        ("IV квартал ежегодно", ("2026-10-01", "2026-12-31"), "FREQ=YEARLY;BYMONTH=10"),
        ("ежегодно до 25 декабря", ("2026-12-25", "2026-12-25"), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"),
        ("2 раза в неделю", ("2026-09-01", "2026-09-01"), "FREQ=WEEKLY;UNTIL=20270531"),
        ("до 1 июня, далее ежеквартально", ("·", "2027-06-01"), "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_what_recurs_is_a_rule_from_its_first_day(text, first, rule):
    assert days(text) == ([first], rule)


def test_a_rule_of_two_spans_is_its_days():
    periods, rule = days("по средам в октябре, декабре")
    wednesdays = ["10-07", "10-14", "10-21", "10-28", "12-02", "12-09", "12-16", "12-23", "12-30"]
    assert (periods, rule) == ([(f"2026-{day}", f"2026-{day}") for day in wednesdays], "")


def test_a_rule_that_begins_later_has_a_day_of_its_own():
    assert days("до 1 июня, далее до 10 числа ежемесячно") == (
        [("·", "2027-06-01"), ("2027-06-10", "2027-06-10")],
        "FREQ=MONTHLY;BYMONTHDAY=10",
    )


@pytest.mark.parametrize(
    "text",
    [
        "в течение года",
        "постоянно",
        "постоянно с 1 сентября",
        "по отдельному плану",
        "по мере необходимости",
        "2026 год",
        "раз в четверть",
        "каникулы",
        "31 февраля",
        "с 20.05 по 10.05.2027",
        "когда-нибудь",
        "",
    ],
)
def test_what_names_no_days_is_in_no_calendar(text):
    assert days(text) == ([], "")


@pytest.mark.parametrize(
    ("year", "first_and_last"),
    [
        ("2026/2027", (date(2026, 9, 1), date(2027, 5, 31))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2011-2013", (date(2011, 1, 1), date(2013, 12, 31))),
        ("9999/10000", None),
        ("0000", None),
        ("", None),
    ],
)
def test_a_year_has_its_first_and_last_day(year, first_and_last):
    assert YearContext(year).days == first_and_last


@settings(deadline=None, max_examples=300)
@given(
    words=st.lists(st.sampled_from(PHRASES.split()), min_size=1, max_size=9),
    year=st.sampled_from(["2026/2027", "2026", None]),
    last=st.sampled_from([LAST, None, date(2025, 1, 1)]),
)
def test_any_deadline_makes_sound_events(words, year, last):
    found = occurrences_of(parse_deadline(" ".join(words), year), FIRST, last)
    assert "X-" not in found.recurrence
    assert len(found.recurrence) <= 200
    if found.recurrence:
        assert found.periods
        vRecur.from_ical(found.recurrence)
    for period in found.periods:
        known = [day for day in (period.start, period.end) if day]
        assert known
        assert known == sorted(known)
