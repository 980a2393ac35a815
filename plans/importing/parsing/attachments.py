"""Plans and other texts that stand in an appendix or make up a document of their own."""

from dataclasses import dataclass, replace

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.parsed import Part, Plan, Section
from plans.importing.parsing.appendices import Appendix
from plans.importing.parsing.cell_flow import with_tables
from plans.importing.parsing.clauses import read_clauses
from plans.importing.parsing.cleaning import lines_of, squashed
from plans.importing.parsing.dated_lines import read_dated_lines
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.kind import kind_of_title
from plans.importing.parsing.labelled_items import read_labelled_items
from plans.importing.parsing.plan import PlanTable, build_plan, plan_tables, title_lines, title_text
from plans.importing.parsing.years import context_year

PLAN_KINDS = ("plan", "schedule", "roadmap", "instructions")


@dataclass(frozen=True)
class Origin:
    """Where a plan comes from: its appendix and the texts that may name its year."""

    number: str | None = None
    header: str = ""
    years: tuple[str, ...] = ()


def read_plans(elements: list[Element], origin: Origin, doubts: Doubts) -> list[Plan]:
    """Return the plans among the elements, with the text over the first and below the last."""
    tables = plan_tables(elements)
    if not tables:
        return _plan_without_table(lines_of(elements), origin, doubts)
    plans: list[Plan] = []
    start = 0
    for group in _grouped(elements, tables):
        lines = lines_of(elements[start : group[0].place])
        first, end = title_lines(lines)
        title = title_text(lines[first:end]) if first < end else _plain_title(lines)
        plan = build_plan(
            title, group, doubts, number=origin.number, header=origin.header, years=list(origin.years)
        )
        used = range(first, end) if first < end else range(len(lines) if title else 0)
        over = tuple(squashed(line.text) for place, line in enumerate(lines) if place not in used)
        plans.append(replace(plan, introduction=over))
        start = group[-1].place + 1
    closing = tuple(squashed(line.text) for line in lines_of(elements[start:]))
    return [*plans[:-1], replace(plans[-1], closing=closing)]


def _grouped(elements: list[Element], tables: list[PlanTable]) -> list[list[PlanTable]]:
    """Tables belong to one plan until a line between them begins the title of another."""
    groups: list[list[PlanTable]] = []
    for table in tables:
        previous = groups[-1][-1].place if groups else -1
        first, end = title_lines(lines_of(elements[previous + 1 : table.place]))
        if groups and first == end:
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _plain_title(lines: list[Paragraph]) -> str:
    """A few short lines over the table are its title, whatever they are called."""
    text = title_text(lines)
    return text if 0 < len(text) < 400 and len(lines) < 6 else ""


def _plan_without_table(lines: list[Paragraph], origin: Origin, doubts: Doubts) -> list[Plan]:
    """A calendar of dated lines is a plan; a table that lost its cells is not guessed at."""
    start, end = title_lines(lines)
    title = title_text(lines[start:end])
    kind = kind_of_title(title) if title else None
    if kind not in PLAN_KINDS:
        return []
    year = context_year([title, *origin.years], [line.text for line in lines])
    sections: tuple[Section, ...] = ()
    is_prose = False
    for place in range(start + 1, min(end, start + 5) + 1):
        sections = read_dated_lines(lines[place:], year)
        if sections:
            title, end = title_text(lines[start:place]), place
            break
    if not sections:
        sections, before = read_labelled_items(lines[end:], year)
        is_prose = bool(sections)
        lines = [*lines[:end], *(Paragraph(text) for text in before)] if sections else lines
    if not sections:
        doubts.add("table_not_recognised", _("Таблица не распознана: вставьте её из Word."), title)
    rest = () if sections else tuple(squashed(line.text) for line in lines[end:])
    over = tuple(squashed(line.text) for line in [*lines[:start], *(lines[end:] if is_prose else [])])
    return [Plan(title, sections, origin.number, origin.header, kind, year, introduction=over, closing=rest)]


def read_appendix(
    appendix: Appendix, years: tuple[str, ...], doubts: Doubts
) -> tuple[list[Plan], list[Part]]:
    """Return the plans of an appendix, or its text as a part."""
    elements = with_tables(list(appendix.elements))
    origin = Origin(appendix.number, appendix.header, (*years, appendix.header))
    plans = read_plans(elements, origin, doubts)
    parts = [] if plans else [_text_part(elements, appendix)]
    return plans, parts + [table_part(table, appendix) for table in other_tables(elements)]


def other_tables(elements: list[Element]) -> list[Table]:
    """Return the tables that are no plans: they are kept as they are."""
    rows = {id(row) for plan in plan_tables(elements) for row in plan.table.rows}
    return [element for element in elements if isinstance(element, Table) and id(element.rows[0]) not in rows]


def table_part(table: Table, appendix: Appendix | None = None) -> Part:
    """Return a table as a part of the text."""
    rows = tuple(row.texts for row in table.rows)
    if appendix is None:
        return Part("", table=rows)
    return Part("", table=rows, appendix_number=appendix.number, appendix_header=appendix.header)


def _text_part(elements: list[Element], appendix: Appendix) -> Part:
    lines = lines_of(elements)
    clauses, before = read_clauses(lines)
    heads = 4 if clauses else 1
    has_heading = bool(before) and sum(map(len, before[:heads])) < 400
    return Part(
        heading=squashed(" ".join(before[:heads])) if has_heading else "",
        clauses=tuple(clauses),
        paragraphs=tuple(before[heads:] if has_heading else before),
        appendix_number=appendix.number,
        appendix_header=appendix.header,
    )
