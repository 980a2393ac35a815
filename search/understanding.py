"""From what was typed to what is shown: another layout, a slip, a word too many, each said and never silently."""

from dataclasses import dataclass, replace

from search.models import CatalogEntry
from search.query import Query
from search.spelling import corrected, finds, in_russian_layout

# With more words than this it is not tried which of them is one too many.
MOST_WORDS = 8


@dataclass(frozen=True)
class Understood:
    """The query that is answered, and what is said about it."""

    query: Query
    instead_of: str = ""
    """What was typed in another keyboard layout."""
    perhaps: str = ""
    """What was perhaps meant."""
    without: tuple[str, ...] = ()
    """Words that had to be left out to find anything."""


def understand(query: Query) -> Understood:
    """Return what a visitor wants to find with a query that finds nothing."""
    swapped = Query.parse(in_russian_layout(query.text))
    if not swapped.is_empty and finds(swapped):
        return Understood(swapped, instead_of=query.text)
    perhaps = corrected(query)
    return Understood(query, perhaps=perhaps) if perhaps else _with_fewer_words(query)


def _with_fewer_words(query: Query) -> Understood:
    """Leave out what nothing has, else the one word without which something is found."""
    phrases = query.sought.phrases
    if not 1 < len(phrases) <= MOST_WORDS:
        return Understood(query)
    unknown = tuple(phrase for phrase in phrases if not _found([phrase]))
    tries = (
        [unknown]
        if unknown
        else [(phrase,) for phrase in sorted(phrases, key=lambda phrase: len("".join(phrase)))]
    )
    for left_out in tries:
        rest = tuple(phrase for phrase in phrases if phrase not in left_out)
        fewer = replace(query, sought=replace(query.sought, phrases=rest))
        if rest and finds(fewer):
            return Understood(
                fewer, without=tuple(typed for phrase, typed in query.written if phrase in left_out)
            )
    return Understood(query)


def _found(phrases: list[tuple[str, ...]]) -> bool:
    from_all = CatalogEntry.objects.listed()
    return from_all.matching(replace(Query.parse("").sought, phrases=tuple(phrases))).exists()
