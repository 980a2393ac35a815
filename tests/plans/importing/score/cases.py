"""Labelled documents: where they are, and their labels brought to one form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "files" / "documents"
OF_FIVE = ("kind", "number", "date", "city", "authority", "title", "school_year", "signatories", "hashtags")


@dataclass(frozen=True)
class Case:
    """A document and what a reader says it holds; a fact without a label is not scored.

    `items` is None where no row may be found, because the file does not tell which cells make a row.
    """

    path: Path
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.facts.get("items") or []


def five_documents(suffix: str) -> list[Case]:
    """Return the five real documents as `.docx` or `.txt`."""
    labels = _read(SHARED / "data" / "documents.json")["documents"]
    return [
        Case((SHARED / "documents" / name).with_suffix(suffix), _facts_of_five(facts))
        for name, facts in labels.items()
    ]


def more_documents() -> list[Case]:
    labels = _read(SHARED / "data" / "more_documents.json")["documents"]
    return [Case(SHARED / facts["file"], facts) for facts in labels]


def labelled_documents(folder: Path) -> list[Case]:
    """Return the documents of a folder with a `labels.json`, each in `files` or beside it."""
    labels = _read(folder / "labels.json")["documents"]
    return [Case(_file(folder, facts["file"]), facts) for facts in labels]


def own_documents() -> list[Case]:
    return labelled_documents(OWN)


def labelled_phrases(name: str) -> list[dict[str, Any]]:
    """Return the rows of `deadlines` or `hashtags`."""
    rows: list[dict[str, Any]] = _read(SHARED / "data" / f"{name}.json")
    return rows


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _file(folder: Path, name: str) -> Path:
    return next(path for path in (folder / "files" / name, folder / name) if path.exists())


def _facts_of_five(facts: dict[str, Any]) -> dict[str, Any]:
    own = {field: facts[field] for field in OF_FIVE if field in facts}
    plans = facts.get("appendices") or ([facts] if facts.get("items") else [])
    rows = [row for plan in plans for row in _with_meanings(plan, facts)]
    clauses = {"clauses": facts["clauses"]} if "clauses" in facts else {}
    return {**own, **clauses, "plans": len(plans), "items": rows}


def _with_meanings(plan: dict[str, Any], document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a deadline means is labelled once for all rows of a plan that have it."""
    meanings = {
        deadline["text"]: deadline
        for deadline in [*document.get("deadlines", []), *plan.get("deadlines", [])]
    }
    for row in plan["items"]:
        parsed = meanings.get(row["deadline"]) if row["deadline"] else None
        yield {**row, "parsed": parsed} if parsed or not row["deadline"] else row
