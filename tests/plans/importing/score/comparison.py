"""One document against its labels."""

from typing import Any

from plans.importing.parsed import Item, ParsedDocument
from tests.plans.importing.score import tally
from tests.plans.importing.score.cases import Case
from tests.plans.importing.score.deadlines import accepted_meaning, meaning
from tests.plans.importing.score.folding import fold, folded_set, words
from tests.plans.importing.score.matching import FoundRow, Label, matched, rows_of

REQUISITES = ("kind", "number", "date", "city", "authority", "title", "school_year")
# A reader's finer kinds, by the kinds that the importer tells apart.
_KINDS = {"photo_report": ["report"], "calendar_plan": ["schedule", "plan"]}


def compare(case: Case, document: ParsedDocument, score: tally.Score) -> None:
    """Add all that is labelled of a document to the score."""
    facts, found = case.facts, document.to_dict()
    for name in REQUISITES:
        if name in facts:
            _compare_requisite(case, name, found[name], score)
    if "signatories" in facts:
        _compare_signatories(case, found["signatories"], score)
    if "hashtags" in facts:
        wanted, got = folded_set(facts["hashtags"]), folded_set(found["hashtags"])
        score.add(tally.HASHTAGS, case.name, "all", sorted(wanted), sorted(got), ok=wanted == got)
    for name, count in (("plans", len(found["plans"])), ("agenda", len(found["agenda"]))):
        if facts.get(name) is not None:
            score.add(tally.STRUCTURE, case.name, name, facts[name], count, ok=facts[name] == count)
    if isinstance(facts.get("clauses"), int):
        count = len(document.clauses)
        score.add(
            tally.CLAUSES,
            case.name,
            "of the first level",
            facts["clauses"],
            count,
            ok=facts["clauses"] == count,
        )
    _compare_rows(case, rows_of(document), score)


def _compare_requisite(case: Case, name: str, found: Any, score: tally.Score) -> None:
    expected = case.facts[name]
    accepted = [expected, *case.facts.get("accept", {}).get(name, []), *_KINDS.get(str(expected), [])]
    ok = fold(found) in [fold(value) for value in accepted]
    score.add(tally.REQUISITES, case.name, name, expected, found, ok=ok)


def _compare_signatories(case: Case, found: list[dict[str, str]], score: tally.Score) -> None:
    expected = case.facts["signatories"]
    ok = _people(expected) == _people(found)
    score.add(tally.REQUISITES, case.name, "signatories", expected, found, ok=ok)


def _people(signatories: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(fold(person.get("position")), fold(person["name"]).replace(" ", "")) for person in signatories]


def _compare_rows(case: Case, found: list[FoundRow], score: tally.Score) -> None:
    if "items" not in case.facts:
        return
    labels = case.rows
    score.add(tally.COUNT, case.name, "all plans", len(labels), len(found), ok=len(labels) == len(found))
    for match in matched(labels, found):
        if match.label is None and match.found:
            score.add_invented(case.name, _shown(match.found.item))
        elif match.label is not None:
            _compare_row(case.name, match.label, match.found, score)


def _compare_row(file: str, label: Label, row: FoundRow | None, score: tally.Score) -> None:
    what = f"{label.get('number') or ''} {label['title'][:40]}".strip()
    item = row.item if row else None
    _compare_integrity(file, what, label, item, score)
    if label.get("responsible") or ("responsible" in label and item and item.responsible):
        expected = folded_set(label.get("responsible", []))
        parties = folded_set(item.responsible if item else [])
        score.add(tally.PARTIES, file, what, sorted(expected), sorted(parties), ok=expected == parties)
    if "parsed" in label:
        got = meaning(item.deadline if item else None)
        ok = row is not None and accepted_meaning(label["parsed"], got)
        score.add(tally.DEADLINES, file, f"{what}: {label.get('deadline')}", label["parsed"], got, ok=ok)
    if "hashtags" in label:
        wanted, tags = folded_set(label["hashtags"]), folded_set(item.hashtags if item else [])
        score.add(tally.HASHTAGS, file, what, sorted(wanted), sorted(tags), ok=wanted == tags)
    if row and ("section" in label or "parent" in label):
        _compare_structure(file, what, label, row, score)


def _compare_integrity(file: str, what: str, label: Label, item: Item | None, score: tally.Score) -> None:
    """Title, deadline and parties that belong together; where exactly parties are parted is another question."""
    expected = [fold(label["title"]), fold(label.get("deadline")), words(label.get("responsible", []))]
    if item is None:
        score.add(tally.INTEGRITY, file, what, label["title"], None, ok=False)
        return
    deadline = fold(item.deadline.text) if item.deadline else ""
    got = [fold(item.title), deadline, words(item.responsible)]
    if "deadline" not in label:
        expected[1] = got[1]
    if "responsible" not in label:
        expected[2] = got[2]
    score.add(tally.INTEGRITY, file, what, expected, _shown(item), ok=expected == got)


def _compare_structure(file: str, what: str, label: Label, row: FoundRow, score: tally.Score) -> None:
    parent = row.parent
    found = (fold(row.section), fold(parent.number or parent.title) if parent else "")
    expected = (fold(label.get("section")), fold(label.get("parent")))
    if "section" not in label:
        found = ("", found[1])
    score.add(tally.STRUCTURE, file, what, expected, found, ok=expected == found)


def _shown(item: Item) -> list[object]:
    return [item.number, item.title, item.deadline.text if item.deadline else None, list(item.responsible)]
