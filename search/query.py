"""What a visitor typed into the search field: words, phrases in quotes, what must not occur, hashtags."""

import re
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from search.fulltext import Sought
from search.hashtags import extract_hashtags, hashtag_key
from search.models import Hashtag, SearchRow
from search.queries import CatalogQuerySet
from search.ranking import Ranking
from search.text import MOST_QUERY_WORDS, WORD, one_line, query_stems

LONGEST_QUERY = 1000
# A phrase in straight quotes or a word; a minus before it leaves it out. Other quotes are Russian and part of names.
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Query:
    """A query as it was understood: what must occur and what must not, `hashtags` (keys) that must all be there."""

    text: str
    sought: Sought
    hashtags: tuple[str, ...]
    written: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Each phrase that must occur with the words as they were typed."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Return what the text asks for; whatever stands in it, this does not fail."""
        text = one_line(text)[:LONGEST_QUERY]
        tags = extract_hashtags(text)
        words = text
        for tag in tags:
            words = words.replace(tag, " ")
        wanted, excluded = _phrases(words)
        sought = Sought(tuple(wanted)[:MOST_QUERY_WORDS], tuple(excluded)[:MOST_QUERY_WORDS])
        return cls(text, sought, tuple(hashtag_key(tag) for tag in tags), tuple(wanted.items()))

    def led(self) -> "Query":
        """Return the query with what its hashtags are called now, where they were renamed or joined to others."""
        known = Hashtag.objects.led_to(self.hashtags) if self.hashtags else {}
        return replace(
            self, hashtags=tuple(known[key].slug if key in known else key for key in self.hashtags)
        )

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems that must occur, to be marked where they do."""
        return self.sought.stems

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: what must not occur is not enough."""
        return not (self.sought.phrases or self.hashtags)

    def found(self, entries: CatalogQuerySet) -> CatalogQuerySet:
        """Return those of the entries that the query asks for, in no order; none for an empty query."""
        if self.is_empty:
            return entries.none()
        entries = entries.tagged(*self.hashtags)
        return entries.matching(self.sought) if self.sought.phrases else entries

    def ordered(self, entries: CatalogQuerySet) -> CatalogQuerySet | Ranking:
        """Return those of the entries that the query asks for, the closest first; the newest where it has no words."""
        if self.is_empty or not self.sought.phrases:
            return self.found(entries).newest()
        wanted = entries.tagged(*self.hashtags).order_by().filter(pk=OuterRef("entry"))
        return Ranking(SearchRow.objects.filter(Exists(wanted)), self.sought)


Phrases = dict[tuple[str, ...], str]


def _phrases(text: str) -> tuple[Phrases, Phrases]:
    """Return the phrases that must occur and those that must not, each once, with the words as typed."""
    wanted: Phrases = {}
    excluded: Phrases = {}
    for part in _PART.finditer(text):
        typed = part["phrase"] or part["word"] or ""
        if part["phrase"] or part["minus"]:
            (excluded if part["minus"] else wanted).setdefault(tuple(query_stems(typed)), typed)
        else:
            for word in WORD.findall(typed):
                wanted.setdefault(tuple(query_stems(word)), word)
    wanted.pop((), None)
    excluded.pop((), None)
    return wanted, excluded
