"""A parsed document's text as the blocks of a page: nothing of it is dropped."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from plans.importing.parsed import AgendaItem, Clause, ParsedDocument, Part, Signatory

Block = tuple[str, Any]


def order_body(document: ParsedDocument) -> list[Block]:
    """Return the stream of an OrderPage, in the order of the paper."""
    return [
        *_paragraphs([document.approved_by]),
        *_clauses(document.clauses),
        *(block for part in document.parts for block in part_body(part)),
        *(("agenda_item", _agenda_item(item)) for item in document.agenda),
        *_paragraphs(line for plan in document.plans for line in plan.closing),
        *_paragraphs(document.closing),
        *_signatures(document.signatories, "signed"),
        *_signatures(document.visas, "agreed"),
        *_paragraphs([document.executor]),
        *([("distribution_list", {"lines": list(document.distribution)})] if document.distribution else []),
    ]


def part_body(part: Part) -> Iterator[Block]:
    """Yield a part of the text: its heading, its clauses, its paragraphs, its table."""
    heading = " ".join(filter(None, [part.number, part.heading]))
    if heading:
        yield "heading", heading
    yield from _clauses(part.clauses)
    yield from _paragraphs(part.paragraphs)
    if part.table:
        yield "table", _table(part.table)


def appendix_body(part: Part) -> Iterator[Block]:
    """Yield an appendix that is no plan, for a standard page: its clauses as paragraphs with their numbers."""
    yield from _paragraphs([part.appendix_header])
    yield from _paragraphs(_lines(part.clauses))
    yield from _paragraphs(part.paragraphs)
    if part.table:
        yield "table", _table(part.table)


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """Return one paragraph block for each line that is not empty."""
    return list(_paragraphs(lines))


def rich_text(text: str) -> str:
    """Return plain text as HTML, a paragraph a line."""
    return format_html_join("", "<p>{}</p>", ((line.strip(),) for line in text.splitlines() if line.strip()))


def _paragraphs(lines: Iterable[str]) -> Iterator[Block]:
    return (("paragraph", rich_text(line)) for line in lines if line.strip())


def _clauses(clauses: Iterable[Clause]) -> Iterator[Block]:
    for clause in clauses:
        subclauses = [{"number": sub.number, "text": rich_text(sub.text)} for sub in _flat(clause.clauses)]
        yield "clause", {"number": clause.number, "text": rich_text(clause.text), "subclauses": subclauses}


def _flat(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield clauses of every depth in the order of reading: their numbers tell the depth."""
    for clause in clauses:
        yield clause
        yield from _flat(clause.clauses)


def _lines(clauses: Iterable[Clause]) -> Iterator[str]:
    return (" ".join(filter(None, [clause.number, clause.text])) for clause in _flat(clauses))


def _agenda_item(item: AgendaItem) -> dict[str, Any]:
    decisions = [
        {
            "addressee": decision.addressee,
            "number": clause.number,
            "text": rich_text("\n".join([clause.text, *_lines(clause.clauses)])),
        }
        for decision in item.decisions
        for clause in decision.clauses
    ]
    return {
        "number": item.number,
        "title": item.title,
        "speaker": item.speaker,
        "heard": rich_text(item.heard),
        "spoken": rich_text(item.spoken),
        "decisions": decisions,
    }


def _signatures(people: Iterable[Signatory], role: str) -> Iterator[Block]:
    return (
        ("signature", {"role": role, "position": person.position, "name": person.name}) for person in people
    )


def _table(rows: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """Return a typed table whose first row is the header."""
    width = max(map(len, rows))
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    return {
        "caption": _("Таблица"),
        "columns": [{"type": "text", "heading": cell} for cell in padded[0]],
        "rows": [{"values": list(row)} for row in padded[1:]],
    }
