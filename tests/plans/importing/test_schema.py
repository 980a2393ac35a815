"""The JSON of a parsed document is what `docs/parsed-document.schema.json` promises."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from plans.deadlines import parse_deadline
from plans.importing.parsed import (
    AgendaItem,
    Clause,
    Decision,
    Event,
    Item,
    ParsedDocument,
    Plan,
    Section,
    Signatory,
)
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from plans.kinds import DeadlineKind, DocumentKind

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "parsed-document.schema.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The documented schema."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(loaded)
    return loaded


def errors(schema: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Return what is wrong with the document, after a way through JSON."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(document)))]


def test_real_documents_are_as_the_schema_says(schema: dict[str, Any], shared_dir: Path) -> None:
    for path in sorted((shared_dir / "documents").glob("*.*")):
        document = parse_document(read_document(path), path.stem).to_dict()
        assert errors(schema, document) == [], path.name


def test_a_document_that_tells_nothing_is_as_the_schema_says(schema: dict[str, Any]) -> None:
    assert errors(schema, ParsedDocument().to_dict()) == []


def test_the_schema_names_every_part_of_a_document(schema: dict[str, Any]) -> None:
    item = Item("1.", "Субботник", items=(Item("", "Уборка"),))
    document = ParsedDocument(
        signatories=(Signatory("Начальник", "А. Б. Петрова"),),
        clauses=(
            Clause(
                "1.", "Провести", (Clause("1.1.", "убрать"),), None, (parse_deadline("до 5 мая", "2026"),)
            ),
        ),
        event=Event(
            dates=(parse_deadline("с 1 по 5 мая 2026 года"),),
            place="Парк",
            coordinator="Центр",
            report_until=parse_deadline("до 10.05.2026"),
            report_to="centr@gorod.example",
            report_contents=("фотографии", "ссылки"),
            summing_up="Дипломы",
        ),
        deadlines=(parse_deadline("ежегодно"),),
        agenda=(AgendaItem("1.", "О планах", decisions=(Decision("Школам", (Clause("1.", "Убрать"),)),)),),
        plans=(Plan("План", (Section("1", "Работа", (item,)),)),),
    )
    assert errors(schema, document.to_dict()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "prikaz"), ("date", "01.09.2026"), ("number", 118), ("hashtags", ["НеделяДобра"])],
)
def test_what_is_not_as_promised_is_found(schema: dict[str, Any], field: str, value: Any) -> None:
    assert errors(schema, {**ParsedDocument().to_dict(), field: value})


def test_nothing_may_be_missing_or_unknown(schema: dict[str, Any]) -> None:
    document = ParsedDocument().to_dict()
    assert errors(schema, {**document, "more": 1})
    for name in document:
        assert errors(schema, {key: value for key, value in document.items() if key != name}), name


def test_the_schema_knows_every_kind(schema: dict[str, Any]) -> None:
    assert schema["properties"]["kind"]["enum"] == [*DocumentKind.values, None]
    assert schema["$defs"]["deadline"]["properties"]["kind"]["enum"] == [*DeadlineKind.values, None]
