"""What a calendar is made of: entries of the catalog and a name. A page type with a property `calendar` has one."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Page

from search.models import CatalogEntry, Hashtag
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
    def undated(self) -> CatalogQuerySet:
        """The parts that name none: «в течение года», «по отдельному плану»."""
        return self.entries.parts().filter(periods=[], is_cancelled=False)


def calendar_of(page: Page) -> Calendar:
    """Return the calendar of a page; raises Http404 where it has none."""
    calendar = getattr(page, "calendar", None)
    if not isinstance(calendar, Calendar):
        raise Http404(_("У этой страницы нет календаря."))
    return calendar


def calendar_of_hashtag(hashtag: Hashtag) -> Calendar:
    """Return the calendar of what is planned under a hashtag."""
    return Calendar(hashtag.written, CatalogEntry.objects.planned_under(hashtag))
