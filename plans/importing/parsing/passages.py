"""The text of a regulation, an announcement or a letter as passages: each clause with the heading it stands under."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.importing.parsed import Clause, ParsedDocument, Part
from plans.importing.parsing.clause_deadlines import prose_of
from plans.importing.parsing.sentences import sentences

_REGULATION = re.compile(r"\W*(?:утвержд\w+\W+)?(?:положени|порядок|регламент)", re.IGNORECASE)
_ANNOUNCING = ("announcement", "letter")


@dataclass(frozen=True)
class Passage:
    """A clause of any depth, or a sentence of prose, under its section's heading."""

    heading: str
    clause: Clause

    @property
    def text(self) -> str:
        return self.clause.text

    @property
    def sentences(self) -> list[str]:
        """Its own sentences, those of its clauses not among them."""
        return sentences(self.clause.text)

    @property
    def points(self) -> tuple[str, ...]:
        """The texts of the clauses right below it: «…:» has its list there."""
        return tuple(clause.text for clause in self.clause.clauses)


def passages_of(document: ParsedDocument) -> list[Passage]:
    """Return the passages that arrange an event: of a regulation, or of the only one that an order approves."""
    if document.kind == "regulation":
        return [passage for part in document.parts for passage in _of_part(part)]
    if document.kind in _ANNOUNCING:
        prose = sentences(prose_of(document))
        return [*(Passage("", Clause("", text)) for text in prose), *_deep("", document.clauses)]
    regulations = [part for part in document.appendices if _REGULATION.match(part.heading)]
    if document.kind in ("order", "directive") and len(regulations) == 1:
        return list(_of_appendix(regulations[0]))
    return []


def _of_part(part: Part) -> Iterator[Passage]:
    return _deep(part.heading, part.clauses or (Clause(part.number, part.heading),))


def _of_appendix(part: Part) -> Iterator[Passage]:
    """The sections of a regulation that is an appendix are its top clauses."""
    for section in part.clauses:
        yield from _deep(section.text, section.clauses) if section.clauses else _deep("", [section])
    yield from (Passage("", Clause("", text)) for text in part.paragraphs)


def _deep(heading: str, clauses: Iterable[Clause]) -> Iterator[Passage]:
    for clause in clauses:
        yield Passage(heading, clause)
        yield from _deep(heading, clause.clauses)
