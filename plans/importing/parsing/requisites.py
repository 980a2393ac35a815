"""Number, date, city and authority of a document, from its head."""

import re
from datetime import date

from plans.importing.elements import Paragraph
from plans.importing.parsing.cleaning import squashed

_MONTHS = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
]
_WORD_DATE = re.compile(
    r"[«\"]?(?P<day>\d{1,2})[»\"]?\s*(?P<month>января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"\s*,?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_DIGIT_DATE = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\s?\.\s?(?P<month>\d{1,2})\s?[.\s]\s?(?P<year>\d{4}|\d{2}(?!\d))"
)
_NUMBER = re.compile(
    r"(?:№|(?<![A-Za-zА-Яа-я])N[o°]?|\b[Нн]омер)\s*(?P<number>[\w./-]*\d[\w./-]*(?:\s?[-–/]\s?(?!\d+\.)[\w/]+)*)"
)
# Numbers in the head that are not the document's: a school's, a federal law's, an appendix's.
_FOREIGN = re.compile(r"(?:школ|СОШ|ООШ|лице|гимнази|сад|приложение|ДОУ|ДОУ?|класс)\W*\Z", re.IGNORECASE)
_NUMBER_OF_SCHOOL = re.compile(
    r"(\b(?:школ[аыеу]|СОШ|ООШ|НОШ|лице[йя]|гимнази[ияей]+|сада?|М?[БАК]?ДОУ|колледж\w*)\s?)(?:№|N)\s?\d+",
    re.IGNORECASE,
)
_ACT = r"(?:приказ|распоряжени|постановлени)"
_PAIR = re.compile(
    r"от\s+(?P<date>[«\"\d][^№N]{4,30}?)\s*(?:г\.?|года)?\s*(?:№|N)\s*(?P<number>[\w./-]*\d[\w./-]*)"
    r"|(?:№|N)\s*(?P<number2>[\w./-]*\d[\w./-]*)\s+от\s+(?P<date2>[«\"\d][\d\w.«»\" ]{4,30})",
)
# What a line of requisites is made of; such a line has nothing else.
_PARTS = (
    re.compile(r"\b(?:приказ|распоряжение|постановление|протокол)\b", re.IGNORECASE),
    re.compile(r"(?:№|\bN)\s*[\w./-]*(?:\s?[-–/]\s?[\w./]+)*"),
    re.compile(
        r"[«\"]?[\d_]*[»\"]?\s*(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\b(?:г|с|п|ст|д|х|пос|пгт|рп|р\.п)\.|\bгород|\bпгт|\bсело|\bпос[её]лок|\bстаница"
        r"|\bст-ца|\bдеревня|\bхутор)\s?[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?"
    ),
    re.compile(r"(?<=\d)г(?:од|ода)?\b"),
    re.compile(r"\b(?:от|год|года|г|дата|номер|исх|исходящий)\b", re.IGNORECASE),
    re.compile(r"[\d\W_]+"),
)


def parse_date(text: str) -> date | None:
    """Return the first date that stands in the text with its year."""
    words, digits = _WORD_DATE.search(text), _DIGIT_DATE.search(text)
    if words and (not digits or words.start() < digits.start()):
        month = next(i for i, stem in enumerate(_MONTHS, 1) if words["month"].casefold().startswith(stem))
        if words["month"].casefold().startswith("март"):
            month = 3
        return _date(int(words["year"]), month, int(words["day"]))
    if digits:
        year = int(digits["year"])
        return _date(year + 2000 if year < 100 else year, int(digits["month"]), int(digits["day"]))
    return None


def is_requisite_line(text: str) -> bool:
    """Tell a line that holds a date, a number or both, and at most the word for the act or a city."""
    has_period = len(_DIGIT_DATE.findall(text)) + len(_WORD_DATE.findall(text)) > 1
    if len(text) > 120 or has_period or not re.search(r"\d|_", text):
        return False
    for part in _PARTS:
        text = part.sub(" ", text)
    return not text.strip()


def head_requisites(lines: list[Paragraph]) -> tuple[str | None, date | None]:
    """Return number and date from the lines over the title."""
    number: str | None = None
    day: date | None = None
    for line in sorted(lines, key=lambda line: "протокол" in line.text.casefold()):
        text = requisites_of(line.text)
        number = number or _own_number(text)
        day = day or parse_date(text)
    return number, day


def requisites_of(text: str) -> str:
    """Return a line of requisites, or such a beginning before a wide gap («Исх. № 345 от 12.02.2026 <tab> Руководителям»)."""
    first = text.partition("\t")[0]
    return next((part for part in (text, first) if is_requisite_line(part)), "")


def paired_requisites(text: str) -> tuple[str | None, date | None]:
    """Return the number and date written together («от … № …»), those of an order before those of a protocol."""
    plain = _NUMBER_OF_SCHOOL.sub(r"\1", squashed(text))
    pairs = list(_PAIR.finditer(plain))
    if not pairs:
        return None, None
    best = next(
        (pair for pair in pairs if re.search(rf"{_ACT}\w*[^.;]{{0,90}}\Z", plain[: pair.start()], re.I)),
        pairs[0],
    )
    return (best["number"] or best["number2"]).rstrip(".,"), parse_date(best["date"] or best["date2"])


def _own_number(text: str) -> str | None:
    for match in _NUMBER.finditer(text):
        if not _FOREIGN.search(text[: match.start()]):
            return re.sub(r"\s", "", match["number"]).rstrip(".,-/")
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
