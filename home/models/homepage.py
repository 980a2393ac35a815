"""The first page of the site: what is on now, what is new, what people talk about."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.menu import menu_pages
from home.models.base import BasePage
from home.models.organisations import OrganisationIndexPage
from search.calendars import Calendar
from search.models import CatalogEntry, Hashtag

# How much the home page shows.
PICTURES = 5
EVENTS = 6
LATEST = 4
HASHTAGS = 12


class HomePage(BasePage):
    """The root of a site. Its sections are its children that stand in the menu."""

    parent_page_types = ["wagtailcore.Page"]
    is_listed = False

    class Meta:
        verbose_name = _("главная страница")
        verbose_name_plural = _("главные страницы")

    @property
    def calendar(self) -> Calendar:
        """All that is planned on the site."""
        return Calendar(self.title, CatalogEntry.objects.under(self))

    @property
    def structured_data(self) -> dict[str, Any]:
        """The first page of the site."""
        return {"@type": "WebPage"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add events of today, the newest pictures, the newest of each section and active hashtags."""
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        entries = CatalogEntry.objects.listed().under(self)
        context["today"] = today
        context["events"] = (
            entries.parts()
            .filter(is_cancelled=False)
            .overlapping(today, today)
            .dated()
            .nearest_end()
            .headlines()[:EVENTS]
        )
        context["mosaic"] = entries.posted().newest().headlines()[:PICTURES]
        context["sections"] = [section_of(page) for page in menu_pages(request) if has_news(page)]
        context["active_hashtags"] = Hashtag.objects.rising(today)[:HASHTAGS]
        return context


def section_of(page: Page) -> dict[str, Any]:
    """Return a page of the menu with the newest entries below it."""
    entries = CatalogEntry.objects.listed().pages().below(page)
    return {"page": page, "entries": entries.newest().headlines()[:LATEST]}


def has_news(page: Page) -> bool:
    """Whether something is published below the page; what the organisations post is the mosaic already."""
    return not page.is_leaf() and not issubclass(page.specific_class, OrganisationIndexPage)
