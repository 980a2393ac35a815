"""Tables of text files that lost the marks of their rows: put together where that is certain, else left alone."""

import random

import pytest

from plans.importing.parsed import Item, ParsedDocument
from plans.importing.parsing import parse_document
from plans.importing.reading.plain.text import read_text
from tests.plans.importing.small_documents import items_of

TITLE = "План работы школы на 2022-2023 учебный год"
BARS = ("Мероприятие", "Срок", "Ответственный")


def _parsed(*lines: str) -> ParsedDocument:
    return parse_document(read_text("\n".join((TITLE, *lines)).encode()))


def _with_bars(*cells: str) -> ParsedDocument:
    return _parsed(*(f"{cell} |" for cell in cells))


def _facts(document: ParsedDocument) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (item.number, item.title, item.deadline.text if item.deadline else "", item.responsible)
        for item in items_of(document)
    ]


def _codes(document: ParsedDocument) -> set[str]:
    return {warning.code for warning in document.warnings}


def test_cells_without_numbers_are_parted_by_their_deadlines() -> None:
    document = _with_bars("", *BARS, "Игра", "5 мая", "Центр", "Сбор", "июнь", "Школы\nЛицей")
    assert _facts(document) == [("", "Игра", "5 мая", ("Центр",)), ("", "Сбор", "июнь", ("Школы", "Лицей"))]


def test_a_lone_cell_between_rows_is_the_title_of_a_section() -> None:
    rows = ("1", "Игра", "май", "Центр", "2", "Сбор", "июнь", "Школы")
    document = _with_bars("№", *BARS, "Работа с детьми", *rows, "Работа с семьёй", *rows[:4])
    assert [section.title for section in document.plans[0].sections] == ["Работа с детьми", "Работа с семьёй"]
    assert [item.title for item in items_of(document)] == ["Игра", "Сбор", "Игра"]


@pytest.mark.parametrize("lost", range(3))
def test_cells_of_which_one_is_lost_make_no_rows(lost: int) -> None:
    rows = ["Игра", "5 мая", "Центр", "Сбор", "июнь", "Школы", "Поход", "до 20.06", "Зам. директора"]
    del rows[3 + lost]
    document = _with_bars(*BARS, *rows)
    assert items_of(document) == []
    assert "table_not_recognised" in _codes(document)


def test_days_are_deadlines_in_a_plan_of_one_month() -> None:
    cells = ("Дата", "Событие", "Ответственные", "1", "Игра", "Центр", "4-7", "Сбор", "Школы")
    document = parse_document(
        read_text("\n".join(("План на март 2024 года", *(f"{cell} |" for cell in cells))).encode())
    )
    assert [str(item.deadline and item.deadline.start) for item in items_of(document)] == [
        "2024-03-01",
        "2024-03-04",
    ]


@pytest.mark.parametrize("gap", [(), ("",)])
def test_lines_without_numbers_are_parted_by_their_deadlines(gap: tuple[str, ...]) -> None:
    cells = (*BARS, "Модуль «Урок»", "Игра", "5 мая", "Центр", "Сбор", "июнь", "Школы")
    document = _parsed(*(line for cell in cells for line in (*gap, cell)))
    assert _facts(document) == [("", "Игра", "5 мая", ("Центр",)), ("", "Сбор", "июнь", ("Школы",))]
    assert document.plans[0].sections[0].title == "Модуль «Урок»"


def test_numbers_written_before_titles_part_the_rows() -> None:
    document = _parsed(*BARS, "1. Игра", "5 мая", "Центр", "2.Сбор", "на поляне", "июнь", "Школы")
    assert _facts(document) == [
        ("1.", "Игра", "5 мая", ("Центр",)),
        ("2.", "Сбор на поляне", "июнь", ("Школы",)),
    ]


@pytest.mark.parametrize(
    "headers_and_row",
    [
        ("Мероприятие", "Ответственный", "Срок", "Игра", "Учитель Кац А.А.", "Учитель Ким О.О.", "5 мая"),
        ("Срок", "Мероприятие", "Ответственный", "5 мая", "Игра", "Учитель Кац А.А.", "Учитель Ким О.О."),
    ],
)
def test_several_parties_are_told_wherever_the_deadline_stands(headers_and_row: tuple[str, ...]) -> None:
    document = _parsed("№", *headers_and_row[:3], "1", *headers_and_row[3:])
    assert _facts(document) == [("1", "Игра", "5 мая", ("Учитель Кац А.А.", "Учитель Ким О.О."))]


def test_a_last_row_that_breaks_off_stays_text() -> None:
    document = _parsed("№", *BARS, "1", "Игра", "5 мая", "Центр", "2", "Сбор", "июнь", "Школы", "3", "Пох")
    assert [item.title for item in items_of(document)] == ["Игра", "Сбор"]
    assert document.closing == ("3", "Пох")
    assert "cut_row" in _codes(document)


@pytest.mark.parametrize(
    "lines",
    [
        ("№", *BARS, "1", "Игра", "5 мая", "Центр", "2", "июнь", "Сбор", "Школы", "3", "Лекция", "май", "Центр"),
        ("№", *BARS, "1", "Игра", "на воздухе", "5 мая", "Центр", "2", "и сбор", "июнь", "Школы"),
        (*BARS, "Игра", "на воздухе", "5 мая", "Центр", "Сбор", "июнь", "Школы"),
    ],
)  # fmt: skip
def test_lines_that_leave_a_doubt_make_no_rows(lines: tuple[str, ...]) -> None:
    assert items_of(_parsed(*lines)) == []


def test_a_bare_number_may_be_a_class() -> None:
    rows = ("1", "Игра", "8", "5 мая", "Центр", "2", "Сбор", "10", "июнь", "Школы")
    document = _parsed("№", "Мероприятие", "Класс", "Срок", "Ответственный", *rows)
    assert [(item.number, item.title, item.participants) for item in items_of(document)] == [
        ("1", "Игра", "8"),
        ("2", "Сбор", "10"),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_lines_in_disorder_make_no_row_that_mixes_two(seed: int) -> None:
    rows = [
        ("1", "Игра", "5 мая", "Центр"),
        ("2", "Сбор", "июнь", "Школы"),
        ("3", "Поход", "до 20.06", "Учитель Кац А.А."),
    ]
    lines = [line for row in rows for line in row]
    random.Random(seed).shuffle(lines)
    known = {row[1]: row[2] for row in rows}
    assert all(_is_of_one_row(item, known) for item in items_of(_parsed("№", *BARS, *lines)))


def _is_of_one_row(item: Item, known: dict[str, str]) -> bool:
    return item.deadline is not None and known.get(item.title) == item.deadline.text
