"""Deadlines: understood as written, flagged where suspicious, never corrected."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.deadlines import Deadline, Period, parse_deadline


def test_labelled_deadlines_are_understood(shared_dir: Path) -> None:
    rows = json.loads((shared_dir / "data" / "deadlines.json").read_text(encoding="utf-8"))
    wrong = [
        row["text"]
        for row in rows
        if _facts(parse_deadline(row["text"], row["context_year"])) != _expected(row)
    ]
    assert wrong == []


def _facts(deadline: Deadline) -> dict[str, object]:
    return {
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "recurrence": deadline.recurrence,
    }


def _expected(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in ("kind", "start", "end", "recurrence")}


@pytest.mark.parametrize(
    ("text", "year", "kind", "start", "end"),
    [
        ("5 апреля", "2024", "exact_day", (2024, 4, 5), (2024, 4, 5)),
        ("05.04.24", None, "exact_day", (2024, 4, 5), (2024, 4, 5)),
        ("2-4 октября", "2023/2024", "range", (2023, 10, 2), (2023, 10, 4)),
        ("2-4 февраля", "2023/2024", "range", (2024, 2, 2), (2024, 2, 4)),
        ("с 28 мая по 3 июня 2024 г.", None, "range", (2024, 5, 28), (2024, 6, 3)),
        ("28 декабря - 10 января", "2023", "range", (2023, 12, 28), (2024, 1, 10)),
        ("15 августа - 15 сентября", "2023/2024", "range", (2023, 8, 15), (2023, 9, 15)),
        ("III декада февраля", "2024", "range", (2024, 2, 21), (2024, 2, 29)),
        ("с 1 сентября 2023 г.", None, "range", (2023, 9, 1), None),
        ("до 20-го июня 2023 года", None, "until", None, (2023, 6, 20)),
        ("не позднее 31.05.2022", None, "until", None, (2022, 5, 31)),
        ("ноябрь – март", "2023/2024", "months", (2023, 11, 1), (2024, 3, 31)),
        ("cентябрь", "2023", "months", (2023, 9, 1), (2023, 9, 30)),
        ("3 квартал", "2023", "months", (2023, 7, 1), (2023, 9, 30)),
        ("II полугодие", "2023/2024", "months", (2024, 1, 1), (2024, 5, 31)),
        ("13, 15 мая", "2023", "multi", (2023, 5, 13), (2023, 5, 15)),
        ("сентябрь, в течение года", "2023/2024", "months+all_year", (2023, 9, 1), None),
        ("в течение 2023 года", None, "all_year", (2023, 1, 1), (2023, 12, 31)),
        ("2023/2024 учебный год", None, "all_year", (2023, 9, 1), (2024, 5, 31)),
        ("15 марта 10.00-12.00", "2024", "exact_day", (2024, 3, 15), (2024, 3, 15)),
        ("15.05.2022 в 14:00", None, "exact_day", (2022, 5, 15), (2022, 5, 15)),
        ("12/09/2025", None, "exact_day", (2025, 9, 12), (2025, 9, 12)),
        ("2025.09.12", None, "exact_day", (2025, 9, 12), (2025, 9, 12)),
        ("понедельник, 1 сентября", "2025/2026", "exact_day", (2025, 9, 1), (2025, 9, 1)),
        ("ноябрь (1-10)", "2025", "range", (2025, 11, 1), (2025, 11, 10)),
        ("вторая половина мая", "2026", "range", (2026, 5, 16), (2026, 5, 31)),
        ("09.2025", None, "months", (2025, 9, 1), (2025, 9, 30)),
        ("Апрель - 2026 г.", None, "months", (2026, 4, 1), (2026, 4, 30)),
        ("до конца 2026 года", None, "until", None, (2026, 12, 31)),
    ],
)
def test_dates_are_completed_from_the_year_of_the_plan(
    text: str,
    year: str | None,
    kind: str,
    start: tuple[int, int, int] | None,
    end: tuple[int, int, int] | None,
) -> None:
    deadline = parse_deadline(text, year)
    assert (deadline.kind, deadline.start, deadline.end) == (kind, start and date(*start), end and date(*end))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ежеквартально", "FREQ=MONTHLY;INTERVAL=3"),
        ("каждый вторник и четверг", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("по средам", "FREQ=WEEKLY;BYDAY=WE"),
        ("первая среда месяца", "FREQ=MONTHLY;BYDAY=1WE"),
        ("до 10 числа ежемесячно", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("2 раза в квартал", "FREQ=MONTHLY;INTERVAL=3;X-COUNT-PER-PERIOD=2"),
        ("9 мая ежегодно", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9"),
        ("май-июнь ежегодно", "FREQ=YEARLY;BYMONTH=5,6"),
        ("2 и 4 четверг месяца", "FREQ=MONTHLY;BYDAY=2TH,4TH"),
        ("1, 15 число каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("с 1 по 3 число каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=1,2,3"),
        ("ежемесячно до 25-го", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("не позднее 20 числа последнего месяца квартала", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"),
        ("с понедельника по пятницу", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("пн, ср", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("2р. в год", "FREQ=YEARLY;X-COUNT-PER-PERIOD=2"),
    ],
)
def test_recurring_deadlines_are_rules(text: str, rule: str) -> None:
    deadline = parse_deadline(text, "2023")
    assert (deadline.kind, deadline.recurrence) == ("recurring", rule)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("По мере необходимости", "relative"),
        ("не позднее 5 рабочих дней после проведения", "relative"),
        ("за 10 дней до мероприятия", "relative"),
        ("в течение месячника", "relative"),
        ("в течение конкурса", "relative"),
        ("в теч.года", "all_year"),
        ("согласно графику", "separate_plan"),
        ("по плану работы отдела", "separate_plan"),
        ("весь период", "continuous"),
        ("в течении года", "all_year"),
        ("Актовый зал", None),
        ("", None),
    ],
)
def test_deadlines_without_a_date_have_none(text: str, kind: str | None) -> None:
    deadline = parse_deadline(text, "2023")
    assert (deadline.kind, deadline.periods, deadline.recurrence) == (kind, (), None)


def test_suspicious_deadlines_are_kept_and_flagged() -> None:
    impossible = parse_deadline("31 февраля", "2023")
    backwards = parse_deadline("с 20.05 по 10.05.2023")
    long = parse_deadline("03.02.2020-09.05.2022", "2022")
    assert impossible.periods == ()
    assert impossible.note
    assert impossible.text == "31 февраля"
    assert backwards.periods == (Period(date(2023, 5, 20), date(2023, 5, 10)),)
    assert backwards.note
    assert long.periods == (Period(date(2020, 2, 3), date(2022, 5, 9)),)
    assert long.note


@pytest.mark.parametrize(
    "text",
    [
        "32.01.2026",
        "29.02.2025",
        "август-сентябрь 2025-2026",
        "до 25 числа",
        "первый понедельник октября",
        "первые числа октября",
        "3-4 неделя октября",
        "01.09.2020 - 31.05.2026",
        "до 2030 года",
        "когда растает",
    ],
)
def test_what_a_person_should_look_at_has_a_note(text: str) -> None:
    assert parse_deadline(text, "2025/2026").note


def test_a_plan_of_several_years_leaves_the_year_open() -> None:
    assert parse_deadline("I квартал", "2011-2013").recurrence == "FREQ=YEARLY;BYMONTH=1,2,3"
    assert parse_deadline("май", "2011-2013").note == "Год не указан."
    assert parse_deadline("01.09.2011 – 31.05.2013", "2011-2013").note is None


def test_a_year_that_nobody_named_is_not_invented() -> None:
    assert parse_deadline("5 октября").periods == ()
    assert parse_deadline("5 октября", "2011-2013").periods == ()


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789 .-–/|(),;IVдоспвгежймартянбльцфчису", max_size=60),
    st.sampled_from([None, "2023", "2023/2024"]),
)
def test_any_text_is_a_deadline_of_itself(text: str, year: str | None) -> None:
    deadline = parse_deadline(text, year)
    assert deadline.text == text
    assert deadline.kind is not None or deadline.periods == ()


@pytest.mark.parametrize("piece", ["1 ", "1.", "до ", "май ", "1-", "(", "1 раз ", "января", "по плану "])
def test_a_long_cell_takes_little_time(piece: str) -> None:
    started = time.process_time()
    parse_deadline(piece * 3000, "2023")
    assert time.process_time() - started < 2
