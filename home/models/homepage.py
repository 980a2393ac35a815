"""The first page of the site: what is on now, what is new, what people talk about."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models.base import BasePage
from home.models.organisations import OrganisationIndexPage
from search.models import CatalogEntry, Hashtag

# How much the home page shows.
PICTURES = 5
EVENTS = 6
LATEST = 4
HASHTAGS = 12
HASHTAG_DAYS = 120


class HomePage(BasePage):
    """The root of a site. Its sections are its children that stand in the menu."""

    parent_page_types = ["wagtailcore.Page"]
    is_listed = False

    class Meta:
        verbose_name = _("главная страница")
        verbose_name_plural = _("главные страницы")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add events of today, the newest pictures, the newest of each section and active hashtags."""
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        entries = CatalogEntry.objects.listed().under(self)
        context["today"] = today
        context["events"] = entries.parts().overlapping(today, today).dated().nearest_end().headlines()[:EVENTS]
        context["mosaic"] = entries.posted().newest().headlines()[:PICTURES]
        context["sections"] = self.sections
        context["active_hashtags"] = Hashtag.objects.in_use(today - datetime.timedelta(days=HASHTAG_DAYS))[:HASHTAGS]
        return context

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The sections of the menu with their newest entries, organisations left out: their posts are the mosaic."""
        pages = self.get_children().live().public().in_menu().not_type(OrganisationIndexPage)
        return [
            {"page": page, "entries": CatalogEntry.objects.listed().pages().below(page).newest().headlines()[:LATEST]}
            for page in pages
        ]
