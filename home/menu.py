"""The site's menu, read once for each request."""

from django.http import HttpRequest
from wagtail.models import Page, Site


def menu_pages(request: HttpRequest) -> list[Page]:
    """Return the public children of the site's root that stand in the menu; what is public is in the catalog."""
    pages: list[Page] | None = getattr(request, "_menu_pages", None)
    if pages is None:
        site = Site.find_for_request(request)
        children = site.root_page.get_children() if site else Page.objects.none()
        pages = list(children.in_menu().filter(catalog_entries__fragment=""))
        request._menu_pages = pages  # type: ignore[attr-defined]
    return pages
