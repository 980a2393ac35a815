"""Corrections of a parsed document while it is checked."""

from typing import Any

import pytest
from django import forms

from plans.importing.checking.forms import ClauseForm, RequisitesForm
from plans.importing.checking.mending import (
    NoSuchNode,
    confirmed,
    doubts_at,
    item_at,
    node_at,
    with_blank_item,
    with_item_as_read,
    with_item_changed,
    with_item_left_out,
    with_year,
    without_doubts_at,
)
from plans.importing.elements import Cell, Paragraph, Row, Table
from plans.importing.parsed import ParsedDocument
from plans.importing.parsing import parse_document

FIRST, SECOND = "plans.0.sections.0.items.0", "plans.0.sections.0.items.1"
TEXTS = {
    "number": "2",
    "title": "Линейка",
    "responsible": "Школа № 1\nШкола № 2",
    "place": "",
    "participants": "",
}


def _row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


@pytest.fixture
def document() -> ParsedDocument:
    """A plan of two items, the second with a deadline that nobody understands."""
    rows = (
        _row("№", "Мероприятие", "Срок", "Ответственные"),
        _row("1", "Субботник", "до 5 мая", "Школа № 1"),
        _row("2", "Линейка", "когда растает снег", "Школа № 2"),
    )
    return parse_document([Paragraph("План работы на 2024 год"), Table(rows)])


def test_a_changed_item_is_understood_anew_and_its_doubt_is_gone(document: ParsedDocument) -> None:
    assert [warning.code for warning in document.warnings] == ["unknown_deadline"]
    mended = with_item_changed(
        document, SECOND, **TEXTS, deadline="до 10 мая", expected_results="Фото под тегом #Линейка"
    )
    item = item_at(mended, SECOND)
    assert item.deadline.end.isoformat() == "2024-05-10"
    assert item.responsible == ("Школа № 1", "Школа № 2")
    assert item.hashtags == ("#Линейка",)
    assert mended.warnings == ()
    assert item_at(document, SECOND).deadline.kind is None


def test_a_deadline_that_is_still_not_understood_is_doubted_again(document: ParsedDocument) -> None:
    mended = with_item_changed(document, SECOND, **TEXTS, deadline="как решим", expected_results="")
    assert [warning.code for warning in doubts_at(mended, item_at(mended, SECOND).origin)] == [
        "unknown_deadline"
    ]


def test_an_editor_may_leave_a_deadline_empty(document: ParsedDocument) -> None:
    mended = with_item_changed(document, SECOND, **TEXTS, deadline="", expected_results="")
    assert item_at(mended, SECOND).deadline is None
    assert mended.warnings == ()


def test_settling_forgets_the_doubts_of_one_row_only(document: ParsedDocument) -> None:
    assert without_doubts_at(document, item_at(document, FIRST).origin).warnings == document.warnings
    assert without_doubts_at(document, item_at(document, SECOND).origin).warnings == ()


def test_what_is_left_out_is_shown_but_not_confirmed(document: ParsedDocument) -> None:
    left = with_item_left_out(document, FIRST, is_left_out=True)
    assert item_at(left, FIRST).title == "Субботник"
    assert [item.title for item in confirmed(left).plans[0].sections[0].items] == ["Линейка"]
    assert confirmed(with_item_left_out(left, FIRST, is_left_out=False)) == confirmed(document)


def test_a_blank_item_that_nobody_fills_in_is_not_confirmed(document: ParsedDocument) -> None:
    longer, path = with_blank_item(document, FIRST)
    assert path == SECOND
    assert [item.title for item in longer.plans[0].sections[0].items] == ["Субботник", "", "Линейка"]
    assert confirmed(longer) == confirmed(document)


def test_an_empty_plan_gets_its_first_item(document: ParsedDocument) -> None:
    empty = parse_document(
        [Paragraph("План мероприятий на 2024 год"), Paragraph("Таблица потеряна при переносе")]
    )
    assert [warning.code for warning in empty.warnings] == ["table_not_recognised"]
    longer, path = with_blank_item(empty, "plans.0")
    assert item_at(longer, path).title == ""
    longer, path = with_blank_item(longer, "plans.0.sections.0")
    assert path == SECOND


def test_an_item_can_be_had_back_as_it_was_read(document: ParsedDocument) -> None:
    mended = with_item_changed(
        with_blank_item(document, FIRST)[0],
        "plans.0.sections.0.items.2",
        **TEXTS,
        deadline="май",
        expected_results="",
    )
    back = with_item_as_read(mended, "plans.0.sections.0.items.2", document)
    assert item_at(back, "plans.0.sections.0.items.2") == item_at(document, SECOND)
    assert back.warnings == document.warnings


def test_deadlines_follow_the_plans_year(document: ParsedDocument) -> None:
    plan = with_year(document.plans[0], "2025", None)
    assert plan.sections[0].items[0].deadline.end.isoformat() == "2025-05-05"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "plans",
        "plans.9",
        "plans.0.sections.0.items.7",
        "warnings.0",
        "plans.0.title.0",
        "plans.-1",
        "parts.0.table.0",
        "plans.0.sections.0.items.0.clauses.0",
    ],
)
def test_a_path_to_nothing_is_refused(document: ParsedDocument, path: str) -> None:
    with pytest.raises(NoSuchNode):
        node_at(document, path)


ORDER = """ПРИКАЗ

О деле

ПРИКАЗЫВАЮ:
1. Сдать отчёт до 10 июня.
2. Убрать двор до 31 апреля.

Директор                         И.И. Образцов"""


def _form(form: type[forms.Form], values: dict[str, object]) -> Any:
    filled = form({name: value if value is not None else "" for name, value in values.items()})
    assert filled.is_valid(), filled.errors
    return filled


def _deadlines(document: ParsedDocument) -> list[str]:
    return [str(deadline.end) for clause in document.clauses for deadline in clause.deadlines]


def test_deadlines_of_clauses_follow_the_requisites_and_settled_doubts_stay_so() -> None:
    order = parse_document([Paragraph(line) for line in ORDER.split("\n") if line])
    assert [doubt.where for doubt in order.warnings if doubt.code == "doubtful_deadline"] == [
        "абзац 4: 1. до 10 июня",
        "абзац 5: 2. до 31 апреля",
    ]
    order = without_doubts_at(order, order.clauses[1].origin)
    requisites = RequisitesForm.initial_of(order) | {"school_year": "2025/2026"}
    mended = _form(RequisitesForm, requisites).applied_to(order)
    assert _deadlines(mended) == ["2026-06-10", "None"]
    assert "doubtful_deadline" not in {doubt.code for doubt in mended.warnings}


def test_a_changed_clause_is_understood_anew() -> None:
    order = parse_document([Paragraph(line) for line in ORDER.split("\n") if line])
    form = _form(ClauseForm, {"number": "1.", "text": "Сдать отчёт до 5 мая 2026 года."})
    mended = form.applied_to(order, "clauses.0")
    assert _deadlines(mended)[0] == "2026-05-05"
    assert "абзац 4: 1. до 10 июня" not in {doubt.where for doubt in mended.warnings}


def test_an_event_follows_the_words_of_its_clause() -> None:
    lines = (
        "ПОЛОЖЕНИЕ",
        "об акции",
        "1. Сроки",
        "1.1. Акция проводится 5 мая 2026 года.",
        "2. Итоги",
        "2.1. Кубок.",
    )
    document = parse_document([Paragraph(line) for line in lines])
    form = _form(ClauseForm, {"number": "1.1.", "text": "Акция проводится 7 мая 2026 года."})
    mended = form.applied_to(document, "parts.0.clauses.0")
    assert [str(day.start) for day in mended.event.dates] == ["2026-05-07"]
