"""When, and how often, a deadline asks for something to be done."""

import datetime
import re

import pytest

from plans.deadlines import occasions_of, parse_deadline

pytestmark = pytest.mark.once

FIRST, LAST = datetime.date(2023, 9, 1), datetime.date(2024, 5, 31)


def occasions(text: str, last: datetime.date | None = LAST) -> list[str]:
    """Return the occasions of a deadline in a plan of the school year 2023/2024, as «first–last ×times»."""
    found = occasions_of(parse_deadline(text, "2023/2024"), FIRST, last)
    return [f"{each.first or ''}–{each.last} ×{each.times}" for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 ноября", ["2023-11-27–2023-11-27 ×1"]),
        ("до 15 октября", ["–2023-10-15 ×1"]),
        ("сентябрь – ноябрь", ["2023-09-01–2023-11-30 ×1"]),
        ("сентябрь, январь", ["2023-09-01–2023-09-30 ×1", "2024-01-01–2024-01-31 ×1"]),
        ("с 1 октября", ["2023-10-01–2024-05-31 ×1"]),
        ("в течение года", ["2023-09-01–2024-05-31 ×1"]),
        ("август 2023 г., далее в течение года", ["2023-08-01–2024-05-31 ×1"]),
        ("1 раз в полгода", ["2023-09-01–2023-12-31 ×1", "2024-01-01–2024-05-31 ×1"]),
        ("1 раз в год", ["2023-09-01–2024-05-31 ×1"]),
        ("1 раз в четверть", ["2023-09-01–2024-05-31 ×4"]),
        ("постоянно", []),
        ("по отдельному плану", []),
        ("ежедневно", []),
        ("", []),
    ],
)
def test_what_a_deadline_asks(text: str, expected: list[str]) -> None:
    assert occasions(text) == expected


def test_each_month_is_one_occasion_however_short() -> None:
    months = occasions("ежемесячно")
    assert len(months) == 9
    assert months[0] == "2023-09-01–2023-09-30 ×1"
    assert months[5] == "2024-02-01–2024-02-29 ×1"


def test_until_a_day_of_each_month_begins_behind_the_day_before() -> None:
    assert occasions("до 25 числа ежемесячно")[:2] == ["2023-09-01–2023-09-25 ×1", "2023-09-26–2023-10-25 ×1"]


def test_a_day_of_the_week_is_that_day() -> None:
    thursdays = occasions("каждый четверг")
    assert thursdays[:2] == ["2023-09-07–2023-09-07 ×1", "2023-09-14–2023-09-14 ×1"]
    assert len(thursdays) == 39


def test_weeks_are_the_calendars_and_cut_to_the_plan() -> None:
    weeks = occasions("2 раза в неделю")
    assert weeks[:2] == ["2023-09-01–2023-09-03 ×2", "2023-09-04–2023-09-10 ×2"]
    assert weeks[-1] == "2024-05-27–2024-05-31 ×2"


def test_quarters_are_the_calendars() -> None:
    ends = [re.findall(r"–(\S+)", each)[0] for each in occasions("ежеквартально")]
    assert ends == ["2023-09-30", "2023-12-31", "2024-03-31", "2024-05-31"]


def test_what_goes_on_after_a_day_ends_with_the_plan() -> None:
    text = "до 1 декабря 2023 г., далее – один раз в квартал"
    assert occasions(text) == ["–2023-12-01 ×1", "2023-12-02–2024-03-01 ×1"]


def test_a_plan_without_an_end_is_followed_for_a_year() -> None:
    assert len(occasions("ежемесячно", None)) == 13
    assert occasions("в течение года", None) == []


def test_a_plan_of_centuries_ends() -> None:
    assert len(occasions("каждый четверг", datetime.date.max)) == 366


def test_a_year_has_all_its_days_and_a_slip_of_the_pen_has_an_end() -> None:
    thrice_a_week = occasions("по понедельникам, средам и пятницам")
    assert (len(thrice_a_week), thrice_a_week[-1]) == (118, "2024-05-31–2024-05-31 ×1")
    assert {each.partition("×")[2] for each in occasions("не реже 99999 раз в неделю")} == {"100"}
