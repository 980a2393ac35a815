"""Minutes of a meeting: its fields, its agenda, and what was heard and decided on each item."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Paragraph
from plans.importing.parsed import AgendaItem, Decision
from plans.importing.parsing.clauses import numbered, read_clauses
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.doubts import Doubts

_FIELD = re.compile(
    r"(?P<name>дата(?: и время)?(?: проведения)?|время(?: проведения)?|место(?: проведения)?"
    r"|присутствовал\w*|участник\w*[\w ]{0,30}"
    r"|приглаш[её]нн\w+|председател\w+[\w ]{0,20}|секретар\w+|отсутствовал\w*"
    r"|повестка[\w ]{0,30}|кворум\w*)\s*[:–-]\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AGENDA = re.compile(r"повестка(?: дня| совещания| заседания| собрания)?\s*:?\s*\Z", re.IGNORECASE)
_STEP = re.compile(
    r"(?P<number>\d{1,2})?(?:[.)]\s*)?(?:по \w+ вопросу\W*(?:повестки дня\W*)?)?"
    r"(?P<step>слушали|заслушали|выступил[аи]?|решили|постановили|решение)\s*(?::|-|–|\Z)\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_STEPS = {
    "слуш": "heard",
    "засл": "heard",
    "выст": "spoken",
    "реши": "decided",
    "пост": "decided",
    "реше": "decided",
}
_SPEAKER = re.compile(
    r"\(?\s*(?:доклад\w*|информаци\w+|сообщени\w+|докл|выступа\w+|отв\w*)\s*[.:–-]*\s*(?P<name>.+?)\)?\.?\Z",
    re.I | re.DOTALL,
)
_SPEAKER_INSIDE = re.compile(
    r"[\s(](?:докладчик\w*|докладывает|докл\.|отв\.)\s*[:–-]*\s*(?P<name>[А-ЯЁ].+?)\)?\.?\Z", re.IGNORECASE
)
_ADDRESSEE = re.compile(
    r"(?:руководител|директор|заведующ|методист|специалист|инспектор|педагог|заместител"
    r"|начальник|учител|ст\. |старш|классн|председател"
    r"|администраци|отдел|управлени|образовательн|общеобразовательн|МБ|МК|МА)\S*(?:ам|ям|у|ю|им|ым|ему|ому|ой)?\b",
    re.IGNORECASE,
)
_OWN_ADDRESSEE = re.compile(r"(?P<who>[А-ЯЁ][^()]{3,60}\([А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.\))\s")


@dataclass
class _Block:
    """What was heard, said and decided on one item."""

    number: str = ""
    heard: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    decided: list[Paragraph] = field(default_factory=list)


@dataclass
class Minutes:
    """The parts of the minutes; `fields` are the labelled lines of the head by the first word of the label."""

    head: list[Paragraph] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    agenda: list[AgendaItem] = field(default_factory=list)

    @property
    def other_fields(self) -> list[str]:
        """Labelled lines that have no field of their own in the document."""
        known = ("дата", "время", "место", "участ", "присут", "повестк")
        return [
            f"{label.capitalize()}: {text}"
            for label, text in self.fields.items()
            if text and not label.startswith(known)
        ]


def read_minutes(lines: list[Paragraph], doubts: Doubts) -> Minutes:
    """Return the parts of minutes given without their signatures."""
    minutes = Minutes()
    first_step = next((place for place, line in enumerate(lines) if _STEP.match(line.text)), len(lines))
    agenda_start = _read_head(lines[:first_step], minutes)
    minutes.agenda = _read_agenda(lines[agenda_start:first_step])
    blocks = _read_blocks(lines[first_step:])
    minutes.agenda = _with_blocks(minutes.agenda, blocks, doubts)
    return minutes


def _read_head(lines: list[Paragraph], minutes: Minutes) -> int:
    """Fill the head and the labelled fields; return where the agenda begins."""
    label = ""
    for place, line in enumerate(lines):
        if _AGENDA.match(line.text):
            return place + 1
        found = _FIELD.match(line.text)
        if found and found["name"].casefold().startswith("повестка"):
            return place
        if found:
            label = found["name"].casefold().split()[0]
            minutes.fields[label] = squashed(found["value"])
        elif label:
            minutes.fields[label] = squashed(f"{minutes.fields[label]} {line.text}")
        else:
            minutes.head.append(line)
    return len(lines)


def _read_agenda(lines: list[Paragraph]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    for line in lines:
        found = numbered(line.text)
        speaker = (
            _SPEAKER.match(line.text) if line.text.lstrip().startswith(("(", "Доклад", "доклад")) else None
        )
        if found and found.number[0].isdigit():
            items.append(_agenda_item(found.number.rstrip(".)"), squashed(found.text)))
        elif items and speaker:
            items[-1] = replace(items[-1], speaker=_speaker(speaker["name"]))
        elif items:
            items[-1] = replace(items[-1], title=squashed(f"{items[-1].title} {line.text}"))
    return items


def _agenda_item(number: str, text: str) -> AgendaItem:
    """A speaker may be named in the line of the item."""
    match = _SPEAKER_INSIDE.search(text)
    if match is None:
        return AgendaItem(number, text)
    return AgendaItem(number, text[: match.start()].strip(" ("), _speaker(match["name"]))


def _speaker(text: str) -> str:
    """«А.Ю.. заместитель» has a dot for a comma."""
    return (
        re.sub(r"\.\.\s", "., ", squashed(text)).strip(" .,")
        if text.count("(") == text.count(")")
        else squashed(text)
    )


def _read_blocks(lines: list[Paragraph]) -> list[_Block]:
    blocks: list[_Block] = []
    step = ""
    for line in lines:
        found = _STEP.match(line.text)
        text = line.text
        if found:
            step = _STEPS[found["step"].casefold()[:4]]
            if step == "heard" or not blocks:
                blocks.append(_Block(found["number"] or ""))
            text = found["text"]
        if not text.strip():
            continue
        if step == "decided":
            blocks[-1].decided.append(replace(line, text=text))
        elif step:
            getattr(blocks[-1], step).append(squashed(text))
    return blocks


def _with_blocks(agenda: list[AgendaItem], blocks: list[_Block], doubts: Doubts) -> list[AgendaItem]:
    """What was heard belongs to the item of its number, or to the item of its place in the order."""
    found = {item.number: item for item in agenda}
    numbers = list(found)
    for place, block in enumerate(blocks):
        by_place = numbers[place] if place < len(numbers) else str(place + 1)
        number = block.number if block.number in found else by_place
        heard = " ".join(block.heard)
        item = found.get(number) or AgendaItem(number, heard[:300])
        _check_speaker(item, heard, doubts)
        decisions = item.decisions + tuple(read_decisions(block.decided))
        heard, spoken = (
            f"{old} {new}".strip()
            for old, new in ((item.heard, heard), (item.spoken, " ".join(block.spoken)))
        )
        found[number] = replace(item, heard=heard, spoken=spoken, decisions=decisions)
    for item in found.values():
        if not item.decisions:
            doubts.add("no_decision", _("По вопросу повестки нет решения."), f"{item.number}. {item.title}")
    return list(found.values())


def _check_speaker(item: AgendaItem, heard: str, doubts: Doubts) -> None:
    surname = re.match(r"[А-ЯЁ][а-яё]{3,}", item.speaker)
    if surname and heard and surname[0][:-2] not in heard:
        doubts.add(
            "speaker_differs",
            _("В повестке и в записи названы разные докладчики."),
            f"{item.number}. {item.title}",
        )


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
    clauses, before = read_clauses(lines)
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
