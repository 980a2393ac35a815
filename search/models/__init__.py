"""The vocabulary of hashtags and the catalog of what the public can find."""

from search.models.entries import CatalogEntry, EntryHashtag
from search.models.finding import EntryText, SearchRow, Word, type_id
from search.models.hashtags import DistinctHashtags, Hashtag, HashtagAlias, HashtagTally

__all__ = [
    "CatalogEntry",
    "DistinctHashtags",
    "EntryHashtag",
    "EntryText",
    "Hashtag",
    "HashtagAlias",
    "HashtagTally",
    "SearchRow",
    "Word",
    "type_id",
]
