"""States of a task: arithmetic of days."""

import datetime
from typing import Any

import pytest

from news.execution.states import Standing, State, standing, together
from plans.deadlines import Occasion, occasions_of, parse_deadline

pytestmark = pytest.mark.once

FIRST, LAST = datetime.date(2023, 9, 1), datetime.date(2024, 5, 31)


def day(text: str) -> datetime.date:
    """Return «15.10» of the school year 2023/2024."""
    number, month = (int(part) for part in text.split("."))
    return datetime.date(2023 if month >= 8 else 2024, month, number)


def on(today: str, deadline: str, *reports: str) -> Standing:
    """Return how a deadline of the school year stands on a day, with reports of these days."""
    meaning = parse_deadline(deadline, "2023/2024")
    return standing(
        occasions_of(meaning, FIRST, LAST),
        map(day, reports),
        day(today),
        is_continuous=meaning.kind == "continuous",
    )


@pytest.mark.parametrize(
    ("today", "deadline", "reports", "state"),
    [
        ("01.09", "до 15 октября", [], State.NOT_BEGUN),
        ("07.10", "до 15 октября", [], State.NOT_BEGUN),
        ("08.10", "до 15 октября", [], State.DUE_SOON),
        ("15.10", "до 15 октября", [], State.DUE_SOON),
        ("16.10", "до 15 октября", [], State.OVERDUE),
        ("16.10", "до 15 октября", ["15.10"], State.DONE),
        ("20.10", "до 15 октября", ["16.10"], State.DONE_LATE),
        ("31.08", "сентябрь – ноябрь", [], State.NOT_BEGUN),
        ("01.09", "сентябрь – ноябрь", [], State.IN_PROGRESS),
        ("23.11", "сентябрь – ноябрь", [], State.DUE_SOON),
        ("01.12", "сентябрь – ноябрь", [], State.OVERDUE),
        ("01.09", "сентябрь – ноябрь", ["28.08"], State.DONE),
        ("26.11", "27 ноября", [], State.NOT_BEGUN),
        ("27.11", "27 ноября", [], State.DUE_SOON),
        ("28.11", "27 ноября", [], State.OVERDUE),
        ("30.05", "в течение года", [], State.DUE_SOON),
        ("01.02", "в течение года", [], State.IN_PROGRESS),
        ("01.02", "в течение года", ["03.10"], State.DONE),
        ("01.02", "постоянно", [], State.CONTINUOUS),
        ("01.02", "постоянно", ["03.10"], State.CONTINUOUS),
        ("01.02", "по отдельному плану", [], State.UNDATED),
        ("01.02", "по отдельному плану", ["03.10"], State.DONE),
    ],
)
def test_states_around_deadlines(today: str, deadline: str, reports: list[str], state: State) -> None:
    assert on(today, deadline, *reports).state is state


def test_each_occurrence_counts() -> None:
    found = on("10.11", "ежемесячно", "12.09", "30.10")
    assert (found.state, found.done, found.times, found.overdue) == (State.IN_PROGRESS, 2, 9, 0)
    found = on("10.11", "ежемесячно", "30.10")
    assert (found.state, found.done, found.overdue) == (State.OVERDUE, 1, 1)
    assert found.missing[0] == Occasion(day("01.09"), day("30.09"))


def test_a_second_report_of_a_month_makes_up_for_the_month_before() -> None:
    found = on("10.11", "ежемесячно", "05.10", "30.10")
    assert (found.state, found.done, found.late, found.overdue) == (State.IN_PROGRESS, 2, 1, 0)


def test_what_is_more_than_asked_does_not_count() -> None:
    found = on("20.10", "до 15 октября", "01.10", "02.10", "16.10")
    assert (found.state, found.done, found.times) == (State.DONE, 1, 1)


def test_twice_a_week_needs_two() -> None:
    assert on("03.09", "2 раза в неделю", "01.09").overdue == 0
    assert on("04.09", "2 раза в неделю", "01.09").overdue == 1


def test_a_report_before_the_first_day_answers_what_comes_next() -> None:
    assert on("06.09", "каждый четверг", "05.09").missing[0].last == day("14.09")


def test_who_is_late_once_has_done_it_late() -> None:
    found = on("20.02", "сентябрь, январь", "03.10", "20.01")
    assert (found.state, found.late) == (State.DONE_LATE, 1)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([State.DONE, State.OVERDUE, State.NOT_BEGUN], State.OVERDUE),
        ([State.DONE, State.DUE_SOON], State.DUE_SOON),
        ([State.DONE, State.DONE], State.DONE),
        ([State.DONE, State.DONE_LATE], State.DONE_LATE),
        ([State.DONE, State.NOT_BEGUN], State.IN_PROGRESS),
        ([State.NOT_BEGUN, State.NOT_BEGUN], State.NOT_BEGUN),
        ([State.CONTINUOUS, State.CONTINUOUS], State.CONTINUOUS),
        ([State.UNDATED], State.UNDATED),
        ([], State.UNDATED),
    ],
)
def test_what_states_come_to(states: list[State], expected: State) -> None:
    assert together(Standing(state) for state in states) is expected


def test_every_state_has_a_word_and_a_sign_of_its_own() -> None:
    looks: Any = [(state.word, state.sign) for state in State]
    assert len({word for word, _sign in looks}) == len({sign for _word, sign in looks}) == len(State)
