"""From what was typed to what is shown: another layout, a slip, a word too many, each said and never silently."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.fulltext import newest
from search.models import SearchRow
from search.query import Query
from search.ranking import CANDIDATES
from search.spelling import corrected, finds, in_russian_layout

# With more words than this it is not tried which of them are too many.
MOST_WORDS = 8

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """The query that is answered, and what is said about it."""

    query: Query
    instead_of: str = ""
    """What was typed in another keyboard layout."""
    perhaps: str = ""
    """What was perhaps meant, and is answered."""
    without: tuple[str, ...] = ()
    """Words that had to be left out to find anything."""


def understand(query: Query) -> Understood:
    """Return what a visitor wants to find with a query that finds nothing."""
    swapped = Query.parse(in_russian_layout(query.text)).led()
    if not swapped.is_empty:
        meant = swapped if finds(swapped) else Query.parse(corrected(swapped)).led()
        if not meant.is_empty:
            return Understood(meant, instead_of=query.text)
    perhaps = corrected(query)
    return Understood(Query.parse(perhaps).led(), perhaps=perhaps) if perhaps else _with_fewer_words(query)


def _with_fewer_words(query: Query) -> Understood:
    """Leave out what nothing has, else all but the words of the title that has the most of them, else one word."""
    phrases = query.sought.phrases
    if not 1 < len(phrases) <= MOST_WORDS:
        return Understood(query)
    best = next((fewer for fewer in _fewer(query) if fewer.sought.phrases and finds(fewer)), None)
    if best is None:
        return Understood(query)
    kept = best.sought.phrases
    return Understood(best, without=tuple(typed for phrase, typed in query.written if phrase not in kept))


def _fewer(query: Query) -> Iterator[Query]:
    """Yield the query with fewer words, the best guess first; every guess asks for a part of the known words."""
    by_phrase = {phrase: _newest_titles(query, phrase) for phrase in query.sought.phrases}
    known = tuple(phrase for phrase, titles in by_phrase.items() if titles or _is_known(query, phrase))
    yield _narrowed(query, known)
    together = _together(known, set().union(*by_phrase.values()))
    if 2 * len(together) >= len(known):
        yield _narrowed(query, together)
    for left_out in sorted(known, key=_letters):
        yield _narrowed(query, [phrase for phrase in known if phrase != left_out])


def _newest_titles(query: Query, phrase: Phrase) -> set[str]:
    """Return the stems of the newest titles that have the phrase, a bounded number, in the words of the query."""
    rows = SearchRow.objects.filter(listed=True)
    found = newest(rows, _narrowed(query, [phrase]).sought, CANDIDATES, in_title=True)
    return {query.sought.as_typed(title) for _key, title in found}


def _is_known(query: Query, phrase: Phrase) -> bool:
    return finds(replace(_narrowed(query, [phrase]), hashtags=()))


def _together(phrases: Sequence[Phrase], titles: Iterable[str]) -> tuple[Phrase, ...]:
    """Return those that stand in one title, the most there are."""
    sets = {tuple(phrase for phrase in phrases if _stands_in(phrase, title)) for title in titles}
    return max(sets, key=lambda kept: (len(kept), sum(map(_letters, kept)), kept), default=())


def _stands_in(phrase: Phrase, title: str) -> bool:
    return f" {' '.join(phrase)} " in f" {title} "


def _letters(phrase: Phrase) -> int:
    return len("".join(phrase))


def _narrowed(query: Query, phrases: Sequence[Phrase]) -> Query:
    return replace(query, sought=replace(query.sought, phrases=tuple(phrases)))
