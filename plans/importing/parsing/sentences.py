"""The sentences of a text, and what of it stands in quotes."""

import re
from collections.abc import Iterator

# «г. Лесной», «ул. Мира», «И.И. Образцов», «тел. 2-11» go on; «2026 г. Отчёт» begins a sentence.
_ABBREVIATION = re.compile(
    r"(?:(?<!\w)[А-ЯЁ]|\b(?:ул|им|тел|эл|пр|руб|ст|зам|зав|отв|исп|см|п|с|д|пос|кв|каб|стр|англ|др))\.\Z",
    re.I,
)
_CITY = re.compile(r"(?<![\d\s])\s+г\.\Z|\A\s*г\.\Z")
_END = re.compile(r"[.!?]+[»\")]*\s+(?=[А-ЯЁ«\"\d(])")
_LAST_WORDS = 20
_QUOTED = re.compile(r"«(?:[^«»]|«[^«»]*»)*»|\"[^\"]*\"")


def sentences(text: str) -> list[str]:
    """Return the sentences, each whole: a dot after an initial or a short form ends none."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        last_words = text[max(start, match.end() - _LAST_WORDS) : match.end()].rstrip()
        if _ABBREVIATION.search(last_words) or _CITY.search(last_words):
            continue
        yield text[start : match.end()].rstrip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def quoted_places(text: str) -> list[tuple[int, int]]:
    """Return where titles in quotes begin and end; a day in quotes («25» марта) is none."""
    places = (match.span() for match in _QUOTED.finditer(text))
    return [(start, end) for start, end in places if re.search(r"[^\W\d_]", text[start:end])]
