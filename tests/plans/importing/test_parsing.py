"""Parsing: the forms of orders, plans, minutes, on small examples made for each rule."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing.elements import Cell, Element, Paragraph, Row, Table
from plans.importing.parsing import parse_document
from tests.plans.importing.small_documents import HEADERS, items_of, lines_of, table_of

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
    plan = table_of(HEADERS, ("1", "Сбор заявок", "до 1 февраля", "Центр"))
    order = parse_document([*lines_of(ORDER), plan], "order.txt")
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
    assert [str(item.deadline and item.deadline.end) for item in items_of(order)] == ["2023-02-01"]


def test_a_plan_inside_an_order_does_not_repeat_its_text() -> None:
    table = table_of(HEADERS, ("1", "Игра", "1 мая", "Центр"))
    lines = lines_of(
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
            table_of(HEADERS, ("1", "Субботник", "когда растает", "школы"), ("2", "Линейка", "", "школы")),
        ]
    )
    assert [(warning.code, warning.where) for warning in document.warnings] == [
        ("unknown_deadline", "таблица 1, строка 2, графа 3: 1 Субботник: когда растает"),
        ("no_deadline", "таблица 1, строка 3, графа 3: 2 Линейка"),
    ]


def test_an_item_knows_its_row_and_a_clause_its_paragraph() -> None:
    document = parse_document([*lines_of(ORDER), table_of(HEADERS, ("1", "Субботник", "май", "школы"))])
    assert [str(clause.origin) for clause in document.clauses[:2]] == ["абзац 9", "абзац 10"]
    assert [str(item.origin) for item in items_of(document)] == ["таблица 1, строка 2"]


def test_a_footnote_stands_below_the_document_and_in_no_title() -> None:
    order = [*lines_of(ORDER), Paragraph("По списку.", is_note=True)]
    document = parse_document(order)
    assert document.closing[-1] == "Сноска: По списку."
    assert document.title == parse_document(lines_of(ORDER)).title
