"""Texts without the differences that do not count: quotes, dashes, spaces, case, look-alike letters, a final full stop."""

import re
import unicodedata
from collections.abc import Iterable

_QUOTES = re.compile("[«»„“”\"'’`]")
_DASHES = re.compile("[‐‑‒–—−-]")
_LOOK_ALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def fold(text: object) -> str:
    """Return the text as it is compared."""
    plain = (
        unicodedata.normalize("NFKC", str(text or "")).casefold().replace("ё", "е").translate(_LOOK_ALIKES)
    )
    plain = _DASHES.sub("-", _QUOTES.sub("", _INVISIBLE.sub("", plain)))
    plain = re.sub(r"\s*-\s*", "-", plain)
    return " ".join(plain.split()).strip(" .,;:")


def folded_set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, texts)))


def words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts, whichever of them they stand in."""
    return frozenset(re.findall(r"\w+", " ".join(map(fold, texts))))
