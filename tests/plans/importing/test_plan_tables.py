"""Tables of plans: their columns, titles and headings; which tables are no plans, and what is a plan without one."""

from collections.abc import Sequence

import pytest

from plans.importing.elements import Cell, Element, Paragraph
from plans.importing.parsing import parse_document
from tests.plans.importing.small_documents import HEADERS, items_of, lines_of, plan_of, table_of


def test_columns_are_told_by_their_headers_in_any_order() -> None:
    headers = ("Дата, место проведения", "Содержание работы", "Классы", "Примечание", "Ответственный")
    (item,) = items_of(plan_of(("5 мая, стадион", "Игра", "5-6", "с родителями", "Центр"), headers=headers))
    assert (item.title, item.place, item.participants) == ("Игра", "стадион", "5-6")
    assert item.deadline is not None
    assert item.deadline.text == "5 мая"
    assert item.extra == (("Примечание", "с родителями"),)


def test_start_and_end_in_two_columns_are_one_deadline() -> None:
    headers = ("№", "Мероприятие", "Начало", "Окончание")
    (item,) = items_of(plan_of(("1", "Игра", "01.05.2024", "03.05.2024"), headers=headers))
    assert item.deadline is not None
    assert (str(item.deadline.start), str(item.deadline.end)) == ("2024-05-01", "2024-05-03")


def test_clauses_with_labels_are_a_plan_in_prose() -> None:
    text = """
    План работы на 2024 год

    1. Заседание. Срок: январь. Ответственный: Образцова И.И.
    2. Занятие. Срок – до 15 марта. Ответственный: Примерова П.П.
    """
    items = items_of(parse_document(lines_of(text)))
    assert [(item.title, item.deadline and item.deadline.kind) for item in items] == [
        ("Заседание.", "months"),
        ("Занятие.", "until"),
    ]
    assert [item.responsible for item in items] == [("Образцова И.И.",), ("Примерова П.П.",)]


def test_a_table_that_lost_its_cells_gives_no_rows_but_a_warning() -> None:
    text = """
    План работы на 2024 год
    №
    1.
    Мероприятие
    2.
    Сроки
    Игра май Сбор
    Центр июнь
    """
    document = parse_document(lines_of(text))
    assert items_of(document) == []
    assert "table_not_recognised" in {warning.code for warning in document.warnings}
    assert "Центр июнь" in document.plans[0].closing


def test_tables_with_headings_are_sections_of_one_plan() -> None:
    table = table_of(HEADERS, ("1", "Игра", "5", "Центр"))
    document = parse_document(
        [Paragraph("План на март-апрель 2026 года"), Paragraph("МАРТ"), table, Paragraph("АПРЕЛЬ"), table]
    )
    (plan,) = document.plans
    assert document.title == "План на март-апрель 2026 года"
    assert [section.title for section in plan.sections] == ["МАРТ", "АПРЕЛЬ"]


def test_tables_with_headings_and_sections_are_plans_of_their_own() -> None:
    table = table_of(HEADERS, ("Модуль «Урок»", "", "", ""), ("1", "Игра", "май", "Центр"))
    names = ("НАЧАЛЬНОЕ ОБРАЗОВАНИЕ", "ОСНОВНОЕ ОБРАЗОВАНИЕ")
    elements = [element for name in names for element in (Paragraph(name), table)]
    document = parse_document([Paragraph("План воспитания на 2026 год"), *elements])
    assert document.title == "План воспитания на 2026 год"
    assert [plan.title for plan in document.plans] == [
        "План воспитания на 2026 год. НАЧАЛЬНОЕ ОБРАЗОВАНИЕ",
        "План воспитания на 2026 год. ОСНОВНОЕ ОБРАЗОВАНИЕ",
    ]


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (("№", "Наименование услуги", "Занятий в месяц", "Стоимость, руб.", "Педагог"),
         ("1", "Танцы", "8", "150", "Образцова О.О.")),
        (("№", "Наименование работы", "ФИО участника", "Результат", "Руководитель"),
         ("1", "«Лес»", "Мила", "1 место", "Образцова О.О.")),
        (("№", "Наименование документа", "Дата", "Номер", "Ответственный за хранение"),
         ("1", "Устав", "12.03.2021", "45", "Секретарь")),
        (("№", "ФИО", "Должность", "Дни и часы приёма"), ("1", "Образцова О.О.", "директор", "вторник")),
        (("Направление", "1 неделя", "2 неделя", "3 неделя"), ("Спорт", "Кросс", "Игра", "Сбор")),
        (("№ п/п", "ФИО участника", "Класс", "Название работы", "ФИО руководителя"), ("1", "", "", "", "")),
    ],
)  # fmt: skip
def test_lists_of_prices_people_papers_and_results_are_no_plans(
    headers: Sequence[str], row: Sequence[str]
) -> None:
    document = parse_document([Paragraph("Сведения"), table_of(headers, row, row)])
    assert items_of(document) == []
    assert document.parts[-1].table[0] == tuple(headers)


def test_a_column_of_time_without_times_is_something_else() -> None:
    rows = [("1", "Игра", number) for number in ("36", "72", "144")]
    assert items_of(plan_of(*rows, headers=("№", "Наименование", "Срок, ч"))) == []


def test_parties_are_known_by_their_cells_where_the_header_is_unusual() -> None:
    headers = ("№", "Мероприятие", "Срок", "Опекает")
    document = plan_of(
        ("1", "Игра", "май", "Образцова О.О."), ("2", "Сбор", "май", "классные руководители"), headers=headers
    )
    assert [item.responsible for item in items_of(document)] == [
        ("Образцова О.О.",),
        ("классные руководители",),
    ]


def test_deadline_and_party_in_one_cell_are_parted() -> None:
    headers = ("№", "Мероприятие", "Срок, ответственный")
    document = plan_of(
        ("1", "Игра", "до 15.09.2024, Центр"), ("2", "Сбор", "Школы, октябрь"), headers=headers
    )
    assert [(item.deadline and item.deadline.text, item.responsible) for item in items_of(document)] == [
        ("до 15.09.2024", ("Центр",)),
        ("октябрь", ("Школы",)),
    ]


def test_two_deadlines_of_different_kinds_are_not_a_span() -> None:
    headers = ("№", "Поручение", "Срок исполнения", "Срок доклада", "Ответственный")
    (item,) = items_of(plan_of(("1", "Ремонт", "15.10.2025", "20.10.2025", "Центр"), headers=headers))
    assert (item.deadline and item.deadline.text, item.extra) == (
        "15.10.2025",
        (("Срок доклада", "20.10.2025"),),
    )


def test_a_merged_header_with_its_parts_below_is_one_header() -> None:
    top = (Cell("№"), Cell("Содержание"), Cell("Организация", span=2))
    below = (
        Cell("", continues_above=True),
        Cell("", continues_above=True),
        "Время проведения",
        "Ответственные",
    )
    document = parse_document(
        [Paragraph("План на 2024 год"), table_of(top, below, ("1", "Игра", "май", "Центр"))]
    )
    (item,) = items_of(document)
    assert (item.title, item.deadline and item.deadline.text, item.responsible) == ("Игра", "май", ("Центр",))


SPACED = """
План на ноябрь 2025 года

Дата              Мероприятие                            Ответственный
5 ноября          Педсовет «Итоги                        Директор,
                  I четверти»                            завуч
14 ноября         День рождения школы                    Центр
"""


def test_columns_without_numbers_that_blanks_align_are_a_table() -> None:
    found = items_of(parse_document(lines_of(SPACED)))
    assert [(item.title, item.deadline and item.deadline.text, item.responsible) for item in found] == [
        ("Педсовет «Итоги I четверти»", "5 ноября", ("Директор", "завуч")),
        ("День рождения школы", "14 ноября", ("Центр",)),
    ]


def test_aligned_columns_with_a_line_that_fits_nowhere_are_not_guessed_at() -> None:
    document = parse_document(lines_of(SPACED.replace("14 ноября  ", "Далее 14 ноября")))
    assert items_of(document) == []
    assert "table_not_recognised" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    "first", ["14 ноября День школы", "14 ноября Декада права", "17-26 ноября Неделя книги"]
)
def test_a_word_of_time_that_begins_a_title_is_no_deadline(first: str) -> None:
    text = f"План на ноябрь 2025 года\n\n{first}\n20 ноября Игра\n28 ноября Концерт"
    title = items_of(parse_document(lines_of(text)))[0].title
    assert first.endswith(title)
    assert title.split()[0] in ("День", "Декада", "Неделя")


LOST = """
Утверждаю
Директор МБОУ «Ивовая школа»
____________ Н.Н. Образцова
Приказ № 96 от 30.08.2025

План внутришкольного контроля
на 2025-2026 учебный год

Вопросы контроля Цель Сроки Ответственный Итог
Готовность кабинетов Проверка август Директор,
завхоз Приказ
Работа с журналами Единые требования 1 раз в Зам. директора
"""


def test_a_plan_whose_table_was_lost_keeps_its_requisites() -> None:
    document = parse_document(lines_of(LOST))
    assert items_of(document) == []
    assert (document.kind, document.title, document.school_year) == (
        "plan",
        "План внутришкольного контроля на 2025-2026 учебный год",
        "2025/2026",
    )
    assert (document.number, document.approved_by) == ("96", "Директор МБОУ «Ивовая школа» Н.Н. Образцова")
    assert "table_not_recognised" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    "line",
    [
        "Тема: «Развитие речи»",
        "г. Ольховск",
        "Цель: рост",
        "МАРТ",
        "Мероприятие Срок Ответственный",
        "Мероприятия",
    ],
)
def test_the_title_of_a_plan_ends_before_what_is_no_title(line: str) -> None:
    elements: list[Element] = [
        *lines_of(f"План работы\nна 2025 год\n{line}"),
        table_of(HEADERS, ("1", "Игра", "май", "Центр")),
    ]
    assert parse_document(elements).plans[0].title == "План работы на 2025 год"


def test_a_table_that_titles_of_its_sections_interrupt_is_one() -> None:
    elements: list[Element] = [
        Paragraph("План на 2024 год"),
        table_of(HEADERS, ("1", "2", "3", "4")),
        Paragraph("1. Работа с детьми", is_line=True),
        table_of(("1.1", "Игра", "май", "Центр")),
        Paragraph("2. Работа с родителями", is_line=True),
        table_of(("2.1", "Сбор", "июнь", "Школы"), ("2.2", "Встреча", "июль", "Школы")),
    ]
    (plan,) = parse_document(elements).plans
    assert [(section.title, [item.number for item in section.items]) for section in plan.sections] == [
        ("1. Работа с детьми", ["1.1"]),
        ("2. Работа с родителями", ["2.1", "2.2"]),
    ]


def test_a_table_after_a_sentence_is_another() -> None:
    elements: list[Element] = [
        Paragraph("План на 2024 год"),
        table_of(HEADERS, ("1", "Игра", "май", "Центр")),
        Paragraph("Список участников прилагается."),
        table_of(
            ("1", "Мила", "7 лет", "Школа № 1"),
            ("2", "Ян", "8 лет", "Школа № 2"),
            ("3", "Ян", "8 лет", "Школа"),
        ),
    ]
    assert len(items_of(parse_document(elements))) == 1


def test_of_several_columns_with_a_title_the_event_is_taken() -> None:
    headers = ("Направление", "Мероприятие", "Срок", "Ответственный")
    document = plan_of(
        ("Спорт", "Игра", "май", "Центр"),
        (Cell("", continues_above=True), "Бег", "июнь", "Школы"),
        headers=headers,
    )
    assert [(item.title, item.extra) for item in items_of(document)] == [
        ("Игра", (("Направление", "Спорт"),)),
        ("Бег", ()),
    ]


def test_a_title_may_stand_in_the_first_row() -> None:
    table = table_of((Cell("План на 2024 год", span=4),), HEADERS, ("1", "Игра", "май", "Центр"))
    document = parse_document([table])
    assert (document.title, document.plans[0].context_year) == ("План на 2024 год", "2024")


def test_notes_and_sums_below_the_rows_are_kept_below_the_plan() -> None:
    document = plan_of(
        ("1", "Игра", "май", "Центр"), (Cell("* – по согласованию", span=4),), ("", "Итого", "", "120")
    )
    assert len(items_of(document)) == 1
    assert document.plans[0].closing == ("* – по согласованию", "Итого 120")
