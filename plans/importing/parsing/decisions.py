"""What a meeting decided: clauses below the line that says whom they are for."""

import re
from dataclasses import dataclass, field, replace

from plans.importing.elements import Paragraph
from plans.importing.parsed import Decision
from plans.importing.parsing.clauses import numbered, numbered_in_line, read_clauses
from plans.importing.parsing.cleaning import squashed

_ADDRESSEE = re.compile(
    r"(?:руководител|директор|заведующ|методист|специалист|инспектор|педагог|заместител"
    r"|начальник|учител|ст\. |старш|классн|председател"
    r"|администраци|отдел|управлени|образовательн|общеобразовательн|МБ|МК|МА)\S*(?:ам|ям|у|ю|им|ым|ему|ому|ой)?\b",
    re.IGNORECASE,
)
_DATIVE = re.compile(
    r"(?:(?:Рекомендовать|Поручить|Предложить|Всем)\s+)?"
    r"(?:[А-ЯЁ]{2,}(?![а-яё])|[А-ЯЁа-яё-]+(?:ам|ям|ому|ему|ым|им|ой|ей|у|ю|ии)(?![а-яё]))"
)
_OWN_ADDRESSEE = re.compile(r"(?P<who>[А-ЯЁ][^()]{3,60}\([А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.\))\s")
_ENDS_WITH_INITIAL = re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁ]\.\Z")
_LONGEST_ADDRESSEE = 250


@dataclass
class _Group:
    """Lines for one addressee; those of one clause alone have the depth of its number."""

    addressee: str
    depth: int | None = None
    lines: list[Paragraph] = field(default_factory=list)


def read_decisions(lines: list[Paragraph]) -> list[Decision]:
    """Return the decisions; a line in the dative before clauses says whom they are for."""
    groups = [_Group("")]
    of_block = previous = ""
    for line in lines:
        if _is_addressee(line, previous):
            of_block = _name(line.text)
            groups.append(_Group(of_block))
        else:
            _add(groups, line, of_block)
        previous = line.text
    return [decision for group in groups for decision in _decision(group)]


def _add(groups: list[_Group], line: Paragraph, of_block: str) -> None:
    """A clause may name its own addressee; the next one on its level is again for those of the block."""
    found = numbered(line.text)
    own = _own_addressee(line)
    last = groups[-1]
    if own:
        groups.append(_Group(own, found.depth if found else None))
    elif found and last.depth is not None and found.depth <= last.depth:
        groups.append(_Group(of_block))
    groups[-1].lines.append(line)


def _decision(group: _Group) -> list[Decision]:
    """A sentence over the first clause is a decision too."""
    clauses, before = read_clauses(_numbers_apart(group.lines), may_begin_with_bullet=True)
    if before:
        sentence, _rest = read_clauses([Paragraph(f"1. {' '.join(before)}")])
        clauses = [
            *(replace(clause, number="", origin=group.lines[0].place) for clause in sentence),
            *clauses,
        ]
    return [Decision(group.addressee, tuple(clauses))] if clauses else []


def _is_addressee(line: Paragraph, previous: str) -> bool:
    text = line.text
    if numbered(text) or len(text) > _LONGEST_ADDRESSEE:
        return False
    ends_open = bool(re.search(r"[;:]\s*\Z", text))
    if _ADDRESSEE.match(text):
        return ends_open or (len(text) < 100 and not re.search(r"[.,]\Z", text))
    begins = not line.is_line or line.after_gap or not previous or bool(re.search(r"[.;:!]\s*\Z", previous))
    return ends_open and begins and text[0].isupper() and bool(_DATIVE.match(text))


def _own_addressee(line: Paragraph) -> str:
    """«3. Ст. инспектору (Фамилия И.О.) провести …», «2. Классным руководителям:»: an addressee of one clause."""
    found = numbered(line.text)
    if found is None:
        return ""
    match = _OWN_ADDRESSEE.match(found.text)
    if match and _ADDRESSEE.match(match["who"]):
        return match["who"]
    is_line = len(found.text) < 100 and found.text.endswith(":") and found.text[0].isupper()
    return _name(found.text) if is_line and _ADDRESSEE.match(found.text) else ""


def _name(text: str) -> str:
    name = squashed(text).rstrip(" ;:")
    return name if _ENDS_WITH_INITIAL.search(name) else name.rstrip(" .")


def _numbers_apart(lines: list[Paragraph]) -> list[Paragraph]:
    """«1. Признать … 2. Учителям …» in one line are clauses of their own."""
    return [replace(line, text=text) for line in lines for text in numbered_in_line(line.text)]
