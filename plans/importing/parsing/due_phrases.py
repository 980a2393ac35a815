"""Phrases inside sentences that say when something is due or held: «в срок до 25 марта», «ежегодно до 1 марта».

A day alone counts only where something is done on it: dates of acts, births and holidays are no deadlines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.importing.parsing.cleaning import squashed
from plans.importing.parsing.day_patterns import (
    DASH,
    DAY,
    DAYS,
    MONTHS,
    PERIOD_OF_DAYS,
    WEEKDAYS,
)
from plans.importing.parsing.sentences import quoted_places

_TO = r"(?:в\sсрок,?\s)?(?:до|не\sпозднее|не\sпозже)"
_COUNT = (
    r"(?:\d{1,3}|одного|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|пятнадцати|двадцати|тридцати)"
    r"(?:\s?\([^()]{1,30}\))?"
)
_UNIT = (
    r"(?:рабоч\w+\s|календарн\w+\s|банковск\w+\s|учебн\w+\s)?"
    r"(?:дн(?:я|ей)|день|суток|час(?:а|ов)|недел[иь]|месяц(?:а|ев))(?![а-яё])"
)
# «по окончании акции | школы направляют», «… акции | направляется», «… акции | направить».
_UP_TO_VERB = r"[^,.;:()]{3,90}?(?=\s[а-яё]+(?:[аеияу]ть|сти|тся)\b|\s(?:[а-яё]+\s)?[а-яё]+(?:[уюая]т|[ие]т)\b|[,.;:()]|\Z)"
_EVENT = rf"\s(?:со\sдня|с\sмомента|с\sдаты|от\sдаты|после|до)\s{_UP_TO_VERB}"
_OFTEN = r"(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно)"
_TIMES = (
    r"(?:не\s(?:реже|менее)(?:\sчем)?\s)?(?:(?:одного|одну|один|двух|два|тр[её]х|три|\d)\s)?раза?\sв\s(?:\d\s)?"
    r"(?:учебн\w+\s)?(?:недел[юи]|месяца?|квартала?|полугоди[ея]|полгода|четверть|года?)(?![а-яё])"
)
_DAY_OF_MONTH = r"\d{1,2}(?:-?го)?\s(?:числа|рабочего\sдня)"
_OF_PERIOD = r"\s(?:каждого\s)?(?:месяца|квартала|года)(?:,?\sследующ\w+\sза\s\w+(?:\s(?:периодом|месяцем|кварталом|годом))?)?"
_LATER = rf"(?:,?\sдалее\s?[-–—]?\s?(?:{_OFTEN}|{_TIMES}))?"

_PATTERNS = {
    "recurring": (
        rf"{_OFTEN}(?:,?\s(?:к|по|{_TO})\s(?:{DAY}|{_DAY_OF_MONTH})(?:{_OF_PERIOD})?)?(?:\sпо\s{WEEKDAYS}м?)?",
        rf"{_TO}\s{_DAY_OF_MONTH}(?:\s{_OFTEN}|{_OF_PERIOD})",
        rf"{_TO}\s{DAY},?\s{_OFTEN}",
        rf"{_TIMES}",
        rf"кажд(?:ый|ую|ое)\s(?:{WEEKDAYS}|месяц|квартал|неделю)(?![а-яё])",
    ),
    "relative": (
        rf"(?:не\s(?:позднее|позже)(?:,?\sчем)?(?:\s(?:через|за))?|в\sтечени[еи])\s{_COUNT}\s{_UNIT}(?:{_EVENT})?",
        rf"(?:через|за)\s{_COUNT}\s{_UNIT}{_EVENT}",
        rf"в\s(?:\d{{1,2}}-?|[а-яё]+)?(?:дневный|недельный|месячный|суточный)\sсрок(?:{_EVENT})?",
        r"в\s(?:установленн|указанн)\w+\sсроки?(?![а-яё])",
        r"(?:незамедлительно|немедленно)(?![а-яё])",
        rf"по\s(?:окончани|завершени|истечени)[июею]\s(?:[^,.;:()]{{3,90}}?\s{DAY}|{_UP_TO_VERB})",
    ),
    "period": (PERIOD_OF_DAYS,),
    "until": (
        rf"{_TO}\s{DAY}(?:\sвключительно)?{_LATER}",
        rf"{_TO}\sконца\s(?:(?:текущего\s|учебного\s|календарного\s){{0,2}}года|месяца|20\d\d\sгода|{MONTHS})",
        rf"{_TO}\s(?:начала\s)?{MONTHS}",
        rf"по\s{DAY}\sвключительно",
    ),
    "by": (rf"(?:в\sсрок\s)?к\s{DAY}",),
    "from": (rf"со?\s{DAY}",),
    "months": (
        r"во?\s(?:течени[еи]\s)?(?:(?:перв|втор|трет|последн)\w+\s(?:декаде|половине|неделе)\s|конце\s|начале\s|середине\s)?"
        rf"{MONTHS}",
        r"в\sтечени[еи]\s(?:всего\s|текущего\s)?(?:учебного\s|календарного\s)?года(?![а-яё])",
        rf"в\sтечени[еи]\s20\d\d(?:{DASH}20\d\d|/\d{{2,4}})?\s(?:учебного\s)?года",
    ),
    "days": (DAYS,),
}
_PHRASE = re.compile(
    "|".join(rf"(?<![\w№])(?P<{name}>{'|'.join(patterns)})" for name, patterns in _PATTERNS.items()),
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,(]))(?<!в\s)(?P<label>сроки?(?:\s(?:исполнени|выполнени|проведени|представлени|предоставлени|сдачи|реализаци|при[её]ма)\w*"
    r"(?:\s[\w«»-]+){0,4}?)?|доклад)\s?(?::|[-–—]|(?=до\s\d))\s?",
    re.IGNORECASE,
)
_END_OF_LABELLED = re.compile(
    r"\s*(?:;|\)|\.?\s(?=(?:отв|исполнител|контрол|доклад|место|участник)\w*[\s.:–-])|(?<!\sг)(?<!\dг)\.\s(?=[А-ЯЁ])|\.?\Z)",
    re.IGNORECASE,
)
_LONGEST_LABELLED = 120
_SEEN_AROUND = 400
_A_FEW_WORDS = re.compile(r"[а-яё][а-яё –-]{3,40}", re.IGNORECASE)

# What stands right before days that are another thing's: an act's, a birth's, an order's validity, a holiday's.
_OF_ACT = re.compile(
    r"(?:\bот|\bв редакции|\bна|№\s?\S{1,20}|\bN\s?\d\S{0,20}|\b(?:пункт|раздел|стать|приложени)\w*|\bпп?\.)[\s(«\"]*\Z",
    re.IGNORECASE,
)
_OF_LIFE = re.compile(
    r"\b(?:род(?:ил|ивш)\w*|рожд\w+|силу|действи[ея]|действу\w+|действител\w+)[^.;:,]{0,40}\Z", re.IGNORECASE
)
_OF_HOLIDAY = re.compile(
    r"\b(?:посвящ|приуроч|празднован|праздник|ко дню|дня|дню)[^.;:]{0,80}\Z", re.IGNORECASE
)
_THEN_ACT = re.compile(r"\s?(?:г\.|года)?\s?(?:№|N\s?\d)|\s?(?:г\.\s?р\b|года рождения|рожд)", re.IGNORECASE)
_THEN_HOLIDAY = re.compile(
    r"\s?[-–—(]?\s?(?:(?:Междунар|Всемирн|Всеросс)\w+\s)?(?:день|дня|дню)\s", re.IGNORECASE
)
_HOLIDAY = re.compile(r"к\s(?:9 мая|1 мая|8 марта|23 февраля|12 июня|4 ноября)\Z", re.IGNORECASE)
_READY = re.compile(r"\b(?:готовност|подготовк|подготовиться)\w*[^.;:]{0,60}\Z", re.IGNORECASE)
# A word that says that something is done: «провести 15 апреля», «конкурс состоится 15 апреля».
_ACTION = re.compile(
    r"\b(?:[а-яё]{2,}(?:[аеияу]ть|сти|йти|чь)(?:ся)?|провод\w+|провед\w+|состо[ия]\w+|пройд\w+|прох[оа]д\w+|прош[ёел]\w*"
    r"|заверш\w+|начина\w+|начн\w+|принима\w+|направля\w+|предоставля\w+|представля\w+|подвод\w+|подвед\w+|размеща\w+|публику\w+"
    r"|организу\w+|стартует|сроки?|этап\w*|дата)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"[(:–—-]\s?\Z")
_END_OF_SENTENCE = re.compile(r"(?<!\sг)[.!?;]\s")


@dataclass(frozen=True)
class DuePhrase:
    """A phrase as it stands in the text; a labelled one stood after «Срок»."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def is_bare(self) -> bool:
        """Whether it only names days, so that it may tell of what has been."""
        return self.kind == "days"


def due_phrases(text: str) -> list[DuePhrase]:
    """Return the phrases of a squashed text in its order, none inside another; titles in quotes are passed over."""
    labelled = list(_labelled(text))
    taken = [(phrase.start, phrase.end) for phrase in labelled] + quoted_places(text)
    found = [phrase for phrase in _in_sentences(text) if not _overlaps(phrase, taken)]
    return sorted([*labelled, *found], key=lambda phrase: phrase.start)


def _labelled(text: str) -> Iterator[DuePhrase]:
    """«Срок исполнения: до 15 мая», «Доклад – до 1 сентября, далее – один раз в полгода»: what stands after the label."""
    for match in _LABEL.finditer(text):
        end = _END_OF_LABELLED.search(text, match.end())
        value = text[match.end() : end.start()] if end else ""
        is_told = re.search(r"\d", value) or _A_FEW_WORDS.fullmatch(value)
        if is_told and len(value) <= _LONGEST_LABELLED:
            value += "." if value.endswith("г") else ""
            yield DuePhrase(_trimmed(value), match.end(), match.end() + len(value), "labelled")


def _in_sentences(text: str) -> Iterator[DuePhrase]:
    for match in _PHRASE.finditer(text):
        before = text[max(0, match.start() - _SEEN_AROUND) : match.start()]
        after = text[match.end() : match.end() + _SEEN_AROUND]
        kind = match.lastgroup or ""
        if _is_due(kind, match[0], before, after):
            yield DuePhrase(_trimmed(match[0]), match.start(), match.end(), kind)


def _is_due(kind: str, phrase: str, before: str, after: str) -> bool:
    if _OF_LIFE.search(before) or _THEN_ACT.match(after):
        return False
    if kind == "by":
        return not (_HOLIDAY.match(phrase) or _READY.search(before) or _is_of_holiday(before, after))
    if kind == "days":
        return (
            not _OF_ACT.search(before) and not _is_of_holiday(before, after) and _is_introduced(before, after)
        )
    return True


def _is_of_holiday(before: str, after: str) -> bool:
    return bool(_OF_HOLIDAY.search(before) or _THEN_HOLIDAY.match(after))


def _is_introduced(before: str, after: str) -> bool:
    sentence = f"{_END_OF_SENTENCE.split(before)[-1]} {_END_OF_SENTENCE.split(after)[0]}"
    return not sentence.strip(" .;") or bool(_INTRODUCED.search(before) or _ACTION.search(sentence))


def _trimmed(phrase: str) -> str:
    """«до 25.03.» ends its sentence, «2023 г.» does not."""
    phrase = squashed(phrase).rstrip(" ,;")
    return phrase if phrase.endswith("г.") else phrase.rstrip(".")


def _overlaps(phrase: DuePhrase, taken: list[tuple[int, int]]) -> bool:
    return any(phrase.start < end and start < phrase.end for start, end in taken)
