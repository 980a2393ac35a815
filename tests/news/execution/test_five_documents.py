"""The five real documents, twelve organisations, reports by script: what the program counts is what a person counts."""

import datetime
import re

import pytest
from freezegun import freeze_time

from news.execution.execution import Execution, execution_of
from news.execution.states import State
from news.models import Completion
from news.summary.summary import summary_of
from plans.kinds import DocumentKind
from plans.models import OrderPage
from tests.five_documents import (
    TWELVE,
    days_plan,
    instructions,
    items_of,
    organisation,
    regulation,
    report,
    year_plan,
)

pytestmark = pytest.mark.once  # days and signs: nothing of it differs between databases

SIGNS = {
    State.DONE: "✓",
    State.DONE_LATE: "±",
    State.OVERDUE: "!",
    State.DUE_SOON: "◷",
    State.IN_PROGRESS: "▸",
    State.NOT_BEGUN: "·",
    State.CONTINUOUS: "∞",
    State.UNDATED: "–",
}
# Who has reported on which row of the plan of ten days, on which day of February 2022, with how many people.
REPORTS = [
    ("Школа № 3", 0, 5, 10),
    ("Школа № 3", 2, 10, 20),
    ("Школа № 3", 12, 20, 30),
    ("Школа № 37", 8, 12, 15),
    ("Школа № 37", 0, 14, 25),
    ("Детский сад № 1", 7, 3, 12),
    ("Детский сад № 12", 7, 15, 18),
    ("Центр", 9, 12, 5),
    ("Центр", 11, 11, 7),
    ("Центр", 10, 4, 9),
    ("Колледж", 0, 12, 40),
    ("Управление", 8, 12, 100),
]
# Counted by hand for 20 February 2022. Columns are the plan's rows: 1, 2 with its five parts, 3, 4, 5, 6, 7, 8. All are due
# by the 12th at the latest, but row 8, which goes on to 9 May. An empty cell: not asked.
MATRIX = """
                  1   2   .   .   .   .   .   3   4   5   6   7   8
Школа № 3         ✓       ✓   !   !   !   !               !       ✓
Школа № 37        ±       !   !   !   !   !       ✓       !       ▸
Школа № 52        !       !   !   !   !   !       !       !       ▸
Школа № 56        !       !   !   !   !   !       !       !       ▸
Школа № 64        !       !   !   !   !   !       !       !       ▸
Детский сад № 1   !       !   !               ✓           !       ▸
Детский сад № 12  !       !   !               ±           !       ▸
Детский сад № 20  !       !   !               !           !       ▸
Центр             !       !   !                       ✓   ✓   ✓   ▸
Дворец            !       !   !           !                       ▸
Колледж           ✓       !   !                                   ▸
Управление                                        ✓
"""


# The same, organisation by organisation: the signs of each row above, and the reports' people.
SUMMARY = """
                  reports people asked in-time late overdue
Школа № 3               3     60     8       3    0       5
Школа № 37              2     40     9       1    1       6
Школа № 52              0      0     9       0    0       8
Школа № 56              0      0     9       0    0       8
Школа № 64              0      0     9       0    0       8
Детский сад № 1         1     12     6       1    0       4
Детский сад № 12        1     18     6       0    1       4
Детский сад № 20        0      0     6       0    0       5
Центр                   3     21     7       3    0       3
Дворец                  0      0     5       0    0       4
Колледж                 1     40     4       1    0       2
Управление              1    100     1       1    0       0
"""


def matrix(execution: Execution) -> dict[str, list[str]]:
    """Return the signs of every organisation, a row of the table above each."""
    return {
        page.title: [SIGNS[found.state] if (found := task.of(page.pk)) else "" for task in execution.tasks]
        for page in execution.organisations
    }


def post_all() -> None:
    """Publish the reports."""
    items = items_of(days_plan())
    for title, row, day, people in REPORTS:
        report(title, datetime.date(2022, 2, day), plan_item=items[row], participants=people)


def by_hand(table: str) -> dict[str, list[str]]:
    """Read a table as a person wrote it."""
    head, *rows = table.strip("\n").splitlines()
    places = [place for place, sign in enumerate(head) if sign != " "]
    return {row[: places[0]].strip(): [row[place : place + 1].strip() for place in places] for row in rows}


def test_the_matrix_is_the_one_counted_by_hand(five_documents: None) -> None:
    items = items_of(days_plan())
    post_all()
    draft = report("Школа № 56", datetime.date(2022, 2, 12), plan_item=items[8])
    draft.unpublish()
    execution = execution_of(days_plan(), datetime.date(2022, 2, 20))
    assert matrix(execution) == by_hand(MATRIX)
    assert execution.counts == {
        State.DONE: 10,
        State.DONE_LATE: 2,
        State.IN_PROGRESS: 10,
        State.OVERDUE: 57,
    }
    assert execution.counts_of(organisation("Центр").pk) == {
        State.DONE: 3,
        State.IN_PROGRESS: 1,
        State.OVERDUE: 3,
    }


def test_the_summary_is_the_one_counted_by_hand(five_documents: None) -> None:
    post_all()
    summary = summary_of(days_plan(), today=datetime.date(2022, 2, 20))
    expected = {}
    for line in SUMMARY.strip("\n").splitlines()[1:]:
        title, *numbers = re.split(r"\s{2,}", line)
        expected[title] = [int(number) for number in numbers]
    assert {
        row.title: [row.reports, row.participants, row.asked, row.on_time, row.late, row.overdue]
        for row in summary.organisations
    } == expected
    totals = [sum(column) for column in zip(*expected.values(), strict=True)]
    assert totals == [12, 291, 79, 10, 2, 57]
    figures = summary.figures
    assert (figures.reports, figures.participants) == (12, 291)
    assert (figures.asked, figures.reported, figures.silent) == (12, 7, 5)


def test_what_it_comes_to_item_by_item(five_documents: None) -> None:
    items = items_of(days_plan())
    for title in TWELVE:
        if title.startswith("Детский сад"):
            report(title, datetime.date(2022, 2, 8), plan_item=items[7])
    execution = execution_of(days_plan(), datetime.date(2022, 2, 9))
    states = [SIGNS[task.state] for task in execution.tasks]
    # What may be done by the 12th is due within the week; what is held on the 12th, or from the 10th on, has not begun; the
    # second row names nobody and no days; all kindergartens have done theirs; the last row goes on to May.
    assert states == list("◷–◷◷◷◷◷✓·◷◷·▸")
    assert len(execution.tasks[0].silent) == 11


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2022-02-02 20:59", State.NOT_BEGUN),  # in Moscow, where no clock is turned, it is 23:59
        ("2022-02-02 21:00", State.IN_PROGRESS),
        ("2022-02-12 20:59", State.DUE_SOON),
        ("2022-02-12 21:00", State.OVERDUE),
    ],
)
def test_a_day_begins_and_ends_in_moscow(five_documents: None, moment: str, state: State) -> None:
    with freeze_time(moment):
        kindergartens = execution_of(days_plan()).tasks[7]
    assert kindergartens.state is state


@pytest.mark.parametrize(
    ("day", "state", "done", "overdue"),
    [
        ("2023-08-31", State.NOT_BEGUN, 0, 0),
        ("2023-09-01", State.IN_PROGRESS, 0, 0),
        ("2023-09-24", State.DUE_SOON, 0, 0),
        ("2023-10-01", State.OVERDUE, 0, 1),
    ],
)
def test_every_month_of_a_school_year_counts(
    five_documents: None, day: str, state: State, done: int, overdue: int
) -> None:
    execution = execution_of(year_plan(), datetime.date.fromisoformat(day))
    monthly = execution.tasks[-1]
    assert len(monthly.task.occasions) == 9  # from September to May
    found = monthly.of(organisation("Колледж").pk)
    assert found is not None
    assert (found.state, found.done, found.overdue) == (state, done, overdue)


def test_a_school_year_from_its_first_month_to_its_last(five_documents: None) -> None:
    item = items_of(year_plan())[-1]
    for month, day in ((9, 12), (10, 2), (11, 30), (1, 10)):
        report("Школа № 3", datetime.date(2023 + (month < 9), month, day), plan_item=item)
    for today, state, done in (("2023-11-30", State.IN_PROGRESS, 4), ("2024-02-01", State.OVERDUE, 4)):
        found = execution_of(year_plan(), datetime.date.fromisoformat(today)).tasks[-1]
        standing = found.of(organisation("Школа № 3").pk)
        assert standing is not None
        assert (standing.state, standing.done, standing.times) == (state, done, 9)
    # December has no report: that of 10 January is January's.
    assert standing.missing[0].last.month == 12


def test_instructions_for_persons_are_closed_by_notes(five_documents: None) -> None:
    plan, day = instructions(), datetime.date(2020, 10, 25)
    before = execution_of(plan, day)
    # 30.09, 30.09, every quarter, 31.12, 31.10, 30.08, 30.09, 31.12: a day is the last one to be in time.
    assert [SIGNS[task.state] for task in before.tasks] == list("!!!·◷!!·")
    first, second = items_of(plan)[:2]
    Completion.objects.create(item=first, note="Создана.", day=datetime.date(2020, 9, 30))
    Completion.objects.create(item=second, note="Создан.", day=datetime.date(2020, 10, 20))
    after = execution_of(plan, day)
    assert [SIGNS[task.state] for task in after.tasks] == list("✓±!·◷!!·")


def test_an_event_of_a_regulation_asks_whom_it_names(five_documents: None) -> None:
    page = regulation()
    assert execution_of(page, datetime.date(2023, 12, 1)).organisations == []
    page.report_from = "Образовательные организации"
    page.report_until = datetime.date(2023, 12, 4)
    page.save_revision().publish()
    report("Центр", datetime.date(2023, 11, 27), order=page)
    execution = execution_of(OrderPage.objects.get(pk=page.pk), datetime.date(2023, 12, 5))
    assert len(execution.organisations) == 11
    assert execution.counts == {State.DONE: 1, State.OVERDUE: 10}


def test_minutes_and_orders_are_there(five_documents: None) -> None:
    kinds = set(OrderPage.objects.values_list("kind", flat=True))
    assert {DocumentKind.PROTOCOL, DocumentKind.ORDER, DocumentKind.REGULATION} <= kinds
