"""Minutes of a meeting: its fields, its agenda, and what was heard and decided on each item."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation.trans_null import gettext_noop as _

from plans.importing.elements import Paragraph
from plans.importing.parsed import AgendaItem
from plans.importing.parsing.agenda import read_agenda
from plans.importing.parsing.clauses import list_items
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.decisions import read_decisions
from plans.importing.parsing.doubts import Doubts
from plans.importing.parsing.kind import kind_of_title
from plans.importing.parsing.requisites import parse_date

_FIELD = re.compile(
    r"(?P<name>дата(?: и время)?(?: проведения)?|время(?: проведения)?|место(?: проведения)?"
    r"|присутствовал\w*|участник\w*[\w ]{0,30}"
    r"|приглаш[её]нн\w+|председател\w+[\w ]{0,20}|секретар\w+|отсутствовал\w*"
    r"|повестка[\w ]{0,30}|кворум\w*)\s*[:–-]\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AGENDA = re.compile(r"повестка(?: дня| совещания| заседания| собрания)?\s*:?\s*\Z", re.IGNORECASE)
_NUMBER = r"(?P<number>\d{1,2}|[IVX]{1,4})?(?:[.)]\s*)?"
_STEP = re.compile(
    _NUMBER + r"(?:по (?P<ordinal>\w+) вопросу\W*(?:повестки(?: дня)?\W*)?)?"
    r"(?P<step>слушали|заслушали|выступил[аи]?|в (?:обсуждении|прениях) (?:приняли участие|выступили)"
    r"|решили|решено|постановили|постановлено|принято решение|решение)\s*(?::|-|–|\Z)\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_STEP_IN_SENTENCE = re.compile(
    _NUMBER
    + r"(?:(?:П|ПО|По) (?P<ordinal>\w+) вопросу\W*(?:повестки(?: дня)?\W*)?(?:слово имел[аи]?|слушали|выступил[аи]?)"
    r"|(?:С|З)(?:лушали|аслушали)|СЛУШАЛИ|ЗАСЛУШАЛИ|Выступил[аи]?|ВЫСТУПИЛ[АИ]?|Решили|РЕШИЛИ|Постановили|ПОСТАНОВИЛИ)\s+(?P<text>.+)",
    re.DOTALL,
)
_ORDINALS = ("перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм", "девят", "десят")
_STEPS = {
    "слуш": "heard",
    "засл": "heard",
    "выст": "spoken",
    "реши": "decided",
    "пост": "decided",
    "реше": "decided",
    "прин": "decided",
    "в об": "spoken",
    "в пр": "spoken",
}


@dataclass
class _Block:
    """What was heard, said and decided on one item."""

    number: str = ""
    heard: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    decided: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True)
class _Step:
    """A line that begins what was heard, said or decided."""

    step: str
    number: str
    text: str


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
    first_step = next((place for place, line in enumerate(lines) if _step(line.text)), len(lines))
    agenda_start = _read_head(lines[:first_step], minutes)
    minutes.agenda = read_agenda(lines[agenda_start:first_step])
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


def _read_blocks(lines: list[Paragraph]) -> list[_Block]:
    blocks: list[_Block] = []
    step = ""
    for line in lines:
        found = _step(line.text)
        text = found.text if found else line.text
        if found:
            step = found.step
            if step == "heard" or not blocks or (found.number and found.number != blocks[-1].number):
                blocks.append(_Block(found.number))
        if not text.strip():
            continue
        if step == "decided":
            blocks[-1].decided.append(replace(line, text=text))
        elif step:
            getattr(blocks[-1], step).append(squashed(text))
    return blocks


def _step(text: str) -> _Step | None:
    """«СЛУШАЛИ: …», «По первому вопросу выступила …»; the words of a sentence are a part of what was said."""
    match = _STEP.match(text)
    if match:
        return _Step(_STEPS[match["step"].casefold()[:4]], _question(match), match["text"])
    match = _STEP_IN_SENTENCE.match(text)
    if match is None:
        return None
    if match["ordinal"]:
        return _Step("heard", _question(match), match["text"])
    word = re.search(r"[А-ЯЁа-яё]{5,}", text)
    return _Step(_STEPS[word[0].casefold()[:4]], _question(match), match["text"]) if word else None


def _question(match: re.Match[str]) -> str:
    """Return the number of the item, from digits or from «по второму вопросу»."""
    ordinal = (match["ordinal"] or "").casefold()
    place = next((place for place, stem in enumerate(_ORDINALS, start=1) if ordinal.startswith(stem)), 0)
    return str(place) if place else match["number"] or ""


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


def title_of_minutes(head: list[Paragraph]) -> list[Paragraph]:
    start = next((place for place, line in enumerate(head) if kind_of_title(line.text) == "protocol"), 0)
    end = next((place for place in range(start + 1, len(head)) if parse_date(head[place].text)), len(head))
    return head[start:end]


def number_of_minutes(head: list[Paragraph]) -> str | None:
    """«Протокол № 5 заседания …»."""
    titles = [line.text for line in head if kind_of_title(line.text) == "protocol"]
    match = re.search(r"протокол\w*\s*(?:№|N)\s?([\w/-]+)", titles[0], re.IGNORECASE) if titles else None
    return match[1] if match else None


def participants_of(text: str) -> list[str]:
    """Commas part the participants, but not a name from its position."""
    found: list[str] = []
    text = text if re.search(r"[А-ЯЁ]\.\Z", text) else text.rstrip(".")
    if len(list_items(text)) > 1:
        return list_items(text)
    if ";" in text:
        return [squashed(piece) for piece in text.split(";") if piece.strip()]
    for piece in filter(None, (squashed(piece) for piece in text.split(","))):
        if found and re.search(r"[А-ЯЁ]\.\Z", found[-1]) and piece[0].islower():
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found
