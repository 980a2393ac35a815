"""A plan: the text over its table, the table's sections and items, the lines below it."""

import re
from dataclasses import dataclass

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.parsed import Plan, Section
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.columns import NUMBER, Columns, find_columns, role_of
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.kind import kind_of_title
from plans.importing.parsing.plan_items import ItemBuilder
from plans.importing.parsing.plan_rows import RowReader
from plans.importing.parsing.requisites import is_requisite_line, parse_date
from plans.importing.parsing.years import context_year


@dataclass(frozen=True)
class PlanTable:
    """A table of a plan with its place among the elements."""

    place: int
    table: Table
    columns: Columns


def plan_tables(elements: list[Element]) -> list[PlanTable]:
    """Return the tables with the columns of a plan; one cut by a page break without its header is joined."""
    found: list[PlanTable] = []
    for place, element in enumerate(elements):
        if not isinstance(element, Table):
            continue
        columns = find_columns(element)
        if columns:
            found.append(PlanTable(place, element, columns))
        elif found and found[-1].place == place - 1 and element.width == len(found[-1].columns.roles):
            rows = found[-1].table.rows + element.rows
            found[-1] = PlanTable(place, Table(rows), found[-1].columns)
    return found


def build_plan(
    title: str, tables: list[PlanTable], doubts: Doubts, *, number: str | None, header: str, years: list[str]
) -> Plan:
    """Return the plan of one or several tables with the same title; `years` are texts that may name its year."""
    year = context_year(
        [title, *years], [row_text for table in tables for row_text in _row_texts(table.table)]
    )
    sections: list[Section] = []
    for table in tables:
        reader = RowReader(table.table, table.columns)
        sections.extend(ItemBuilder(table.columns, year, doubts).sections(reader.read()))
    if not any(section.items for section in sections):
        doubts.add("empty_plan", _("В таблице плана не найдено ни одного пункта."), title)
    return Plan(
        title=title,
        sections=tuple(sections),
        appendix_number=number,
        appendix_header=header,
        kind=kind_of_title(title) or "plan",
        context_year=year,
        columns=tables[0].columns.headers,
        origin=tables[0].table.rows[0].place,
    )


def _row_texts(table: Table) -> list[str]:
    return [" ".join(row.texts) for row in table.rows]


_TITLE_START = re.compile(
    r"(?:[А-ЯЁ][\w-]*\s+){0,3}(?:план|дорожная карта|план-график|комплекс мер|комплексный план|календар\w*|сетевой график|график"
    r"|перечень|программа|медиаплан|циклограмма)\b|мероприятия (?:по|к|на|в|для|посвящ)",
    re.IGNORECASE,
)


def title_lines(lines: list[Paragraph]) -> tuple[int, int]:
    """Return the places of the first line of a plan's title and of the line after its last."""
    limit = next((index for index, line in enumerate(lines) if role_of(line.text) == NUMBER), len(lines))
    lines = lines[:limit]
    starts = [
        index for index, line in enumerate(lines) if _TITLE_START.match(line.text) and len(line.text) < 400
    ]
    if not starts:
        return limit, limit
    start = starts[-1]
    while start - 1 in starts and not lines[start].after_gap and start > 0:
        start -= 1
    end = start + 1
    while end < len(lines) and _goes_on(lines[start:end], lines[end]):
        end += 1
    return start, end


def _goes_on(title: list[Paragraph], line: Paragraph) -> bool:
    text = " ".join(part.text for part in title)
    if len(text) + len(line.text) > 500 or re.match(
        r"(?:утвержд|согласован|принят)", line.text, re.IGNORECASE
    ):
        return False
    if len(line.text) > 250 or re.search(r"(?<![А-ЯЁ])(?<!\bг)[.;]\Z", text):
        return False
    is_subtitle = text.isupper() and " " in text and not line.text.isupper() and not line.text[0].islower()
    if line.is_line and is_subtitle:
        return False
    if is_requisite_line(line.text) or role_of(line.text) == NUMBER:
        return False
    return not re.match(r"\d{1,2}(?:[.)]|\Z)", line.text) or bool(parse_date(line.text))


def title_text(lines: list[Paragraph]) -> str:
    return squashed(" ".join(line.text for line in lines))
