"""What a visitor meant: another keyboard layout, a word with a slip."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.models import CatalogEntry, Word
from search.query import Query
from search.text import WORD, fold
from search.vocabulary import is_worth_knowing

# The same keys in both layouts.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_LATIN_WORD = re.compile("(?=.*[a-z])[^а-яё]+", re.IGNORECASE)
_PHRASE_OR_WORD = re.compile(r'(?<!\S)"([^"]*)"(?!\S)|\S+')

# From so many letters on a word may have two slips, a shorter one has one.
LONG = 7
MOST_WORDS, MOST_GUESSES = 8, 5


def in_russian_layout(text: str) -> str:
    """Return what the same keys write in the Russian layout, empty where the text is in Russian already.

    Of a text in both alphabets only the words without a Russian letter are changed; a pair of quotes stays.
    """
    swapped = _PHRASE_OR_WORD.sub(_swapped, text)
    return swapped if swapped != text else ""


def corrected(query: Query) -> str:
    """Return the query with known words in place of those that nothing has; empty where there is nothing better."""
    text = query.text
    changed = False
    for match in list(WORD.finditer(text))[:MOST_WORDS][::-1]:
        better = _better(fold(match[0]))
        if better:
            text = text[: match.start()] + better + text[match.end() :]
            changed = True
    return text if changed and finds(Query.parse(text)) else ""


def finds(query: Query) -> bool:
    """Whether the query finds anything that the public may see."""
    return query.led().found(CatalogEntry.objects.listed()).exists()


def _better(word: str) -> str:
    """Return the likeliest known word for one that no entry has."""
    if not is_worth_knowing(word) or finds(Query.parse(word)):
        return ""
    slips = 2 if len(word) >= LONG else 1
    near = Word.objects.filter(length__range=(len(word) - slips, len(word) + slips)).values_list(
        "text", flat=True
    )
    guesses = process.extract(
        word, list(near), scorer=OSA.distance, score_cutoff=slips, limit=None, processor=None
    )
    likeliest = sorted(guesses, key=lambda guess: (guess[1], guess[0][0] != word[0], guess[0]))
    return next((guess for guess, *_rest in likeliest[:MOST_GUESSES] if finds(Query.parse(guess))), "")


def _swapped(match: re.Match[str]) -> str:
    phrase, word = match[1], match[0]
    if phrase:
        return f'"{in_russian_layout(phrase) or phrase}"'
    return word.translate(_TO_RUSSIAN) if _LATIN_WORD.fullmatch(word) else word
