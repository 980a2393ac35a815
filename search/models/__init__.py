"""The vocabulary of hashtags and the catalog of what the public can find."""

from search.models.entries import CatalogEntry, EntryHashtag
from search.models.finding import EntryText, SearchRow, Word
from search.models.hashtags import Hashtag, HashtagAlias, HashtagTally

__all__ = [
    "CatalogEntry",
    "EntryHashtag",
    "EntryText",
    "Hashtag",
    "HashtagAlias",
    "HashtagTally",
    "SearchRow",
    "Word",
]
