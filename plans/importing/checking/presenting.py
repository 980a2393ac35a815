"""What the check shows: the source as it was read, and beside it what was understood, row by row with its doubts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from home.models import OrganisationPage
from plans.deadlines import Deadline
from plans.importing.checking.mending import context_year_at, fingerprint
from plans.importing.elements import Element, Paragraph, Place, Table
from plans.importing.parsed import Clause, Item, ParsedDocument, ParseWarning, Plan, Section
from plans.kinds import DeadlineKind
from plans.parties import Directory

# In which cell of an item a doubt is marked, by its code; any other is about the whole row.
CELLS = {
    "no_title": "title",
    "no_deadline": "deadline",
    "unknown_deadline": "deadline",
    "doubtful_deadline": "deadline",
    "stray_words": "responsible",
}


@dataclass(frozen=True)
class SourceRow:
    """A row of a source's table."""

    anchor: str
    cells: tuple[tuple[str, int], ...]
    """Text and number of columns of each cell."""


@dataclass(frozen=True)
class SourcePart:
    """A paragraph or a table of the source."""

    anchor: str
    text: str = ""
    is_heading: bool = False
    rows: tuple[SourceRow, ...] = ()


@dataclass(frozen=True)
class ItemRow:
    """An item with all that an editor wants to see of it."""

    path: str
    item: Item
    anchor: str
    doubts: tuple[ParseWarning, ...]
    parties: tuple[tuple[str, OrganisationPage | None], ...]
    is_subitem: bool = False

    @property
    def doubted(self) -> set[str]:
        """The names of the cells that are doubtful."""
        return {CELLS.get(doubt.code, "row") for doubt in self.doubts}

    @property
    def fingerprint(self) -> str:
        """By which the item is known again when it is mended."""
        return fingerprint(self.item)

    @property
    def meaning(self) -> str:
        """The kind of the deadline in words, empty where it was not understood."""
        return kind_label(self.item.deadline)

    @property
    def more(self) -> list[tuple[str, str]]:
        """The other texts of the item, each with the name of its column."""
        item = self.item
        named = [
            (_("Место"), item.place),
            (_("Участники"), item.participants),
            (_("Результат"), item.expected_results),
            *item.extra,
        ]
        return [(label, text) for label, text in named if text]


@dataclass(frozen=True)
class SectionRows:
    """A section with its rows."""

    path: str
    section: Section
    anchor: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class PlanRows:
    """A plan with its sections."""

    path: str
    plan: Plan
    sections: tuple[SectionRows, ...]
    year: str | None

    @property
    def size(self) -> int:
        """How many items it has that are not left out."""
        rows = (row for section in self.sections for row in section.rows)
        return sum(not row.item.is_left_out for row in rows)


@dataclass(frozen=True)
class ClauseRow:
    """A clause and how deep it stands."""

    path: str
    clause: Clause
    anchor: str
    depth: int


class Presenter:
    """Presents one document; organisations and doubts are looked up once."""

    def __init__(self, document: ParsedDocument) -> None:
        self.document = document
        self.directory = Directory()
        self._doubts: dict[Place, list[ParseWarning]] = defaultdict(list)
        for warning in document.warnings:
            if warning.place:
                self._doubts[replace(warning.place, column=0)].append(warning)

    def plans(self) -> list[PlanRows]:
        """Return the plans, their sections and items."""
        return [
            PlanRows(
                path,
                plan,
                tuple(
                    self._section(f"{path}.sections.{index}", section)
                    for index, section in enumerate(plan.sections)
                ),
                context_year_at(self.document, path),
            )
            for path, plan in ((f"plans.{index}", plan) for index, plan in enumerate(self.document.plans))
        ]

    def row(self, path: str, item: Item) -> ItemRow:
        """Return one item with its doubts and organisations."""
        doubts = self._doubts.get(item.origin, []) if item.origin else []
        parties = tuple((party, self.directory.named(party)) for party in item.responsible)
        is_subitem = path.count("items") > 1
        return ItemRow(path, item, anchor_of(item.origin), tuple(doubts), parties, is_subitem)

    def clauses(self) -> list[ClauseRow]:
        """Return the clauses of every depth in the order of reading, those of a regulation's sections too."""
        own = _clause_rows(self.document.clauses, "clauses", 0)
        parts = (
            row
            for index, part in enumerate(self.document.parts)
            for row in _clause_rows(part.clauses, f"parts.{index}.clauses", 1)
        )
        return [*own, *parts]

    def general_doubts(self) -> list[ParseWarning]:
        """Return the doubts that no item shows."""
        shown = {
            doubt
            for plan in self.plans()
            for section in plan.sections
            for row in section.rows
            for doubt in row.doubts
        }
        return [warning for warning in self.document.warnings if warning not in shown]

    def _section(self, path: str, section: Section) -> SectionRows:
        return SectionRows(path, section, anchor_of(section.origin), tuple(self._rows(path, section.items)))

    def _rows(self, path: str, items: tuple[Item, ...]) -> Iterator[ItemRow]:
        for index, item in enumerate(items):
            own = f"{path}.items.{index}"
            yield self.row(own, item)
            yield from self._rows(own, item.items)


def source_parts(elements: list[Element]) -> list[SourcePart]:
    """Return the elements of the file, each under the anchor by which the understood part finds it."""
    return [_source_part(element) for element in elements]


def anchor_of(place: Place | None) -> str:
    """Return the anchor of a paragraph or row of the source, empty for an unknown place."""
    if place is None:
        return ""
    return f"source-{place.table}-{place.row}" if place.table else f"source-{place.paragraph}"


def kind_label(deadline: Deadline | None) -> str:
    """Return what kind of deadline it is in words."""
    return str(DeadlineKind(deadline.kind).label) if deadline and deadline.kind in DeadlineKind.values else ""


def _source_part(element: Element) -> SourcePart:
    if isinstance(element, Paragraph):
        return SourcePart(anchor_of(element.place), element.text, element.is_heading)
    return SourcePart("", rows=tuple(_source_rows(element)))


def _source_rows(table: Table) -> Iterator[SourceRow]:
    for row in table.rows:
        yield SourceRow(anchor_of(row.place), tuple((cell.text, cell.span) for cell in row.cells))


def _clause_rows(clauses: tuple[Clause, ...], path: str, depth: int) -> Iterator[ClauseRow]:
    for index, clause in enumerate(clauses):
        own = f"{path}.{index}"
        yield ClauseRow(own, clause, anchor_of(clause.origin), depth)
        yield from _clause_rows(clause.clauses, f"{own}.clauses", depth + 1)
