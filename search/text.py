"""Russian words as the full-text search sees them: folded, stemmed, the same on every database."""

import re
import unicodedata
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


def fold(text: str) -> str:
    """Return the text in one case and one form: NFKC, casefolded, «ё» as «е», soft hyphens and «№» gone."""
    folded = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("№", " ")).casefold()
    return folded.replace("ё", "е")


def name_key(name: str) -> str:
    """Return the words of a name in one case: quotes, dots and spaces make no difference between two names."""
    return " ".join(WORD.findall(fold(name)))


def one_line(text: str) -> str:
    """Return the text with control characters and runs of white space as single spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one folded word (Snowball's Russian or English algorithm, by its letters)."""
    stemmer = _english if word.isascii() else _russian
    return str(stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """Return the stems of all words of the text, in order, repetitions kept."""
    return [stem(word) for word in WORD.findall(fold(text[:LONGEST_TEXT])) if len(word) <= LONGEST_WORD]


def query_stems(query: str) -> list[str]:
    """Return the stems that a query asks for, each once, at most MOST_QUERY_WORDS."""
    return list(dict.fromkeys(stems(query)))[:MOST_QUERY_WORDS]
