"""What a visitor meant: another keyboard layout, a word with a slip."""

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

# From so many letters on a word may have two slips, a shorter one has one.
LONG = 7
MOST_WORDS, MOST_GUESSES = 8, 5


def in_russian_layout(text: str) -> str:
    """Return what the same keys write in the Russian layout, empty where the text is in Russian already."""
    has_russian = any("а" <= letter <= "я" or letter == "ё" for letter in text.casefold())
    return "" if has_russian or not text.strip() else text.translate(_TO_RUSSIAN)


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
    return query.found(CatalogEntry.objects.listed()).exists()


def _better(word: str) -> str:
    """Return the likeliest known word for one that no entry has."""
    if not is_worth_knowing(word) or finds(Query.parse(word)):
        return ""
    slips = 2 if len(word) >= LONG else 1
    near = Word.objects.filter(length__range=(len(word) - slips, len(word) + slips)).values_list(
        "text", flat=True
    )
    guesses = process.extract(
        word, list(near), scorer=OSA.distance, score_cutoff=slips, limit=MOST_GUESSES, processor=None
    )
    return next((guess for guess, _distance, _place in guesses if finds(Query.parse(guess))), "")
