"""Orders and directives: head, title, preamble, clauses, signatures, distribution list."""

import re
from dataclasses import dataclass, field, replace

from plans.importing.elements import Paragraph
from plans.importing.parsed import Clause, Signatory
from plans.importing.parsing.clauses import list_items, numbered, read_clauses
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.people import find_signatures, parted_by_role
from plans.importing.parsing.requisites import is_requisite_line

_RESOLUTION = re.compile(
    r"(?P<before>.*?)\b(?P<word>приказываю|распоряжаюсь|постановляю|постановляет|обязываю)\s*:?\s*(?P<after>.*)",
    re.I | re.S,
)
_TITLE = re.compile(r"[«\"]?(?:[Оо][бБ]?|О внесении|Во исполнение)\s+[^\W\d_]")
_TITLE_INSIDE = re.compile(r"(?:№|N)\s*[\w./-]+\s+[«\"]?(?P<title>Об?\s+[^\W\d_].+)", re.DOTALL)
_PREAMBLE = re.compile(
    r"(?:В (?:цел|соответств|связи|рамках|исполн|период)|Во исполнение|На основании|С целью"
    r"|Согласно|Руководствуясь|По итогам|Учитывая"
    r"|Для |Исходя|По результатам|В (?:XX|20)|Приказываю|ПРИКАЗЫВАЮ)"
)
_DISTRIBUTION = re.compile(
    r"(?:расч[её]т рассылки|рассылка|разослать|рассылается|список рассылки|разослано)\s*:?\s*(?P<rest>.*)",
    re.I | re.S,
)
_EXECUTOR = re.compile(r"(?:исп\.|исполнитель|исполнил\w*)\s*:?\s*", re.IGNORECASE)


@dataclass
class Order:
    """The parts of an order."""

    head: list[Paragraph] = field(default_factory=list)
    title: str = ""
    preamble: str = ""
    clauses: list[Clause] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    visas: list[Signatory] = field(default_factory=list)
    distribution: list[str] = field(default_factory=list)
    executor: str = ""
    closing: list[str] = field(default_factory=list)


def read_order(lines: list[Paragraph]) -> Order:
    """Return the parts of an order given without its appendices."""
    order = Order()
    lines = _without_distribution(lines, order)
    start = _first_clause(lines, order)
    title_start, title_end = _title(lines[:start])
    order.head = lines[:title_start]
    inside = _TITLE_INSIDE.search(squashed(" ".join(line.text for line in lines[:title_end]))[:2000])
    order.title = _unquoted(_joined(lines[title_start:title_end])) or (inside["title"] if inside else "")
    order.preamble = squashed(" ".join(filter(None, [_joined(lines[title_end:start]), order.preamble])))
    _read_body(lines[start:], order)
    return order


def _joined(lines: list[Paragraph]) -> str:
    return squashed(" ".join(line.text for line in lines))


def _unquoted(title: str) -> str:
    """«О проведении …» in quotes as a whole."""
    inside = title[1:-1]
    is_quoted = title[:1] == "«" and title[-1:] == "»" and inside.count("«") == inside.count("»")
    return inside if is_quoted and inside.find("»") >= inside.find("«") else title


def _without_distribution(lines: list[Paragraph], order: Order) -> list[Paragraph]:
    """«Расчет рассылки» is numbered, yet its lines are no clauses."""
    for place, line in enumerate(lines):
        match = _DISTRIBUTION.match(line.text)
        if match and len(line.text) < 600:
            text = squashed(" ".join([match["rest"], *(other.text for other in lines[place + 1 :])]))
            order.distribution = (
                list_items(text) if numbered(text) else _unnumbered(match["rest"], lines[place + 1 :])
            )
            return lines[:place]
    return lines


def _unnumbered(rest: str, lines: list[Paragraph]) -> list[str]:
    return [squashed(text) for text in [rest, *(line.text for line in lines)] if text.strip()]


def _first_clause(lines: list[Paragraph], order: Order) -> int:
    """Return the place after the word of resolution; text behind it in its line is a clause of its own."""
    for place, line in enumerate(lines):
        match = _RESOLUTION.match(line.text)
        if match and not (numbered(line.text) and place):
            order.preamble = squashed(line.text[: match.start("after")])
            after = match["after"].strip()
            lines[place : place + 1] = [replace(line, text=after, after_gap=False)] if after else []
            return place
    first = next((place for place, line in enumerate(lines) if _is_first(line.text)), len(lines))
    return first


def _is_first(text: str) -> bool:
    found = numbered(text)
    return bool(found) and found is not None and found.number.rstrip(".)") == "1"


def _title(lines: list[Paragraph]) -> tuple[int, int]:
    """Return the places of the title «О(б) …»: it ends before a gap, the preamble or a line of requisites."""
    for start, line in enumerate(lines):
        if not _TITLE.match(line.text) or _PREAMBLE.match(line.text):
            continue
        end = start + 1
        while end < len(lines) and _goes_on(lines[end]):
            end += 1
        return start, end
    first = next((place for place, line in enumerate(lines) if _PREAMBLE.match(line.text)), len(lines))
    return first, first


def _goes_on(line: Paragraph) -> bool:
    if (
        (line.after_gap and not line.text[0].islower())
        or _PREAMBLE.match(line.text)
        or is_requisite_line(line.text)
    ):
        return False
    if line.is_line or line.text[0].islower() or line.text[0] in '«"(':
        return True
    return len(line.text) < 100 and not re.search(r"[.:;]\Z|\bприказываю\b", line.text, re.IGNORECASE)


def _read_body(lines: list[Paragraph], order: Order) -> None:
    after_clauses = _after_last_number(lines)
    signatures = find_signatures(lines, after_clauses)
    end = signatures[0].start if signatures else len(lines)
    order.signatories, order.visas = parted_by_role(lines, signatures)
    order.clauses, before = read_clauses(lines[:end])
    order.closing.extend(before)
    last = signatures[-1].end if signatures else len(lines)
    for line in lines[last:]:
        if _EXECUTOR.match(line.text):
            order.executor = squashed(_EXECUTOR.sub("", line.text))
        else:
            order.closing.append(squashed(line.text))
    used = {place for signature in signatures for place in range(signature.start, signature.end)}
    order.closing.extend(
        squashed(line.text) for place, line in enumerate(lines) if end <= place < last and place not in used
    )


def _after_last_number(lines: list[Paragraph]) -> int:
    """Signatures come after the clauses; a name inside a clause is none."""
    last = -1
    for place, line in enumerate(lines):
        found = numbered(line.text)
        if found and found.depth < 9:
            last = place
    return last + 1
