"""Real documents of five kinds, each as a Word file and as text, against facts written down by a reader."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plans.importing.parsed import Item, ParsedDocument, Plan
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document

NAMES = [
    "order-tambov-2023",
    "plan-penza-2022",
    "instructions-penza-2020",
    "minutes-tsimlyansk-2021",
    "regulation-kemerovo-2023",
]
BOTH = [f"{name}{suffix}" for name in NAMES for suffix in (".docx", ".txt")]


@pytest.fixture
def labels(shared_dir: Path) -> dict[str, Any]:
    documents: dict[str, Any] = json.loads(
        (shared_dir / "data" / "documents.json").read_text(encoding="utf-8")
    )
    return {name.removesuffix(".txt"): facts for name, facts in documents["documents"].items()}


def _parsed(shared_dir: Path, name: str) -> ParsedDocument:
    path = shared_dir / "documents" / name
    return parse_document(read_document(path), path.name)


def _rows(plan: Plan) -> Iterator[tuple[Item, Item | None]]:
    for section in plan.sections:
        for item in section.items:
            yield item, None
            yield from ((subitem, item) for subitem in item.items)


@pytest.mark.parametrize("name", BOTH)
def test_requisites_are_found(shared_dir: Path, labels: dict[str, Any], name: str) -> None:
    facts = labels[name.rpartition(".")[0]]
    found = _parsed(shared_dir, name).to_dict()
    for field in ("kind", "number", "date", "city", "authority", "title", "signatories", "hashtags"):
        assert found[field] == facts[field], field
    assert found["school_year"] == facts.get("school_year")


@pytest.mark.parametrize(
    "name", [name for name in BOTH if "plan" in name or "instr" in name or "order" in name]
)
def test_plans_have_every_row_and_no_other(shared_dir: Path, labels: dict[str, Any], name: str) -> None:
    facts = labels[name.rpartition(".")[0]]
    expected_plans = facts.get("appendices") or [facts]
    plans = _parsed(shared_dir, name).plans
    assert [plan.title for plan in plans] == [expected["title"] for expected in expected_plans]
    for plan, expected in zip(plans, expected_plans, strict=True):
        assert plan.kind == expected["kind"]
        assert [(section.title, len(section.items)) for section in plan.sections if section.title] == [
            (section["title"], section["items"]) for section in expected["sections"]
        ]
        rows = list(_rows(plan))
        assert len(rows) == len(expected["items"])
        for (item, parent), row in zip(rows, expected["items"], strict=True):
            _check_row(item, parent, row)


def _check_row(item: Item, parent: Item | None, row: dict[str, Any]) -> None:
    assert (item.number or None) == row["number"]
    assert item.title == row["title"]
    assert (item.deadline.text if item.deadline else None) == row["deadline"]
    assert set(item.responsible) == set(row["responsible"])
    assert (parent.number if parent else None) == row.get("parent")
    assert item.expected_results == row.get("expected_result", "")
    assert item.participants == row.get("participants", "")


@pytest.mark.parametrize("name", [name for name in BOTH if name.startswith("order")])
def test_order_has_its_clauses_signatures_and_distribution_list(
    shared_dir: Path, labels: dict[str, Any], name: str
) -> None:
    facts, order = labels[name.rpartition(".")[0]], _parsed(shared_dir, name)
    assert order.preamble.startswith(facts["preamble_starts"])
    assert order.preamble.endswith(facts["preamble_ends"])
    assert len(order.clauses) == facts["clauses"]
    for clause, words in zip(order.clauses, facts["clause_first_words"], strict=True):
        assert clause.text.startswith(words)
    assert [person.to_dict() for person in order.visas] == facts["visas"]
    assert len(order.distribution) == facts["distribution_list_lines"]
    assert [plan.appendix_number for plan in order.plans] == ["1", "2"]


@pytest.mark.parametrize("name", [name for name in BOTH if name.startswith("minutes")])
def test_minutes_have_their_agenda_and_decisions(shared_dir: Path, labels: dict[str, Any], name: str) -> None:
    facts, minutes = labels[name.rpartition(".")[0]], _parsed(shared_dir, name)
    assert list(minutes.participants) == facts["participants"]
    assert [(item.number, item.title, item.speaker or None) for item in minutes.agenda] == [
        (item["n"], item["title"], item["speaker"]) for item in facts["agenda"]
    ]
    decided = [(item.number, decision) for item in minutes.agenda for decision in item.decisions]
    assert [(number, decision.addressee or None, len(decision.clauses)) for number, decision in decided] == [
        (block["agenda"], block["addressed_to"], len(block["clauses"])) for block in facts["decided"]
    ]
    assert sum(bool(item.heard) for item in minutes.agenda) == facts["heard_decided_blocks"]
    assert {"speaker_differs", "no_decision"} <= {warning.code for warning in minutes.warnings}


@pytest.mark.parametrize("name", [name for name in BOTH if name.startswith("regulation")])
def test_regulation_has_its_sections_and_bullets(shared_dir: Path, labels: dict[str, Any], name: str) -> None:
    facts, regulation = labels[name.rpartition(".")[0]], _parsed(shared_dir, name)
    assert [(part.number.rstrip("."), part.heading, len(part.clauses)) for part in regulation.parts] == [
        (section["number"], section["title"], section["clauses"]) for section in facts["sections"]
    ]
    bullets = {
        clause.number.rstrip("."): len(clause.clauses)
        for part in regulation.parts
        for clause in part.clauses
        if clause.clauses
    }
    assert bullets == {
        number: count for section in facts["sections"] for number, count in section.get("bullets", {}).items()
    }
    assert "title_inferred" in {warning.code for warning in regulation.warnings}


@pytest.mark.parametrize("name", [name for name in BOTH if name.startswith("order")])
def test_the_longest_document_takes_little_time(shared_dir: Path, name: str) -> None:
    started = time.process_time()
    _parsed(shared_dir, name)
    assert time.process_time() - started < 1.5
