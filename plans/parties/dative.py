"""Names in the dative: «Методическому центру» is how a decision speaks to «Методический центр».

Word by word, by the endings of the singular. What may as well be a plural («Станции юных техников») is taken for the one of
that name only if the name has a number or quotes: all of them are not the one that is called so.
"""

import re

from search.text import name_key

# Endings of the nominative with those of the dative. The first that fits counts.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ый", ("ому",)),
    ("ой", ("ому",)),
    ("ий", ("ому", "ему", "ию")),
    ("ое", ("ому",)),
    ("ее", ("ему",)),
    ("ая", ("ой", "ей")),
    ("яя", ("ей",)),
    ("ец", ("цу", "йцу")),
    ("ок", ("ку", "оку")),
    ("ия", ()),
    *((f"{sibilant}е", (f"{sibilant}у",)) for sibilant in "жшчщц"),
    ("е", ("ю",)),
    ("о", ("у",)),
    ("а", ("е",)),
    ("я", ("е",)),
    ("й", ("ю",)),
    ("ь", ("ю",)),
    *((consonant, (f"{consonant}у",)) for consonant in "бвгджзклмнпрстфхцчшщ"),
)
# Those whose dative is their plural too.
_LIKE_PLURAL = (("ия", "ии"), ("ь", "и"))
# What stands in quotes stays as it is.
_QUOTED = re.compile(r"[«\"„]([^«»\"„“]*)")
_ONE = re.compile(r"[\d«\"„]")


def is_in_dative(said: str, name: str) -> bool:
    """Return whether something is said of one that bears the name, in the dative."""
    words, forms = name_key(name).split(), name_key(said).split()
    if words == forms or len(words) != len(forms):
        return False
    is_one, quoted = bool(_ONE.search(name)), name_key(" ".join(_QUOTED.findall(name))).split()
    return all(
        form == word or (word not in quoted and form in _datives(word, is_one))
        for word, form in zip(words, forms, strict=True)
    )


def _datives(word: str, is_one: bool) -> list[str]:
    """Return what a word in the nominative may be in the dative."""
    usual = next(((ending, datives) for ending, datives in _ENDINGS if word.endswith(ending)), ("", ()))
    found = [word.removesuffix(usual[0]) + dative for dative in usual[1]]
    if is_one:
        found += [
            word.removesuffix(ending) + dative for ending, dative in _LIKE_PLURAL if word.endswith(ending)
        ]
    return found
