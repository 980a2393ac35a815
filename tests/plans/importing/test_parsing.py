"""Parsing: the forms of orders, plans, minutes, on small examples made for each rule."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsed import Item, ParsedDocument
from plans.importing.parsing import parse_document

HEADERS = ("№ п/п", "Мероприятие", "Срок", "Ответственные")


def _lines(text: str) -> list[Element]:
    found: list[Element] = []
    after_gap = False
    for line in text.strip().split("\n"):
        if line.strip():
            found.append(Paragraph(line.strip(), after_gap, is_line=True))
        after_gap = not line.strip()
    return found


def _table(*rows: Sequence[str | Cell], gaps: tuple[int, ...] = ()) -> Table:
    made = (tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Table(tuple(Row(cells, index in gaps) for index, cells in enumerate(made)))


def _plan(
    *rows: Sequence[str | Cell], headers: Sequence[str] = HEADERS, gaps: tuple[int, ...] = ()
) -> ParsedDocument:
    return parse_document([Paragraph("План работы на 2024 год"), _table(headers, *rows, gaps=gaps)])


def _items(document: ParsedDocument) -> list[Item]:
    return [item for plan in document.plans for section in plan.sections for item in section.items]


ORDER = """
АДМИНИСТРАЦИЯ ГОРОДА ЗАРЕЧНОГО
УПРАВЛЕНИЕ ОБРАЗОВАНИЯ

П Р И К А З

12.01.2023 г.          г. Заречный          № 45-од

О проведении конкурса
«Лучший класс»

На основании плана работы управления на 2023 год
п р и к а з ы в а ю:

1. Провести конкурс с 1 по 20 марта 2023 года.
2. Руководителям школ:
2.1. обеспечить участие;
2.2. представить отчёт
до 25 марта.
3. Контроль оставляю за собой.

Начальник управления образования          И.И. Образцова

Исп. Примерова П.П., 2-22-33

Приложение № 1
к приказу управления образования
от 12.01.2023 № 45-од

Положение
о конкурсе «Лучший класс»

1. Общие положения
1.1. Конкурс проводится ежегодно.

Приложение № 2
к приказу управления образования
от 12.01.2023 № 45-од

План подготовки конкурса
"""


def test_order_is_parted_into_head_clauses_signature_and_appendices() -> None:
    plan = _table(HEADERS, ("1", "Сбор заявок", "до 1 февраля", "Центр"))
    order = parse_document([*_lines(ORDER), plan], "order.txt")
    assert (order.kind, order.number, order.city) == ("order", "45-од", "Заречный")
    assert order.date is not None
    assert order.date.isoformat() == "2023-01-12"
    assert order.authority == "Администрация города Заречного, управление образования"
    assert order.title == "О проведении конкурса «Лучший класс»"
    assert order.preamble.endswith("приказываю:")
    assert [(clause.number, len(clause.clauses)) for clause in order.clauses] == [
        ("1.", 0),
        ("2.", 2),
        ("3.", 0),
    ]
    assert order.clauses[1].clauses[1].text == "представить отчёт до 25 марта."
    assert [(person.position, person.name) for person in order.signatories] == [
        ("Начальник управления образования", "И.И. Образцова")
    ]
    assert order.executor == "Примерова П.П., 2-22-33"
    assert [(part.appendix_number, part.heading) for part in order.appendices] == [
        ("1", "Положение о конкурсе «Лучший класс»")
    ]
    assert [(part.appendix_number, part.title, part.context_year) for part in order.plans] == [
        ("2", "План подготовки конкурса", "2023")
    ]
    assert [str(item.deadline and item.deadline.end) for item in _items(order)] == ["2023-02-01"]


MINUTES = """
ПРОТОКОЛ № 4
заседания методического объединения

от 15 марта 2024 года          пос. Луговой

Председатель: Образцова И.И.
Присутствовали: 14 человек

ПОВЕСТКА ДНЯ:
1. Итоги олимпиады. Докладчик: Образцова И.И., методист.
2. О плане.

1. СЛУШАЛИ: Образцову И.И. об итогах.
ВЫСТУПИЛИ: Примерова П.П.
РЕШИЛИ:
Учителям:
1.1. подготовить отчёты до 1 апреля 2024 г.
2. СЛУШАЛИ: о плане.
ПОСТАНОВИЛИ: утвердить план.

Председатель ____________ И.И. Образцова
"""


def test_minutes_are_parted_into_items_heard_and_decided() -> None:
    minutes = parse_document(_lines(MINUTES))
    assert (minutes.kind, minutes.number, minutes.city) == ("protocol", "4", "Луговой")
    assert minutes.title == "ПРОТОКОЛ № 4 заседания методического объединения"
    first, second = minutes.agenda
    assert (first.title, first.speaker) == ("Итоги олимпиады.", "Образцова И.И., методист")
    assert (first.heard, first.spoken) == ("Образцову И.И. об итогах.", "Примерова П.П.")
    assert [(decision.addressee, decision.clauses[0].number) for decision in first.decisions] == [
        ("Учителям", "1.1.")
    ]
    assert second.decisions[0].clauses[0].text == "утвердить план."
    assert "Председатель: Образцова И.И." in minutes.closing


def test_repeated_headers_and_column_numbers_are_no_items() -> None:
    document = _plan(
        ("1", "2", "3", "4"), ("1.", "Игра", "май", "Центр"), HEADERS, ("2.", "Сбор", "июнь", "Центр")
    )
    assert [item.number for item in _items(document)] == ["1.", "2."]


def test_a_row_cut_by_a_page_is_joined_and_reported() -> None:
    document = _plan(
        ("1.", "Конкурс рисунков для", "Январь-июнь", "Центр"),
        ("", "младших классов", "2024 г.", "творчества"),
        gaps=(2,),
    )
    (item,) = _items(document)
    assert item.title == "Конкурс рисунков для младших классов"
    assert item.deadline is not None
    assert item.deadline.text == "Январь-июнь 2024 г."
    assert "joined_row" in {warning.code for warning in document.warnings}


def test_rows_without_a_number_under_a_group_are_its_items() -> None:
    document = _plan(
        ("1", "Цикл встреч:", "", ""),
        ("", "Встреча", "5 мая", "Школы"),
        ("", "Беседа", "6 мая", "Школы"),
        ("2", "Сбор", "7 мая", "Школы"),
    )
    first, second = _items(document)
    assert [item.title for item in first.items] == ["Встреча", "Беседа"]
    assert second.items == ()


@pytest.mark.parametrize("row", [("I. Работа с детьми", "", "", ""), (Cell("I. Работа с детьми", span=4),)])
def test_a_text_in_the_first_cell_only_is_a_section(row: Sequence[str | Cell]) -> None:
    (plan,) = _plan(row, ("1", "Игра", "май", "Центр")).plans
    assert [(section.number, section.title, len(section.items)) for section in plan.sections] == [
        ("I", "I. Работа с детьми", 1)
    ]


def test_a_merged_deadline_holds_for_all_its_rows() -> None:
    document = _plan(("1", "Игра", "май", "Центр"), ("2", "Сбор", Cell("", continues_above=True), "Школы"))
    assert [item.deadline and item.deadline.text for item in _items(document)] == ["май", "май"]


def test_columns_are_told_by_their_headers_in_any_order() -> None:
    headers = ("Дата, место проведения", "Содержание работы", "Классы", "Примечание", "Ответственный")
    (item,) = _items(_plan(("5 мая, стадион", "Игра", "5-6", "с родителями", "Центр"), headers=headers))
    assert (item.title, item.place, item.participants) == ("Игра", "стадион", "5-6")
    assert item.deadline is not None
    assert item.deadline.text == "5 мая"
    assert item.extra == (("Примечание", "с родителями"),)


def test_start_and_end_in_two_columns_are_one_deadline() -> None:
    headers = ("№", "Мероприятие", "Начало", "Окончание")
    (item,) = _items(_plan(("1", "Игра", "01.05.2024", "03.05.2024"), headers=headers))
    assert item.deadline is not None
    assert (str(item.deadline.start), str(item.deadline.end)) == ("2024-05-01", "2024-05-03")


def test_a_plan_inside_an_order_does_not_repeat_its_text() -> None:
    table = _table(HEADERS, ("1", "Игра", "1 мая", "Центр"))
    lines = _lines(
        "ПРИКАЗ\n\nО плане на 2024 год\n\nПРИКАЗЫВАЮ:\n1. Утвердить план.\nДиректор И.И. Образцова\n\nПлан игр"
    )
    order = parse_document([*lines, table])
    (plan,) = order.plans
    assert (order.kind, plan.title, plan.context_year, plan.introduction) == ("order", "План игр", "2024", ())
    assert [person.name for person in order.signatories] == ["И.И. Образцова"]


def test_a_paragraph_without_a_number_stays_a_paragraph() -> None:
    texts = ("ПРИКАЗЫВАЮ:", "1. Провести конкурс.", "Контроль оставляю за собой.", "Директор\tИ.И. Образцова")
    (clause,) = parse_document([Paragraph(text) for text in texts]).clauses
    assert clause.text == "Провести конкурс."
    assert [sub.text for sub in clause.clauses] == ["Контроль оставляю за собой."]


def test_clauses_with_labels_are_a_plan_in_prose() -> None:
    text = """
    План работы на 2024 год

    1. Заседание. Срок: январь. Ответственный: Образцова И.И.
    2. Занятие. Срок – до 15 марта. Ответственный: Примерова П.П.
    """
    items = _items(parse_document(_lines(text)))
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
    document = parse_document(_lines(text))
    assert _items(document) == []
    assert "table_not_recognised" in {warning.code for warning in document.warnings}
    assert "Центр июнь" in document.plans[0].closing


def test_an_unknown_text_has_no_kind() -> None:
    document = parse_document([Paragraph("Рецепт пирога"), Paragraph("Мука и вода.")])
    assert document.kind is None
    assert "unknown_kind" in {warning.code for warning in document.warnings}


_WORDS = st.sampled_from(
    [
        "1.",
        "2.1.",
        "I.",
        "-",
        "№",
        "Приказ",
        "ПРИКАЗЫВАЮ:",
        "Приложение 1",
        "План",
        "Срок",
        "Слушали:",
        "Решили:",
        "до 5 мая",
        "И.И. Образцова",
        "Директор",
        "Мероприятие",
        "Ответственный",
        "Положение",
        "Утверждаю",
        "текст",
        "_____",
        "12.01.2023",
        "Расчет рассылки:",
        "«",
        "»",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=4).map(" ".join)
_PARAGRAPHS = st.builds(Paragraph, _TEXTS, st.booleans(), st.booleans(), st.booleans())
_CELLS = st.builds(Cell, _TEXTS, st.integers(1, 3), st.booleans())
_TABLES = st.builds(
    Table,
    st.lists(
        st.builds(Row, st.lists(_CELLS, min_size=1, max_size=5).map(tuple), st.booleans()),
        min_size=1,
        max_size=6,
    ).map(tuple),
)


@settings(deadline=None)
@given(st.lists(st.one_of(_PARAGRAPHS, _TABLES), max_size=14))
def test_any_elements_make_a_document(elements: list[Element]) -> None:
    document = parse_document(elements, "any")
    assert json.loads(json.dumps(document.to_dict())) == document.to_dict()


def test_every_doubt_names_its_place() -> None:
    document = parse_document(
        [
            Paragraph("План работы на 2024 год"),
            _table(HEADERS, ("1", "Субботник", "когда растает", "школы"), ("2", "Линейка", "", "школы")),
        ]
    )
    assert [(warning.code, warning.where) for warning in document.warnings] == [
        ("unknown_deadline", "таблица 1, строка 2, графа 3: 1 Субботник: когда растает"),
        ("no_deadline", "таблица 1, строка 3, графа 3: 2 Линейка"),
    ]


def test_an_item_knows_its_row_and_a_clause_its_paragraph() -> None:
    document = parse_document([*_lines(ORDER), _table(HEADERS, ("1", "Субботник", "май", "школы"))])
    assert [str(clause.origin) for clause in document.clauses[:2]] == ["абзац 9", "абзац 10"]
    assert [str(item.origin) for item in _items(document)] == ["таблица 1, строка 2"]


def test_a_footnote_stands_below_the_document_and_in_no_title() -> None:
    order = [*_lines(ORDER), Paragraph("По списку.", is_note=True)]
    document = parse_document(order)
    assert document.closing[-1] == "Сноска: По списку."
    assert document.title == parse_document(_lines(ORDER)).title
