"""One fictional order as LibreOffice and Chromium have written it: every form says the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.importing.parsing import parse_document
from plans.importing.reading import read_document

FOLDER = Path(__file__).resolve().parents[3] / "files" / "reading"
FORMS = ["order-office.odt", "order-office.html", "order-office.pdf", "order-browser.pdf"]


def _parsed(name: str) -> dict[str, Any]:
    document = parse_document(read_document(FOLDER / name), "order").to_dict()
    found: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return {key: value for key, value in found.items() if key != "warnings"}


@pytest.mark.parametrize("name", FORMS)
def test_an_order_is_the_same_in_every_form(name: str) -> None:
    expected = _parsed("order-office.docx")
    assert expected["number"] == "118"
    assert [len(section["items"]) for plan in expected["plans"] for section in plan["sections"]] == [3, 8]
    assert _parsed(name) == expected


def test_a_plan_printed_without_rules_has_no_items_and_says_so() -> None:
    document = parse_document(read_document(FOLDER / "plan-without-rules.pdf"), "plan")
    assert [section.items for plan in document.plans for section in plan.sections] == []
    assert "table_not_recognised" in {warning.code for warning in document.warnings}
