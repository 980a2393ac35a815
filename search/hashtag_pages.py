"""What the page of one hashtag tells beside its list: where the tag comes from, who posts under it, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from search.models import CatalogEntry, EntryHashtag, Hashtag, HashtagTally
from search.queries import CatalogQuerySet
from search.ranking import in_order
from search.tabs import Tabs, tabs_of
from search.text import one_line

if TYPE_CHECKING:
    from django.db.models import Model

MOST_ORIGINS, MOST_ORGANISATIONS, MOST_YEARS = 3, 10, 12


@dataclass(frozen=True)
class Poster:
    """An organisation and how many entries of the hashtag are its own."""

    entry: CatalogEntry
    count: int


class Newest:
    """The entries of a hashtag's links, the newest first: a batch is found in the links' index, then read."""

    def __init__(self, links: QuerySet[EntryHashtag]) -> None:
        self.keys = links.order_by("-date", "-entry").values_list("entry", flat=True)

    def __getitem__(self, wanted: slice) -> CatalogQuerySet:
        return in_order(list(self.keys[wanted]), self.keys.db).cards().select_related("page")


class HashtagPage:
    """One hashtag as a visitor has asked for it: of one type, of one year."""

    def __init__(self, hashtag: Hashtag, request: HttpRequest) -> None:
        self.hashtag = hashtag
        self.tally = getattr(hashtag, "tally", None) or HashtagTally(hashtag=hashtag)
        asked = request.GET.get("year", "")
        self.year = asked if asked in self.tally.years else ""
        self.tabs: Tabs = tabs_of(request, self._type_counts())

    @property
    def entries(self) -> Newest:
        """The entries of the chosen type and year, the newest first."""
        links = EntryHashtag.objects.filter(hashtag=self.hashtag.pk, listed=True)
        if self.tabs.type:
            links = links.filter(type=self.tabs.type)
        return Newest(links.filter(date__year=int(self.year)) if self.year else links)

    @cached_property
    def origins(self) -> list[CatalogEntry]:
        """The official documents that name the hashtag, the first one first: there its wording comes from."""
        types = [label for label in self.tally.types if _is_origin(apps.get_model(label))]
        documents = [document for label in types for document in self._first_of(label)]
        return sorted(documents, key=lambda entry: (entry.date, entry.pk))[:MOST_ORIGINS]

    def _first_of(self, label: str) -> CatalogQuerySet:
        """Return the first documents of a type: the first rows of an index, which those of two types together are not."""
        documents = CatalogEntry.objects.of_hashtag(self.hashtag, label).pages().select_related("page")
        return documents.order_by("hashtag_links__date", "hashtag_links__entry")[:MOST_ORIGINS]

    @property
    def leader(self) -> str:
        """Who leads what the hashtag names: the authority that has issued the first of the documents."""
        pages = (entry.page.specific for entry in self.origins)
        return next(filter(None, (one_line(getattr(page, "authority", "")) for page in pages)), "")

    @property
    def posters(self) -> list[Poster]:
        """The organisations that post most under the hashtag."""
        counts = {int(pk): count for pk, count in self.tally.organisations.items()}
        most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_ORGANISATIONS]
        entries = {entry.page_id: entry for entry in CatalogEntry.objects.pages().filter(page__in=most)}
        return [Poster(entries[pk], counts[pk]) for pk in most if pk in entries]

    @property
    def years(self) -> list[tuple[str, int]]:
        """The years in which there are entries, the newest first, each with their number; none if there is only one."""
        years = sorted(self.tally.years.items(), reverse=True)[:MOST_YEARS]
        return years if len(years) > 1 else []

    def _type_counts(self) -> dict[str, int]:
        """A year is a short stretch of the index; all years together are in the tally."""
        if not self.year:
            return dict(self.tally.types)
        return CatalogEntry.objects.of_hashtag(self.hashtag, year=self.year).type_counts()


def _is_origin(model: type[Model]) -> bool:
    """A page type says of itself that hashtags are announced by it."""
    return bool(getattr(model, "announces_hashtags", False))


def context_of(hashtag: Hashtag, request: HttpRequest) -> dict[str, Any]:
    """Return what the template shows beside the batch of `found`."""
    page = HashtagPage(hashtag, request)
    return {
        "hashtag": hashtag,
        "tally": page.tally,
        "tabs": page.tabs,
        "year": page.year,
        "years": page.years,
        "origins": page.origins,
        "leader": page.leader,
        "posters": page.posters,
        "found": page.entries,
    }
