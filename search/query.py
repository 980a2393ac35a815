"""What a visitor typed into the search field: words, phrases in quotes, what must not occur, hashtags."""

import re
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from search.fulltext import Sought, excluded_keys
from search.hashtags import hashtag_spans
from search.models import EntryHashtag, Hashtag, SearchRow
from search.queries import CatalogQuerySet
from search.ranking import Ranking
from search.synonyms import said_otherwise
from search.text import MOST_QUERY_WORDS, WORD, one_line, query_stems

LONGEST_QUERY = 1000
MOST_HASHTAGS = 8  # each is a join; nobody means more
# A phrase in straight quotes or a word; a minus before it leaves it out. Other quotes are Russian and part of names.
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_MINUS = re.compile(r"(?<!\S)-\Z")


@dataclass(frozen=True)
class Query:
    """A query as it was understood: what must occur and what must not, `hashtags` (keys) that must all be there."""

    text: str
    sought: Sought
    hashtags: tuple[str, ...] = ()
    excluded_hashtags: tuple[str, ...] = ()
    written: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Each phrase that must occur with the words as they were typed."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Return what the text asks for; whatever stands in it, this does not fail."""
        text = one_line(text)[:LONGEST_QUERY]
        words, hashtags, excluded_hashtags = _hashtags(text)
        wanted, excluded, alone = _phrases(words)
        sought = Sought(
            tuple(wanted)[:MOST_QUERY_WORDS],
            tuple(excluded)[:MOST_QUERY_WORDS],
            otherwise=tuple(said_otherwise(alone)),
        )
        return cls(text, sought, hashtags, excluded_hashtags, tuple(wanted.items()))

    def led(self) -> "Query":
        """Return the query with what its hashtags are called now, where they were renamed or joined to others."""
        return replace(
            self,
            hashtags=tuple(Hashtag.objects.keys_of_now(self.hashtags)),
            excluded_hashtags=tuple(Hashtag.objects.keys_of_now(self.excluded_hashtags)),
        )

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems that were looked for, to be marked where they are; those of other words that say the same too."""
        others = (stem for each in self.sought.otherwise for phrase in each.phrases for stem in phrase)
        return tuple(dict.fromkeys([*self.sought.stems, *filter(query_stems, others)]))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.sought.phrases or self.hashtags or self.excludes)

    @property
    def excludes(self) -> bool:
        """Whether something must not be there."""
        return bool(self.sought.excluded or self.excluded_hashtags)

    def found(self, entries: CatalogQuerySet) -> CatalogQuerySet:
        """Return those of the entries that the query asks for, in no order; none for an empty query."""
        if self.is_empty:
            return entries.none()
        entries = entries.tagged(*self.hashtags)
        if self.sought.phrases:
            entries = entries.matching(self.sought)
        if self.excludes:
            entries = entries.filter(search_row__in=self._without_excluded(SearchRow.objects.all()))
        return entries

    def ordered(self, entries: CatalogQuerySet) -> CatalogQuerySet | Ranking:
        """Return those of the entries that the query asks for, the closest first; the newest where it has no words."""
        if self.is_empty or not self.sought.phrases:
            return self.found(entries).newest()
        wanted = entries.order_by().filter(pk=OuterRef("entry"))
        return Ranking(self.left(SearchRow.objects.filter(Exists(wanted))), self.sought)

    def left(self, rows: QuerySet[SearchRow]) -> QuerySet[SearchRow]:
        """Return the rows that hashtags leave, and words that must not occur where no other ones are asked for."""
        for key in self.hashtags:
            rows = rows.filter(_has_hashtag(key))
        return self._without_excluded(rows)

    def _without_excluded(self, rows: QuerySet[SearchRow]) -> QuerySet[SearchRow]:
        for key in self.excluded_hashtags:
            rows = rows.exclude(_has_hashtag(key))
        if self.sought.excluded and not self.sought.phrases:
            rows = rows.exclude(pk__in=RawSQL(*excluded_keys(self.sought, rows.db)))
        return rows


Phrases = dict[tuple[str, ...], str]


def _has_hashtag(key: str) -> Exists:
    return Exists(EntryHashtag.objects.filter(entry=OuterRef("entry"), hashtag__slug=key))


def _hashtags(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the text without its hashtags, the keys of those that must be there and of those that must not."""
    rest, done = "", 0
    wanted: dict[str, None] = {}
    excluded: dict[str, None] = {}
    for start, end, key in hashtag_spans(text):
        before = text[done:start]
        is_excluded = _MINUS.search(text[:start]) is not None
        (excluded if is_excluded else wanted)[key] = None
        rest += f"{before.removesuffix('-') if is_excluded else before} "
        done = end
    return rest + text[done:], tuple(wanted)[:MOST_HASHTAGS], tuple(excluded)[:MOST_HASHTAGS]


def _phrases(text: str) -> tuple[Phrases, Phrases, list[str]]:
    """Return the phrases that must occur and those that must not, each once, with the words as typed.

    Behind them the stems of the words without quotes and signs in their order, "" where something stands between them.
    """
    wanted: Phrases = {}
    excluded: Phrases = {}
    alone: list[str] = []
    for part in _PART.finditer(text):
        typed = part["phrase"] or part["word"] or ""
        if part["phrase"] or part["minus"]:
            (excluded if part["minus"] else wanted).setdefault(tuple(query_stems(typed)), typed)
            alone.append("")
        else:
            for word in WORD.findall(typed):
                stems = query_stems(word)
                wanted.setdefault(tuple(stems), word)
                alone += stems
    wanted.pop((), None)
    excluded.pop((), None)
    return wanted, excluded, alone
