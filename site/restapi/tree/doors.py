"""Where requests come in: the site that is asked, its root, its language, kept with the stamp of the content.

Every request would read it anew. What is kept is read after the stamp that it is kept under: it may be newer than the
stamp says, never older.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from restapi.http.versions import short_hash

KEPT = 600  # seconds


@dataclass(frozen=True)
class Door:
    """A site and its root, and whether anything is for some only."""

    site: Site
    root: Page
    locale: Locale
    may_be_closed: bool
    """Whether the root or a page above it is restricted, or is the alias of one that may be."""
    has_restrictions: bool
    has_closed_collections: bool

    def with_language(self, page: Page) -> Page:
        """Return the page with its language, where that is the root's."""
        if page.locale_id == self.locale.pk:
            Page._meta.get_field("locale").set_cached_value(page, self.locale)
        return page


def use_stamp(request: HttpRequest, stamp: str) -> None:
    """Say under which stamp of the content the request is answered; without one nothing is kept."""
    request._restapi_stamp = stamp  # type: ignore[attr-defined]


def kept_door(request: HttpRequest) -> Door | None:
    """Return the door of a request, if it is kept."""
    stamp, door = cache.get(_key(request), ("", None)) if _stamp(request) else ("", None)
    if door is None or stamp != _stamp(request):
        return None
    request._wagtail_site = door.site  # type: ignore[attr-defined] # where Wagtail itself looks first
    kept: Door = door
    return kept


def keep(door: Door, request: HttpRequest) -> None:
    """Keep a door until the content changes."""
    if _stamp(request):
        cache.set(_key(request), (_stamp(request), door), KEPT)


def _stamp(request: HttpRequest) -> str:
    return getattr(request, "_restapi_stamp", "")


def _key(request: HttpRequest) -> str:
    return f"restapi-door-{short_hash([request.get_host(), request.get_port(), get_language()])}"
