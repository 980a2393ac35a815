"""What a calendar is made of: entries of the catalog and a name. A page type with a property `calendar` has one."""

from dataclasses import dataclass

from search.queries import CatalogQuerySet

# The newest so many: a calendar program reads the whole file every few hours.
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Calendar:
    """What is planned; `undated_query` leads from its page to what has no days and so stands in no calendar."""

    title: str
    entries: CatalogQuerySet
    undated_query: str = ""

    @property
    def planned(self) -> CatalogQuerySet:
        """The entries that name days."""
        named = self.entries.exclude(periods=[]).order_by("-date", "-id")
        return named.select_related("page").prefetch_related("hashtags")

    @property
    def undated_count(self) -> int:
        """How many parts name none: «в течение года», «по отдельному плану»."""
        return self.entries.parts().filter(periods=[], is_cancelled=False).count()
