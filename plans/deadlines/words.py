"""The words of deadlines: a phrase becomes tokens, with printing defects (`сентябр ьдекабр ь`, Latin `c`) mended."""

import re
import unicodedata
from dataclasses import dataclass

_LOOK_ALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")

_MONTHS = (
    "январ[ьяею]м?", "феврал[ьяею]м?", "март[аеу]?", "апрел[ьяею]м?", "ма[йяею]", "июн[ьяею]м?", "июл[ьяею]м?",
    "август[аеу]?", "сентябр[ьяею]м?", "октябр[ьяею]м?", "ноябр[ьяею]м?", "декабр[ьяею]м?",
)  # fmt: skip
_SHORT_MONTHS = ["янв", "фев|февр", "мар", "апр", "-", "-", "-", "авг", "сен|сент", "окт", "нояб|ноя", "дек"]
_SEASONS = {3: "весн(?:а|ы|у|ой)", 6: "лет(?:о|а|ом)", 9: "осен(?:ь|и|ью)"}  # winter is in two years
_WEEKDAYS = {
    "MO": "понедельник(?:а|у|ам|и)?|пн", "TU": "вторник(?:а|у|ам|и)?|вт", "WE": "сред(?:а|у|ы|ам)|ср",
    "TH": "четверг(?:а|у|ам|и)?|чт", "FR": "пятниц(?:а|у|ы|ам)|пт", "SA": "суббот(?:а|у|ы|ам)|сб",
    "SU": "воскресень(?:е|я|ям)|вс",
}  # fmt: skip
_UNITS = {
    "day": "д(?:ень|ня|ней|нем|ни)", "week": "недел[ьияею]", "decade": "декад[аеыу]", "month": "месяц(?:а|е|ев|у|ам)?",
    "quarter": "квартал(?:а|е|ов)?|кв", "term": "четверт[ьи]|четвертей|триместр(?:а|е)?",
    "half": "полугоди[еяию]|полгода", "year": "год(?:а|у|ы|ов|ам|ах)?|гг?|лет", "school_year": "учгод(?:а|у)?",
}  # fmt: skip
_FREQUENCIES = {
    "DAILY": "ежедневн(?:о|ый|ая|ое|ые)", "WEEKLY": "еженедельн(?:о|ый|ая|ое|ые)",
    "MONTHLY": "ежемесячн(?:о|ый|ая|ое|ые)", "MONTHLY;INTERVAL=3": "ежеквартальн(?:о|ый|ая|ое|ые)",
    "YEARLY": "ежегодн(?:о|ый|ая|ое|ые)",
}  # fmt: skip
_NUMBERS = {
    1: "один|одного|одна|одну|перв(?:ый|ая|ое|ую|ого|ой|ом|ые|ых)", 2: "два|двух|две|втор(?:ой|ая|ое|ую|ого|ом)",
    3: "три|трех|трет(?:ий|ья|ье|ью|ьего|ьей|ьем)", 4: "четыре|четырех|четверт(?:ый|ая|ое|ую|ого|ом|ой)",
    -1: "последн(?:ий|яя|ее|юю|его|ей|ем)",
}  # fmt: skip
_KINDS = {
    "every": "кажд(?:ый|ая|ое|ую|ого|ой|ые|ом)", "times": "раза?", "from": "со?|начиная", "to": "по|до|ко?",
    "in": "во?|на", "during": "теч(?:ени[еи])?|протяжени[еи]|весь|всего", "then": "далее|затем|впоследствии|потом",
    "and": "и|или", "school": "учебн(?:ый|ого|ом|ому|ой)|уч", "day_number": "числ(?:о|а|у|ам)",
    "continuous": "постоянно|постоянной|регулярно|систематическ(?:и|ая)|непрерывно",
    "plan": "план(?:а|у|ам|ом|е|ов)?|графику?|график(?:а|ам|ом|ов|е)|расписани(?:ю|ем|я)|плану?-?графику?|календарю",
    "term_word": "сроки?|готовности", "end_of": "кон(?:ец|ца|це|цу)", "start_of": "начал[оаеу]",
    "middle_of": "середин[аыеу]", "half_of": "половин[аыеу]",
}  # fmt: skip


def _vocabulary() -> list[tuple[str, str | int, str]]:
    entries: list[tuple[str, str | int, str]] = []
    entries += [("month", number, pattern) for number, pattern in enumerate(_MONTHS, 1)]
    entries += [
        ("month", number, pattern) for number, pattern in enumerate(_SHORT_MONTHS, 1) if pattern != "-"
    ]
    entries += [("season", month, pattern) for month, pattern in _SEASONS.items()]
    entries += [("weekday", code, pattern) for code, pattern in _WEEKDAYS.items()]
    entries += [("frequency", rule, pattern) for rule, pattern in _FREQUENCIES.items()]
    entries += [("unit", unit, pattern) for unit, pattern in _UNITS.items()]
    entries += [("count", number, pattern) for number, pattern in _NUMBERS.items()]
    entries += [(kind, "", pattern) for kind, pattern in _KINDS.items()]
    return entries


_VOCABULARY = [(kind, value, re.compile(rf"(?:{pattern})\Z")) for kind, value, pattern in _vocabulary()]
_GLUED = [
    (kind, value, re.compile(pattern))
    for kind, value, pattern in _vocabulary()
    if kind in ("month", "weekday", "every") and len(pattern) > 8
]
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}

_LEXEME = re.compile(
    r"(?P<date>(?<![\d.])\d{1,2}\s?\.\s?\d{1,2}\s?[.\s]\s?\d{4}(?!\d)|(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    r"|(?P<short_date>(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?![\d.]))"
    r"|(?P<iso>\d{4}[-.]\d{2}[-.]\d{2}(?!\d))"
    r"|(?P<month_year>(?<![\d./])(?:0?[1-9]|1[0-2])\s?[./]\s?(?:19|20)\d\d(?!\d))"
    r"|(?P<school>\d{4}\s?/\s?(?:\d{4}|\d{2})(?!\d)|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d(?=\s?(?:учебн|уч)))"
    r"|(?P<day>\d{1,2}\.\d{2}(?!\d)\.?|\d{1,2}\.\d(?!\d)\.?)"
    r"|(?P<number>\d++)(?:\s?-?(?:го|я|й|е|ая|ой|ый|ю|му|х)(?![а-яa-z]))?"
    r"|(?P<word>[а-яa-z]++)"
    r"|(?P<dash>-)|(?P<bar>\|)|(?P<sign>[,;/()])"
)
_CLOCK = re.compile(
    r"(?:(?<![а-я])[свкд]о?\s*)?\d{1,2}\s?:\s?\d{2}(?:\s*(?:-|до)\s*\d{1,2}:\d{2})?(?:\s*(?:часов|часа|час|ч)(?![а-я])\.?)?"
    r"|(?:(?<![а-я])[свкд]о?\s*)?\d{1,2}(?:[.]\d{2})?(?:\s*-\s*\d{1,2}(?:[.]\d{2})?)?\s*(?:часов|часа|час|ч)(?![а-я])\.?"
)


@dataclass(frozen=True)
class Token:
    kind: str
    value: str | int = ""
    text: str = ""


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a deadline; a word that says nothing about time is of kind `other`."""
    plain = _plain(text)
    return _read_words(_lexemes(_CLOCK.sub(" ", plain)))


def normal_form(text: str) -> str:
    """Return the phrase in small letters, one space between words, one kind of dash, look-alike letters mended."""
    return _plain(text)


def _plain(text: str) -> str:
    text = (
        unicodedata.normalize("NFKC", text)
        .replace("\u00ad", "")
        .replace("*", "")
        .casefold()
        .replace("ё", "е")
    )
    text = re.sub("[‐‑‒–—―−]", "-", text)
    text = re.sub(r"[а-яa-z]+", _mended_word, text)
    text = re.sub(r"(?<![а-я])уч\.?\s?(?=г)", "учебный ", text)
    text = re.sub(r"(?<![а-я])теч(?:ен)?\.\s?", "течение ", text)
    text = re.sub(r"(\d)\s?р\.?\s?(?:/|в(?![а-я]))\s?(?=[мгнк])", r"\1 раз в ", text)
    return " ".join(text.split())


def _mended_word(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOK_ALIKES) if re.search("[а-я]", word) else word


def _lexemes(text: str) -> list[Token]:
    return [
        Token(match.lastgroup or "", match[match.lastgroup or 0], match[0])
        for match in _LEXEME.finditer(text)
    ]


def _read_words(tokens: list[Token]) -> list[Token]:
    read: list[Token] = []
    index = 0
    while index < len(tokens):
        known, used = _known_words(tokens, index)
        read.extend(known)
        index += used
    return read


def _known_words(tokens: list[Token], index: int) -> tuple[list[Token], int]:
    """Classify one word; an unknown one may be the first piece of a word broken over lines."""
    token = tokens[index]
    if token.kind != "word":
        return [token], 1
    known = _classify(token.text)
    if known:
        return known, 1
    joined = token.text
    for used in range(2, 5):
        if index + used > len(tokens) or tokens[index + used - 1].kind != "word":
            break
        joined += tokens[index + used - 1].text
        known = _classify(joined)
        if known:
            return known, used
    return [Token("other", token.text, token.text)], 1


def _classify(word: str) -> list[Token]:
    if word in _ROMAN:
        return [Token("roman", _ROMAN[word], word)]
    for kind, value, pattern in _VOCABULARY:
        if pattern.match(word):
            return [Token(kind, value, word)]
    return _glued(word)


def _glued(word: str) -> list[Token]:
    """«сентябрьдекабрь»: two whole words whose sign between them was lost; a lost dash between months is given back."""
    for kind, value, pattern in _GLUED:
        match = pattern.match(word)
        if match and match.end() < len(word):
            rest = _classify(word[match.end() :])
            if rest and rest[0].kind in ("month", "weekday"):
                between = [Token("dash")] if kind == "month" else []
                return [Token(kind, value, match[0]), *between, *rest]
    return []
