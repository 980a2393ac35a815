"""Russian words as the full-text search sees them: folded, stemmed, the same on every database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

# tsvector and FTS5 both have limits; no word that people write comes near this one.
LONGEST_WORD = 64
LONGEST_TEXT = 300_000
MOST_QUERY_WORDS = 32

_russian = snowballstemmer.stemmer("russian")
_english = snowballstemmer.stemmer("english")

# Words that say nothing by themselves: they stand in every text, or in another one's place («в дворе», «во дворе»).
_FUNCTION_WORDS = re.compile(
    "а|без|бы|во?|для|до|если|же|за|и|из|или|как|кто|ко?|ли|между|на|над|не|ни|но|обо?|о|от|перед|по|под|при|про|"
    "со?|сколько|то|у|что|чтобы"
)
# Frequent words whose forms the algorithm does not join.
_IRREGULAR = {
    **dict.fromkeys(("дня", "дню", "днем", "дне", "дни", "дней", "дням", "днями", "днях"), "ден"),
    "песен": "песн",
    "писем": "письм",
    # Abbreviations that would become «до», «из» and «у».
    **{name: name for name in ("доо", "доу", "изо", "уо")},
}
# «подпись», «запись»: to the algorithm «сь» is a verb's.
_FEMININE = re.compile(r"(?<=.пис)ь$")
# «кормушек», «рисунок», «певец» beside «кормушки», «рисунки», «певцы»: the vowel comes and goes.
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=к$)|(?<=[бвгджзклмнпрстфхчшщ])е(?=ц$)")
_FLEETING_AFTER_VOWEL = re.compile(r"(?<=[аеиоуыэюя])е(?=к$)")
# «журнал», «экран», «память» beside «журналов», «экранов», «памяти»: to the algorithm the consonant is a verb's.
_TAKEN_FOR_A_VERB = re.compile(r"(?<=...[ая])[лнт]$")

_LOOK_ALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")
_TWO_ALPHABETS = re.compile("[а-я][a-z]|[a-z][а-я]")
_NUMBER_SIGN = re.compile(r"\bn(?=\s?\d)")

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
# 05.09.2026, 05–09.09.2026, 20.04–15.05.2026
_DATE = re.compile(
    r"(?<![\d.])(?:(\d{1,2})(?:\.(0[1-9]|1[0-2]))?\s?[–-]\s?)?(\d{1,2})\.(0[1-9]|1[0-2])\.(\d{4})(?!\d)"
)
_HASHTAG = re.compile(r"[#＃](\w+)")
_CAPITALISED = re.compile(r"[A-ZА-ЯЁ]?[a-zа-яё]+|[A-ZА-ЯЁ]+(?![a-zа-яё])|\d+")


def fold(text: str) -> str:
    """Return the text in one case, form and alphabet: NFKC, casefolded, «ё» as «е», soft hyphens and «№» gone."""
    folded = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("№", " ")).casefold()
    folded = _NUMBER_SIGN.sub(" ", folded.replace("ё", "е"))
    return WORD.sub(_in_one_alphabet, folded) if _TWO_ALPHABETS.search(folded) else folded


def name_key(name: str) -> str:
    """Return the words of a name in one case: quotes, dots and spaces make no difference between two names."""
    return " ".join(WORD.findall(fold(name)))


def one_line(text: str) -> str:
    """Return the text with control characters and runs of white space as single spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def sentences(texts: Iterable[str]) -> str:
    """Return texts that stood each by itself, such as captions, as sentences, each once."""
    lines = dict.fromkeys(filter(None, map(one_line, texts)))
    return " ".join(line if line.endswith((".", "!", "?", "…")) else f"{line}." for line in lines)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one folded word (Snowball's Russian or English algorithm, by its letters).

    Russian nouns that Snowball takes for verbs, or whose vowels come and go, are joined with their other forms.
    """
    if word.isascii():
        return str(_english.stemWord(word))
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stemmed = _russian.stemWord(_FEMININE.sub("и", word))
    joined = _FLEETING_AFTER_VOWEL.sub("й", _FLEETING.sub("", stemmed))
    return _TAKEN_FOR_A_VERB.sub("", joined)


def stems(text: str) -> list[str]:
    """Return the stems of all words of the text, in order, repetitions kept; behind them what it says in other words."""
    text = text[:LONGEST_TEXT]
    return [*_stems(text), *_stems(" ".join(_in_other_words(text)))]


def query_stems(query: str) -> list[str]:
    """Return the stems that a query asks for, each once, at most MOST_QUERY_WORDS; a lone «для» asks for nothing."""
    if _FUNCTION_WORDS.fullmatch(fold(query).strip()):
        return []
    return list(dict.fromkeys(_stems(query[:LONGEST_TEXT])))[:MOST_QUERY_WORDS]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(fold(text)) if len(word) <= LONGEST_WORD]


def _in_other_words(text: str) -> Iterator[str]:
    """Yield dates in figures as people say them, and the words of hashtags."""
    for begun, begun_month, day, month, year in _DATE.findall(text):
        if begun:
            yield f"{int(begun)} {_MONTHS[int(begun_month or month) - 1]}"
        yield f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
    for name in _HASHTAG.findall(text):
        words = _CAPITALISED.findall(name)
        if len(words) > 1:
            yield " ".join(words)


def _in_one_alphabet(match: re.Match[str]) -> str:
    """Return a Russian word without the Latin letters that look like Russian ones; «3d» and «it» stay as they are."""
    word = match[0]
    russian = word.translate(_LOOK_ALIKES) if _TWO_ALPHABETS.search(word) else word
    return word if re.search("[a-z]", russian) else russian
