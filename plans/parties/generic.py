"""Parties that are no organisation but a kind of them: «общеобразовательные организации», «школы № 3, 5».

A party is generic only if each of its words says so: an unknown word («…, не являющиеся участниками проекта») leaves it
to people. Kinds are those of Federal Law 273-ФЗ, article 23: «образовательные организации» are all that teach.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from home.models import OrganisationPage
from search.text import fold

Kind = OrganisationPage.Kind

TEACHING = frozenset({Kind.SCHOOL, Kind.KINDERGARTEN, Kind.CENTRE, Kind.COLLEGE, Kind.UNIVERSITY})

_ORGANISATION = r"(?:организаци\w+|учреждени\w+)"
# Which words name which kinds. The longest phrase that fits counts.
_PHRASES: tuple[tuple[str, frozenset[str]], ...] = (
    (r"(?:муниципальн\w+ )?орган\w* управления образованием|моуо|муоо", frozenset({Kind.AUTHORITY})),
    (rf"общеобразовательн\w+(?: {_ORGANISATION})?", frozenset({Kind.SCHOOL})),
    (r"школ\w*|гимнази\w*|лице(?:й|и|я|ев|ям)|сош|оош", frozenset({Kind.SCHOOL})),
    (rf"дошкольн\w+(?: образовательн\w+)?(?: {_ORGANISATION})?", frozenset({Kind.KINDERGARTEN})),
    (r"детск\w+ сад\w*|детсад\w*|доу|доо", frozenset({Kind.KINDERGARTEN})),
    (
        rf"(?:(?:образовательн\w+ )?{_ORGANISATION}|центр\w*) дополнительного образования(?: детей)?|удо",
        frozenset({Kind.CENTRE}),
    ),
    (rf"профессиональн\w+ образовательн\w+ {_ORGANISATION}|поо", frozenset({Kind.COLLEGE})),
    (
        rf"(?:образовательн\w+ )?{_ORGANISATION} (?:среднего профессионального образования|спо)|колледж\w*|техникум\w*",
        frozenset({Kind.COLLEGE}),
    ),
    (
        rf"(?:образовательн\w+ )?{_ORGANISATION} высшего образования|вуз\w*|университет\w*",
        frozenset({Kind.UNIVERSITY}),
    ),
    (
        rf"(?:образовательн\w+ )?{_ORGANISATION} (?:среднего профессионального и высшего образования|спо и во)",
        frozenset({Kind.COLLEGE, Kind.UNIVERSITY}),
    ),
    (rf"образовательн\w+ {_ORGANISATION}|оу|оо", TEACHING),
)
_KINDS = [(re.compile(words), kinds) for words, kinds in _PHRASES]
_BEFORE = re.compile(
    r"(?:вс\w{1,2} |руководител\w+ |директор\w* |администраци\w+ |коллектив\w* |заведующ\w+ )*"
)
# One of a kind, which is none without its number: «Лицей», «Детский сад».
_ONE = re.compile(r"(?:школа|гимназия|лицей|сош|оош|детский сад|колледж|техникум|вуз|университет)(?!\w)")
_NEXT = re.compile(r"(?:,| и|;)? ?")
_NUMBERS = re.compile(r"(?:номер\w* )?(\d+(?:(?:, ?| и | )\d+)*)")  # `fold` takes «№» out
# «города Пензы», «Ленинского района», «муниципального округа»: a place, behind the kind.
_PLACE = re.compile(
    r"(?:г\b|город\w*|област\w*|кра[йяею]\b|республик\w*|район\w*|округ\w*|муниципальн\w+ (?:район|округ|образовани)\w*)\b"
    r"(?!.*(?:[,;(]|\bкроме\b|за исключением)).*|"
    r"[\w-]+(?:ого|ской|ой) (?:муниципальн\w+ |городск\w+ )?(?:район|област|кра|округ|республик)\w*"
)
_DISTRICT = re.compile(r"\bрайон|\bокруг")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Generic:
    """All organisations of these kinds: those with these numbers if there are any, of this place if it is a district."""

    kinds: frozenset[str]
    numbers: tuple[int, ...] = ()
    district: str = ""
    """As the party writes it, folded: «ленинского района»; empty for a town or a region."""

    @property
    def is_whole(self) -> bool:
        """Whether all of the kinds are meant, wherever the plan reaches."""
        return not (self.numbers or self.district)


@lru_cache(maxsize=10_000)
def read_generic(party: str) -> Generic | None:
    """Return whom a party means that names a kind, None for a name and for what is not understood whole."""
    text = _SPACES.sub(" ", fold(party)).strip(" .,;:")
    begun = text = text[_end(_BEFORE.match(text)) :]
    kinds: frozenset[str] = frozenset()
    while found := _longest(text):
        length, more = found
        kinds |= more
        text = text[length:]
        text = text[_end(_NEXT.match(text)) :]
    if not kinds:
        return None
    numbers = _NUMBERS.match(text)
    if _ONE.match(begun) and not numbers:
        return None
    if numbers:
        text = text[numbers.end() :].strip()
    if text and not _PLACE.fullmatch(text):
        return None
    wanted = tuple(int(number) for number in re.findall(r"\d+", numbers[1])) if numbers else ()
    return Generic(kinds, wanted, text if _DISTRICT.search(text) else "")


def _longest(text: str) -> tuple[int, frozenset[str]] | None:
    return max(_fitting(text), key=lambda found: found[0], default=None)


def _fitting(text: str) -> Iterator[tuple[int, frozenset[str]]]:
    for words, kinds in _KINDS:
        found = words.match(text)
        if found and (found.end() == len(text) or not text[found.end()].isalnum()):
            yield found.end(), kinds


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else 0
