"""The site's menu, read once for each request."""

from django.http import HttpRequest
from wagtail.models import Page, Site


def menu_pages(request: HttpRequest) -> list[Page]:
    """Return the public children of the site's root that stand in the menu."""
    pages: list[Page] | None = getattr(request, "_menu_pages", None)
    if pages is None:
        site = Site.find_for_request(request)
        pages = list(site.root_page.get_children().live().public().in_menu()) if site else []
        request._menu_pages = pages  # type: ignore[attr-defined]
    return pages
