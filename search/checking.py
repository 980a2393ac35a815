"""Whether the catalog says what the pages say."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page

from search.catalog import public_pages
from search.models import CatalogEntry
from search.rows import (
    differ,
    differing_columns,
    entry_row,
    hashtag_keys,
    public_records,
    search_row,
    text_row,
)
from search.tallies import wrong_tallies

# Pages that are woken up at a time.
BATCH = 200


@dataclass(frozen=True)
class Difference:
    """One thing in which the catalog is not what the pages say."""

    page_id: int
    fragment: str
    what: str


def differences() -> Iterator[Difference]:
    """Yield every place where the catalog is not what the pages say; nothing in a healthy catalog."""
    stale = CatalogEntry.objects.exclude(page__in=public_pages().values("pk"))
    for page_id, fragment in stale.values_list("page_id", "fragment"):
        yield Difference(page_id, fragment, "the page is not public")
    for page in public_pages().order_by("path").specific().iterator(chunk_size=BATCH):
        yield from _page_differences(page)
    for hashtag in wrong_tallies():
        yield Difference(0, "", f"the tally of {hashtag} differs")


def _page_differences(page: Page) -> Iterator[Difference]:
    found = page.catalog_entries.select_related("words", "search_row").prefetch_related("hashtags")
    entries = {entry.fragment: entry for entry in found}
    for record in public_records(page):
        entry = entries.pop(record.fragment, None)
        if entry is None:
            yield Difference(page.pk, record.fragment, "the entry is missing")
            continue
        for column in differing_columns(entry, entry_row(page, record)):
            yield Difference(page.pk, record.fragment, f"{column} differs")
        if differ(getattr(entry, "words", None), text_row(record, entry.pk)):
            yield Difference(page.pk, record.fragment, "the words differ")
        if differ(getattr(entry, "search_row", None), search_row(record, entry.pk)):
            yield Difference(page.pk, record.fragment, "the search's row differs")
        if {tag.slug for tag in entry.hashtags.all()} != hashtag_keys(record):
            yield Difference(page.pk, record.fragment, "hashtags differ")
    for fragment in entries:
        yield Difference(page.pk, fragment, "the page has no such part")
