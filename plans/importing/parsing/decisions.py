"""What a meeting decided: clauses below the line that says whom they are for."""

import re
from dataclasses import replace

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
_OWN_ADDRESSEE = re.compile(r"(?P<who>[А-ЯЁ][^()]{3,60}\([А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.\))\s")


def read_decisions(lines: list[Paragraph]) -> list[Decision]:
    """Return the decisions; a line in the dative before clauses says whom they are for."""
    groups: list[tuple[str, list[Paragraph]]] = [("", [])]
    for line in lines:
        if _is_addressee(line):
            groups.append((squashed(line.text).rstrip(" ;:."), []))
            continue
        own = _own_addressee(line)
        if own:
            groups.append((own, []))
        groups[-1][1].append(line)
    return [decision for addressee, clauses in groups for decision in _decision(addressee, clauses)]


def _decision(addressee: str, lines: list[Paragraph]) -> list[Decision]:
    clauses, before = read_clauses(_numbers_apart(lines), may_begin_with_bullet=True)
    if before and not clauses:
        clauses, _rest = read_clauses([Paragraph(f"1. {' '.join(before)}")])
        clauses = [replace(clause, number="") for clause in clauses]
    return [Decision(addressee, tuple(clauses))] if clauses else []


def _is_addressee(line: Paragraph) -> bool:
    text = line.text
    if numbered(text) or len(text) > 250 or not _ADDRESSEE.match(text):
        return False
    return bool(re.search(r"[;:]\s*\Z", text)) or (len(text) < 100 and not re.search(r"[.,]\Z", text))


def _own_addressee(line: Paragraph) -> str:
    """«3. Ст. инспектору (Фамилия И.О.) провести …»: a clause with an addressee of its own."""
    found = numbered(line.text)
    match = _OWN_ADDRESSEE.match(found.text) if found else None
    return match["who"] if match and _ADDRESSEE.match(match["who"]) else ""


def _numbers_apart(lines: list[Paragraph]) -> list[Paragraph]:
    """«1. Признать … 2. Учителям …» in one line are clauses of their own."""
    return [replace(line, text=text) for line in lines for text in numbered_in_line(line.text)]
