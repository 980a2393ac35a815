"""What a visitor typed into the search field: words and hashtags."""

from dataclasses import dataclass

from search.hashtags import extract_hashtags, hashtag_key
from search.models import CatalogEntry
from search.queries import CatalogQuerySet
from search.text import one_line, query_stems

LONGEST_QUERY = 1000


@dataclass(frozen=True)
class Query:
    """A query as it was understood: `stems` that must all occur, `hashtags` (keys) that must all be there."""

    text: str
    stems: list[str]
    hashtags: list[str]

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Return what the text asks for; whatever stands in it, this does not fail."""
        text = one_line(text)[:LONGEST_QUERY]
        tags = extract_hashtags(text)
        words = text
        for tag in tags:
            words = words.replace(tag, " ")
        return cls(text=text, stems=query_stems(words), hashtags=[hashtag_key(tag) for tag in tags])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.stems or self.hashtags)

    def found(self, entries: CatalogQuerySet | None = None) -> CatalogQuerySet:
        """Return the entries that the query asks for, in no order; none for an empty query."""
        entries = CatalogEntry.objects.listed() if entries is None else entries
        if self.is_empty:
            return entries.none()
        entries = entries.tagged(*self.hashtags)
        return entries.matching(self.stems) if self.stems else entries

    def ordered(self, entries: CatalogQuerySet) -> CatalogQuerySet:
        """Return `found` entries, the closest first, or the newest where only hashtags were asked for."""
        return entries.best_first(self.stems) if self.stems else entries.newest()
