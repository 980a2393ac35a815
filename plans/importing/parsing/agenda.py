"""The agenda of a meeting: its items and who speaks to them."""

import re
from dataclasses import replace

from plans.importing.elements import Paragraph
from plans.importing.parsed import AgendaItem
from plans.importing.parsing.clauses import numbered
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.people import NAME

_SPEAKER = re.compile(
    r"\(?\s*(?:доклад\w*|информаци\w+|сообщени\w+|докл|выступа\w+|отв\w*)\s*[.:–-]*\s*(?P<name>.+?)\)?\.?\Z",
    re.I | re.DOTALL,
)
_SPEAKER_INSIDE = re.compile(
    r"[\s(](?:докладчик\w*|докладывает|докл\.|отв\.)\s*[:–-]*\s*(?P<name>[А-ЯЁ].+?)\)?\.?\Z", re.IGNORECASE
)
_SPEAKER_AT_END = re.compile(
    rf"\s[–—-]\s(?P<name>(?:[а-яё][^–—«»]{{0,80}} )?{NAME})\.?\Z|\s\((?P<other>[^()]{{0,80}}{NAME})\)\.?\Z"
)
_ENDS_WITH_INITIALS = re.compile(r"(?<![А-ЯЁ])[А-ЯЁ]\. ?[А-ЯЁ]\Z")
_DEPTH_OF_LETTERS = 8


def read_agenda(lines: list[Paragraph]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    for line in lines:
        found = numbered(line.text)
        speaker = (
            _SPEAKER.match(line.text) if line.text.lstrip().startswith(("(", "Доклад", "доклад")) else None
        )
        if found and found.depth < _DEPTH_OF_LETTERS and not speaker:
            items.append(_agenda_item(found.number.rstrip(".)"), squashed(found.text)))
        elif items and speaker:
            items[-1] = replace(items[-1], speaker=_speaker(speaker["name"]))
        elif items:
            items[-1] = replace(items[-1], title=squashed(f"{items[-1].title} {line.text}"))
    return items


def _agenda_item(number: str, text: str) -> AgendaItem:
    """A speaker may be named in the line of the item."""
    match = _SPEAKER_INSIDE.search(text) or _SPEAKER_AT_END.search(text)
    if match is None:
        return AgendaItem(number, text)
    return AgendaItem(number, text[: match.start()].strip(" ("), _speaker(match["name"] or match["other"]))


def _speaker(text: str) -> str:
    """«А.Ю.. заместитель» has a dot for a comma."""
    text = squashed(text)
    if text.count("(") != text.count(")"):
        return text
    text = re.sub(r"\.\.\s", "., ", text).strip(" .,")
    return f"{text}." if _ENDS_WITH_INITIALS.search(text) else text
