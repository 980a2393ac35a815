"""Plans and other texts that stand in an appendix or make up a document of their own."""

from dataclasses import dataclass, replace

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.parsed import Part, Plan, Section
from plans.importing.parsing.appendices import Appendix
from plans.importing.parsing.cell_flow import with_tables
from plans.importing.parsing.clauses import numbered, read_clauses
from plans.importing.parsing.cleaning import lines_of, squashed
from plans.importing.parsing.dated_lines import read_dated_lines
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.kind import PLAN_KINDS, kind_of_title
from plans.importing.parsing.labelled_items import read_labelled_items
from plans.importing.parsing.line_rows import LINE_NUMBER
from plans.importing.parsing.people import find_signatures
from plans.importing.parsing.plan import build_plan, plan_tables, title_lines, title_text
from plans.importing.parsing.titled_tables import titled_tables
from plans.importing.parsing.years import context_year


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
        has_other = any(isinstance(element, Table) for element in elements)
        return _plan_without_table(lines_of(elements), origin, doubts, has_other_table=has_other)
    plans = [
        replace(
            build_plan(
                group.title,
                group.tables,
                doubts,
                number=origin.number,
                header=origin.header,
                years=[group.base_title, *origin.years],
                headings=group.headings,
            ),
            introduction=tuple(group.over),
        )
        for group in titled_tables(elements, tables)
    ]
    closing = tuple(squashed(line.text) for line in lines_of(elements[tables[-1].place + 1 :]))
    if closing and LINE_NUMBER.match(closing[0]):
        doubts.add(
            "cut_row", _("Последняя строка таблицы обрывается: она оставлена текстом."), " ".join(closing[:2])
        )
    return [*plans[:-1], replace(plans[-1], closing=plans[-1].closing + closing)]


def _plan_without_table(
    lines: list[Paragraph], origin: Origin, doubts: Doubts, *, has_other_table: bool
) -> list[Plan]:
    """A calendar of dated lines is a plan; a table that lost its cells is not guessed at."""
    start, end = title_lines(lines)
    title = title_text(lines[start:end])
    kind = kind_of_title(title) if title else None
    if kind not in PLAN_KINDS:
        return []
    year = context_year([title, *origin.years], [line.text for line in lines])
    sections: tuple[Section, ...] = ()
    is_prose = False
    below: list[str] = []
    for place in range(start + 1, min(end, start + 5) + 1):
        sections = read_dated_lines(lines[place:], year)
        if sections:
            title, end = title_text(lines[start:place]), place
            break
    if not sections:
        first = _first_below(lines, end)
        below = [squashed(line.text) for line in lines[first:]]
        sections, before = read_labelled_items(lines[end:first], year)
        lines = [*lines[:end], *(Paragraph(text) for text in before)] if sections else lines
        is_prose = bool(sections)
    if not sections:
        doubts.add("table_not_recognised", _("Таблица не распознана: вставьте её из Word."), title)
    if not sections and has_other_table:
        return []
    rest = below if is_prose else [] if sections else [squashed(line.text) for line in lines[end:]]
    over = tuple(squashed(line.text) for line in [*lines[:start], *(lines[end:] if is_prose else [])])
    return [
        Plan(
            title, sections, origin.number, origin.header, kind, year, introduction=over, closing=tuple(rest)
        )
    ]


def _first_below(lines: list[Paragraph], start: int) -> int:
    """Return the place of the first signature below the last numbered line."""
    numbers = [place for place in range(start, len(lines)) if numbered(lines[place].text)]
    signatures = find_signatures(lines, numbers[-1] + 1) if numbers else []
    return signatures[0].start if signatures else len(lines)


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
