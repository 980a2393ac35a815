"""Rows of a plan: which are items, sub-items, sections, rests of a row cut by a page."""

from collections.abc import Sequence

import pytest

from plans.importing.elements import Cell, Paragraph
from plans.importing.parsing import parse_document
from tests.plans.importing.small_documents import HEADERS, items_of, plan_of, table_of


def test_repeated_headers_and_column_numbers_are_no_items() -> None:
    document = plan_of(
        ("1", "2", "3", "4"), ("1.", "Игра", "май", "Центр"), HEADERS, ("2.", "Сбор", "июнь", "Центр")
    )
    assert [item.number for item in items_of(document)] == ["1.", "2."]


def test_a_row_cut_by_a_page_is_joined_and_reported() -> None:
    document = plan_of(
        ("1.", "Конкурс рисунков для", "Январь-июнь", "Центр"),
        ("", "младших классов", "2024 г.", "творчества"),
        gaps=(2,),
    )
    (item,) = items_of(document)
    assert item.title == "Конкурс рисунков для младших классов"
    assert item.deadline is not None
    assert item.deadline.text == "Январь-июнь 2024 г."
    assert "joined_row" in {warning.code for warning in document.warnings}


def test_rows_without_a_number_under_a_group_are_its_items() -> None:
    document = plan_of(
        ("1", "Цикл встреч:", "", ""),
        ("", "Встреча", "5 мая", "Школы"),
        ("", "Беседа", "6 мая", "Школы"),
        ("2", "Сбор", "7 мая", "Школы"),
    )
    first, second = items_of(document)
    assert [item.title for item in first.items] == ["Встреча", "Беседа"]
    assert second.items == ()


@pytest.mark.parametrize("row", [("I. Работа с детьми", "", "", ""), (Cell("I. Работа с детьми", span=4),)])
def test_a_text_in_the_first_cell_only_is_a_section(row: Sequence[str | Cell]) -> None:
    (plan,) = plan_of(row, ("1", "Игра", "май", "Центр")).plans
    assert [(section.number, section.title, len(section.items)) for section in plan.sections] == [
        ("I", "I. Работа с детьми", 1)
    ]


def test_a_merged_deadline_holds_for_all_its_rows() -> None:
    document = plan_of(("1", "Игра", "май", "Центр"), ("2", "Сбор", Cell("", continues_above=True), "Школы"))
    assert [item.deadline and item.deadline.text for item in items_of(document)] == ["май", "май"]


def test_a_month_over_the_year_of_the_rows_is_a_section() -> None:
    headers = ("Сроки", "Мероприятия", "Ответственные")
    document = plan_of(
        ("СЕНТЯБРЬ", "", ""), ("1-я неделя", "Игра", "Центр"), ("до 20.09", "Сбор", "Школы"), headers=headers
    )
    assert [(section.title, len(section.items)) for section in document.plans[0].sections] == [
        ("СЕНТЯБРЬ", 2)
    ]


def test_sub_items_in_small_letters_with_deadlines_of_their_own_are_no_rests() -> None:
    document = plan_of(
        ("3.1", "Фестиваль «Сцена»:", "", ""),
        ("", "муниципальный этап", "до 20 февраля", "Школы"),
        ("", "региональный этап", "24–27 марта", "Центр"),
    )
    (item,) = items_of(document)
    assert [(sub.title, sub.deadline and sub.deadline.kind) for sub in item.items] == [
        ("муниципальный этап", "until"),
        ("региональный этап", "range"),
    ]


def test_numbers_below_a_group_make_its_sub_items() -> None:
    document = plan_of(
        ("3.", "Слёт:", "", ""), ("3.1.", "этап", "май", "Школы"), ("4.", "Сбор", "июнь", "Школы")
    )
    assert [(item.number, len(item.items)) for item in items_of(document)] == [("3.", 1), ("4.", 0)]


def test_a_deadline_cut_by_a_page_is_put_together_whatever_its_words_alone_would_mean() -> None:
    document = plan_of(
        ("1", "Спортивные соревнования", "по отдельному", "Центр"),
        HEADERS,
        ("", "«Старт»", "плану", ""),
    )
    (item,) = items_of(document)
    assert (item.title, item.deadline and item.deadline.text) == (
        "Спортивные соревнования «Старт»",
        "по отдельному плану",
    )


def test_a_table_continued_on_the_next_page_is_one_plan() -> None:
    first = table_of(HEADERS, ("1", "Работа пункта для выпускников,", "октябрь 2025 г. –", "Центр"))
    second = table_of(HEADERS, ("", "их родителей", "май 2026 г.", ""), ("2", "Сбор", "июнь", "Школы"))
    document = parse_document([Paragraph("План на 2025/2026 учебный год"), first, second])
    one, two = items_of(document)
    assert (one.title, str(one.deadline and one.deadline.end)) == (
        "Работа пункта для выпускников, их родителей",
        "2026-05-31",
    )
    assert two.title == "Сбор"


def test_bare_days_belong_to_the_month_of_the_plan() -> None:
    days = ("5", "10-12", "5, 19", "40", "14.30")
    table = table_of(
        HEADERS, *((str(place), f"Игра {place}", day, "Центр") for place, day in enumerate(days))
    )
    document = parse_document([Paragraph("План работы на октябрь 2025 года"), table])
    assert [
        (item.deadline and item.deadline.text, str(item.deadline and item.deadline.end))
        for item in items_of(document)
    ] == [
        ("5", "2025-10-05"),
        ("10-12", "2025-10-12"),
        ("5, 19", "2025-10-19"),
        ("40", "None"),
        ("14.30", "None"),
    ]


@pytest.mark.parametrize(
    "title", ["План подготовки к 9 мая 2025 года", "План на март-апрель 2025 года", "План на 2025 год"]
)
def test_bare_days_without_one_month_are_not_understood(title: str) -> None:
    document = parse_document([Paragraph(title), table_of(HEADERS, ("1", "Игра", "5", "Центр"))])
    assert "unknown_deadline" in {warning.code for warning in document.warnings}


def test_a_number_printed_again_on_the_next_page_is_no_new_row() -> None:
    document = plan_of(("1", "Игра в", "май", "Центр"), HEADERS, ("1", "саду", "", ""))
    assert [(item.number, item.title) for item in items_of(document)] == [("1", "Игра в саду")]


def test_letters_count_the_sub_items_of_the_row_above() -> None:
    document = plan_of(
        ("1", "Конкурс", "", ""), ("а)", "этап", "май", "Центр"), ("б)", "финал", "июнь", "Центр")
    )
    assert [[sub.number for sub in item.items] for item in items_of(document)] == [["а)", "б)"]]


@pytest.mark.parametrize(
    ("above", "below", "parties"),
    [
        ("ТОГОАУ", "ДПО «Институт»", ("ТОГОАУ ДПО «Институт»",)),
        ("Министерство,", "Школы", ("Министерство", "Школы")),
        ("Образцова А.П.", "Примеров С.С.", ("Образцова А.П.", "Примеров С.С.")),
        ("Администрация", "классные руководители", ("Администрация", "классные руководители")),
    ],
)
def test_a_party_cut_by_a_page_stays_one(above: str, below: str, parties: tuple[str, ...]) -> None:
    document = plan_of(("1", "Игра", "май", above), ("", "", "", below), gaps=(2,))
    (item,) = items_of(document)
    assert item.responsible == parties


def test_a_row_that_lost_its_empty_cell_of_the_number_is_not_shifted() -> None:
    document = plan_of(("1", "Игра", "май", "Центр"), ("Сбор", "июнь", "Школы"))
    item = items_of(document)[-1]
    assert (item.number, item.title, item.responsible) == ("", "Сбор", ("Школы",))


def test_a_month_over_items_is_their_deadline_where_no_column_is_for_time() -> None:
    rows = (("МАЙ", "", ""), ("1", "Игра", "Центр"))
    (item,) = items_of(plan_of(*rows, headers=("№", "Мероприятие", "Ответственный")))
    assert item.deadline is not None
    assert (item.deadline.text, str(item.deadline.start)) == ("МАЙ", "2024-05-01")


def test_an_empty_deadline_below_a_month_stays_unknown() -> None:
    document = plan_of(("МАЙ", "", "", ""), ("1", "Игра", "", "Центр"))
    assert [item.deadline for item in items_of(document)] == [None]


def test_a_table_without_headers_is_a_plan_only_if_every_row_is_whole() -> None:
    rows = [("1", "Игра", "5 мая", "Центр развития"), ("2", "Сбор", "июнь", "Директор школы"),
            ("3", "Поход", "до 20.06", "Классный руководитель")]  # fmt: skip
    document = parse_document([Paragraph("План работы на 2024 год"), table_of(*rows)])
    assert [item.title for item in items_of(document)] == ["Игра", "Сбор", "Поход"]
    assert "columns_inferred" in {warning.code for warning in document.warnings}
    rows[1] = ("2", "Сбор", "", "Директор школы")
    assert items_of(parse_document([Paragraph("План работы на 2024 год"), table_of(*rows)])) == []


@pytest.mark.parametrize("stop", ["Мероприятие", "Мероп"])
def test_headers_repeated_where_the_text_stops_are_no_row(stop: str) -> None:
    headers = ("Срок", "Мероприятие", "Ответственный")
    document = plan_of(("май", "Игра", "Центр"), ("Срок", stop, ""), headers=headers)
    assert [item.title for item in items_of(document)] == ["Игра"]


def test_tabs_part_deadline_event_and_party() -> None:
    rows = ("1 мая\tИгра\tЦентр развития", "2 мая\tСбор\tДиректор", "3 мая\tПоход\tУчитель Кац А.А.")
    document = parse_document([Paragraph("График на 2024 год"), *map(Paragraph, rows)])
    assert items_of(document)[0].responsible == ("Центр развития",)
    assert [item.title for item in items_of(document)] == ["Игра", "Сбор", "Поход"]
    more = (f"{row}\tзал\tвсе" for row in rows)
    assert items_of(parse_document([Paragraph("График на 2024 год"), *map(Paragraph, more)])) == []
