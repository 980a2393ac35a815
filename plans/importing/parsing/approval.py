"""The approval over a title: «Утверждаю», a position, a signature, a date that is often blank."""

import re

from plans.importing.elements import Paragraph
from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.people import NAME

_APPROVED = re.compile(r"утверждаю\W*|утвержд[её]но?\b\W*", re.IGNORECASE)
_NAME = re.compile(NAME)
_MAX_LINES = 7


def without_approval(lines: list[Paragraph]) -> tuple[list[Paragraph], str]:
    """Return the lines without the block of the approval, and who approved («Директор школы И.О. Фамилия»)."""
    for place, line in enumerate(lines[:25]):
        match = _APPROVED.match(line.text)
        if match is None or len(line.text) > 300:
            continue
        end = _end(lines, place)
        if end is not None:
            text = " ".join(other.text for other in lines[place:end])
            return [*lines[:place], *lines[end:]], _person(text[match.end() :])
    return lines, ""


def _end(lines: list[Paragraph], start: int) -> int | None:
    """The block ends with a name, and the date below it."""
    for place in range(start, min(start + _MAX_LINES, len(lines))):
        if _NAME.search(lines[place].text[:300]):
            end = place + 1
            if end < len(lines) and re.fullmatch(
                r"[\W\d_]*(?:[а-я]{3,8})?[\W\d_]*(?:г\.?|года)?\W*", lines[end].text
            ):
                end += 1
            return end
    return None


def _person(text: str) -> str:
    text = squashed(re.sub(r"_{2,}|/", " ", text))
    match = _NAME.search(text[:1000])
    return text[: match.end()].replace(": ", " ").strip(" :") if match else text
