"""Which tables make one plan: their common title, and the heading that each of several tables has over it."""

from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from plans.importing.elements import Element, Paragraph
from plans.importing.parsing.cleaning import lines_of, squashed
from plans.importing.parsing.people import is_name
from plans.importing.parsing.plan import PlanTable, has_sections, title_lines, title_text
from plans.importing.parsing.requisites import is_requisite_line

_LONGEST_HEADING = 150
_LONGEST_TITLE = 400
_LIKENESS = 0.4


@dataclass(frozen=True)
class TitledTables:
    """Tables under one title; `over` are the lines above them that are neither title nor heading."""

    base_title: str
    tables: list[PlanTable]
    headings: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    own_heading: str = ""

    @property
    def title(self) -> str:
        return ". ".join(filter(None, [self.base_title, self.own_heading]))


def titled_tables(elements: list[Element], tables: list[PlanTable]) -> list[TitledTables]:
    """Tables belong to one plan until a line between them begins the title of another."""
    groups: list[TitledTables] = []
    start = 0
    for table in tables:
        lines = lines_of(elements[start : table.place])
        first, end = title_lines(lines)
        if groups and first == end:
            heading = _heading(lines)
            over = [squashed(line.text) for line in (lines[:-1] if heading else lines)]
            groups[-1].over.extend(over)
            groups[-1].tables.append(table)
            groups[-1].headings.append(heading)
        else:
            groups.append(_group(table, lines, first, end))
        start = table.place + 1
    return [part for group in groups for part in _parted(_with_first_heading(group))]


def base_title(titles: list[str]) -> str:
    """Return the title that several plans share, else the first."""
    if len(titles) < 2:
        return titles[0] if titles else ""
    parts = [title.split(". ") for title in titles]
    common = [same[0] for same in zip(*parts, strict=False) if len(set(same)) == 1]
    return ". ".join(common) or titles[0]


def _group(table: PlanTable, lines: list[Paragraph], first: int, end: int) -> TitledTables:
    title = title_text(lines[first:end]) if first < end else _title_inside(table) or _plain_title(lines)
    is_plain = first == end and bool(title) and not _title_inside(table)
    used = range(first, end) if first < end else range(len(lines) if is_plain else 0)
    over = [squashed(line.text) for place, line in enumerate(lines) if place not in used]
    last = squashed(lines[-1].text) if len(lines) > 1 else ""
    return TitledTables(title, [table], [last], over)


def _title_inside(table: PlanTable) -> str:
    """The title may stand in rows of the table over its headers."""
    rows = table.table.rows[: max(table.columns.first_row - 1, 0)]
    texts = [text for row in rows for text in row.texts if text]
    is_title = 0 < len(texts) <= len(rows) and all(len(text) < _LONGEST_TITLE for text in texts)
    return squashed(" ".join(texts)) if is_title else ""


def _plain_title(lines: list[Paragraph]) -> str:
    """A few short lines over the table are its title, whatever they are called."""
    text = title_text(lines)
    return text if 0 < len(text) < 400 and len(lines) < 6 else ""


def _heading(lines: list[Paragraph]) -> str:
    text = squashed(lines[-1].text) if lines else ""
    is_heading = 0 < len(text) < _LONGEST_HEADING and not text.endswith((".", ";", ","))
    return text if is_heading and not is_name(text) and not is_requisite_line(text) else ""


def _with_first_heading(group: TitledTables) -> TitledTables:
    """The last line over the first table is its heading where it is like those of the other tables."""
    first, others = group.headings[0], [heading for heading in group.headings[1:] if heading]
    is_like = bool(first) and bool(others) and _is_like(first, others[0])
    if is_like and group.over and group.over[-1] == first:
        return replace(group, over=group.over[:-1])
    if is_like and group.base_title.endswith(first) and group.base_title != first:
        return replace(group, base_title=group.base_title.removesuffix(first).strip())
    return replace(group, headings=["", *group.headings[1:]])


def _is_like(one: str, two: str) -> bool:
    if one.isupper() != two.isupper():
        return False
    return SequenceMatcher(None, one, two).ratio() >= _LIKENESS


def _parted(group: TitledTables) -> list[TitledTables]:
    """Tables that have both headings and sections inside are plans of their own."""
    if not any(group.headings) or not any(map(has_sections, group.tables)):
        return [group]
    parts: list[TitledTables] = []
    for table, heading in zip(group.tables, group.headings, strict=True):
        if heading or not parts:
            over = [] if parts else group.over
            parts.append(TitledTables(group.base_title, [], [], over, own_heading=heading))
        parts[-1].tables.append(table)
        parts[-1].headings.append("")
    return parts
