"""A plan: the text over its table, the table's sections and items, the lines below it."""

import re
from dataclasses import dataclass

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Element, Paragraph, Table
from plans.importing.parsed import Plan, Section
from plans.importing.parsing.bare_days import month_of
from plans.importing.parsing.cleaning import lines_of, squashed
from plans.importing.parsing.columns import Columns, find_columns
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.headers import NUMBER, is_line_of_headers, role_of
from plans.importing.parsing.headless_tables import columns_by_cells
from plans.importing.parsing.kind import PLAN_KINDS, is_sentence, kind_of_title
from plans.importing.parsing.places import city_line, is_authority
from plans.importing.parsing.plan_items import ItemBuilder
from plans.importing.parsing.plan_rows import RowReader
from plans.importing.parsing.requisites import is_requisite_line
from plans.importing.parsing.years import context_year

_LINES_OVER_A_TABLE = 12


@dataclass(frozen=True)
class PlanTable:
    """A table of a plan with its place among the elements."""

    place: int
    table: Table
    columns: Columns


def plan_tables(elements: list[Element]) -> list[PlanTable]:
    """Return the tables with the columns of a plan; one cut by a page break is joined."""
    found: list[PlanTable] = []
    for place, element in enumerate(elements):
        if not isinstance(element, Table):
            continue
        columns = find_columns(element)
        above = found[-1] if found and found[-1].place == place - 1 else None
        if above and _goes_on_with(above, element, columns):
            found[-1] = PlanTable(place, Table(above.table.rows + element.rows), above.columns)
            continue
        columns = columns or columns_by_cells(element)
        is_of_events = columns is not None and columns.first_row > 0 and columns.are_of_events
        if columns and (is_of_events or _is_called_plan(elements[:place])):
            found.append(PlanTable(place, element, columns))
    return found


def _is_called_plan(elements: list[Element]) -> bool:
    lines = lines_of(elements[-_LINES_OVER_A_TABLE:])
    first, end = title_lines(lines)
    return kind_of_title(title_text(lines[first:end])) in PLAN_KINDS


def _goes_on_with(above: PlanTable, table: Table, columns: Columns | None) -> bool:
    """A table right below another is its rest: without a header, or with the same one printed on the next page."""
    if columns is None:
        return table.width == len(above.columns.roles)
    return columns.headers == above.columns.headers


def build_plan(
    title: str,
    tables: list[PlanTable],
    doubts: Doubts,
    *,
    number: str | None,
    header: str,
    years: list[str],
    headings: list[str] | None = None,
) -> Plan:
    """Return the plan of one or several tables with the same title; `years` are texts that may name its year.

    A table without sections of its own is one, with the heading over it.
    """
    year = context_year(
        [title, *years], [row_text for table in tables for row_text in _row_texts(table.table)]
    )
    sections: list[Section] = []
    notes: list[str] = []
    for place, table in enumerate(tables):
        reader = RowReader(table.table, table.columns)
        raw = reader.read()
        notes.extend(map(squashed, reader.notes))
        heading = headings[place] if headings else ""
        if heading and len(raw) == 1 and not raw[0].title:
            raw[0].title = heading
        sections.extend(ItemBuilder(table.columns, year, doubts, month_of(title)).sections(raw))
    if any(table.columns.first_row == 0 for table in tables):
        doubts.add("columns_inferred", _("Заголовка у таблицы нет: графы определены по содержанию."), title)
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
        closing=tuple(notes),
        origin=tables[0].table.rows[0].place,
    )


def has_sections(table: PlanTable) -> bool:
    """Tell a table with titles of sections among its rows."""
    return any(section.title for section in RowReader(table.table, table.columns).read())


def _row_texts(table: Table) -> list[str]:
    return [" ".join(row.texts) for row in table.rows]


_TITLE_START = re.compile(
    r"[«\"]?(?:[А-ЯЁ][\w-]*\s+){0,3}(?:план|дорожная карта|план-график|комплекс мер|комплексный план"
    r"|календар\w*|сетевой график|график"
    r"|перечень|программа|медиаплан|циклограмма)\b|мероприятия (?:по|к|на|в|для|посвящ)",
    re.IGNORECASE,
)


_LABELLED = re.compile(
    r"(?:(?:методическая |общая |единая )?тема|цел[ьи]|задач[аи]|девиз|основание|период|срок[иа]?|место|дата|участники"
    r"|ответственн\w+|приоритет\w+|направлени[ея])\b[\w\s]{0,40}:",
    re.IGNORECASE,
)


_ENDS_WITH_YEAR = re.compile(
    r"\d{4}\D{0,3}(?:учебн\w+ |уч\. ?)?(?:год[ау]?|годы|гг?\.?)[»\"]?\Z", re.IGNORECASE
)


_GRADES = re.compile(r"\d{1,2}(?:\s?[-–]\s?\d{1,2})? класс", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b", re.IGNORECASE)
_ENDS_WITH_DAY = re.compile(r"(?:\A|[\s–-])[«\"]?\d{1,2}[»\"]?\Z")
_BEGINS_WITH_MONTH = re.compile(
    r"(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)", re.IGNORECASE
)
_BEGINS_WITH_DATE = re.compile(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{2,4}")


def title_lines(lines: list[Paragraph]) -> tuple[int, int]:
    """Return the places of the first line of a plan's title and of the line after its last."""
    limit = next((index for index, line in enumerate(lines) if role_of(line.text) == NUMBER), len(lines))
    lines = lines[:limit]
    starts = [
        index
        for index, line in enumerate(lines)
        if _TITLE_START.match(line.text) and len(line.text) < 400 and not is_sentence(line.text)
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
    is_below_year = bool(_ENDS_WITH_YEAR.search(text)) and not is_authority(line.text)
    if is_below_year and (line.text[0].isupper() or _GRADES.match(line.text)):
        return False
    is_subtitle = text.isupper() and " " in text and not line.text.isupper() and not line.text[0].islower()
    if line.is_line and is_subtitle:
        return False
    is_rest_of_date = bool(_ENDS_WITH_DAY.search(text) and _BEGINS_WITH_MONTH.match(line.text))
    if is_requisite_line(line.text) and not is_rest_of_date:
        return False
    if role_of(line.text) == NUMBER or city_line(line.text):
        return False
    if _LABELLED.match(line.text) or _WEEKDAY.match(line.text) or is_line_of_headers(line.text):
        return False
    return not re.match(r"\d{1,2}(?:[.)]|\Z)", line.text) or bool(_BEGINS_WITH_DATE.match(line.text))


def title_text(lines: list[Paragraph]) -> str:
    return squashed(" ".join(line.text for line in lines))
