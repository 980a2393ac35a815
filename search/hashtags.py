"""Hashtags in Russian text: finding them, the form people write, and the key that joins the ways of writing.

Pure functions without a model, so that pages, the importer and the catalog can all use them.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_LENGTH = 100

# Soft hyphen, zero-width space and joiners, word joiner, byte order mark: Word and site engines put them inside tags.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_MARKS = "\u0300-\u036f"  # a decomposed «й» or «ё» is a letter and a mark

# Quantifiers are possessive and every alternative has one way to match: time is linear in the length of the text.
_URL_TAIL = r'[^\s,;"«»()<>]*+'
_CANDIDATE = re.compile(
    rf"(?P<url>(?:https?|ftp)://{_URL_TAIL}|www\.{_URL_TAIL}"
    rf"|(?<![\w.\-#＃])[\w\-]++(?:\.[\w\-]++)++/{_URL_TAIL})"
    r"|(?P<entity>&#(?:\d++|[xX][0-9a-fA-F]++);)"
    rf"|[#＃](?P<name>[\w{_MARKS}{_INVISIBLE}]++)"
)
_DROPPED = re.compile(rf"[^\w{_MARKS}]++|[{_INVISIBLE}]++")
_TRAILING = re.compile(rf"[{_INVISIBLE}]++\Z")

_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
_LATIN_RUN = re.compile(r"[A-Za-z]++")
_YO = re.compile("ё\u0308*+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def extract_hashtags(text: str) -> list[str]:
    """Return the hashtags of a text with their `#`, in order, each one once whatever its spelling."""
    found: dict[str, str] = {}
    for start, end, key in hashtag_spans(text):
        if key not in found:
            found[key] = "#" + hashtag_display(text[start:end])
    return list(found.values())


def hashtag_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, key)` of every hashtag in the text as given, the `#` included.

    As on the social networks a tag begins after anything but a letter or digit, or right behind another tag;
    a space, hyphen or any other sign ends it. Addresses with a `#fragment` and `&#171;` hold no tags.
    """
    glued_at = -1
    for match in _CANDIDATE.finditer(text):
        if match["name"] is None:
            continue
        start, end = match.span()
        if start != glued_at and start > 0 and _is_word(text[start - 1]):
            continue
        glued_at = end
        key = hashtag_key(match["name"])
        if key:
            yield start, end - _trailing_length(match["name"]), key


def hashtag_display(name: str) -> str:
    """Return a tag as people write it, without `#`, or "" where nothing in it can be a tag.

    A Latin look-alike in a Cyrillic word becomes Cyrillic. What a tag cannot hold (spaces, hyphens, emoji) is left
    out. A tag needs one letter and has at most 100 characters: a longer one is none, a part of it would be another tag.
    """
    return _checked(_fold_look_alikes(_clean(name)))


def hashtag_key(name: str) -> str:
    """Return the key (no `#`) under which all ways of writing a tag are one, or "" where there is no tag.

    Letter case, ё and е, compatibility forms, invisible signs and look-alike letters make no difference. Underscores
    do: on every platform `#ОКНА_ПОБЕДЫ` and `#ОкнаПобеды` are two walls of posts, and an organiser who announces
    one of them must not be shown the other; a tag keeper may join such a pair by hand, nobody could part them again.
    """
    folded = _fold_look_alikes(_clean(hashtag_display(name).casefold()))
    return _checked(_YO.sub("е", folded))


def _clean(name: str) -> str:
    """Return a name without what no tag holds; a mark that stood behind such a sign joins the letter before it."""
    return unicodedata.normalize("NFKC", _DROPPED.sub("", unicodedata.normalize("NFKC", name)))


def _checked(name: str) -> str:
    is_tag = len(name) <= MAX_LENGTH and any(char.isalpha() for char in name)
    return name if is_tag else ""


def _fold_look_alikes(name: str) -> str:
    """Word by word (`_` parts words), so that `СССР_TOP` keeps its Latin word."""
    return "_".join(_fold_word(word) for word in name.split("_"))


def _fold_word(word: str) -> str:
    latin = sum(len(run) for run in _LATIN_RUN.findall(word))
    if not latin or latin >= len(_CYRILLIC.findall(word)):
        return word
    return _LATIN_RUN.sub(_fold_run, word)


def _fold_run(match: re.Match[str]) -> str:
    """`Z` and `PRO` hold letters that Russian has not: they were meant to be Latin and stay."""
    folded = match[0].translate(_LOOK_ALIKES)
    return match[0] if _LATIN_RUN.search(folded) else folded


def _is_word(char: str) -> bool:
    return char == "_" or char.isalnum()


def _trailing_length(name: str) -> int:
    match = _TRAILING.search(name)
    return len(match[0]) if match else 0
