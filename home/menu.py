"""The site's menu, read once for each state of the content."""

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page, Site

from restapi.http.moments import moment

KEPT = 600  # seconds


def menu_pages(request: HttpRequest) -> list[Page]:
    """Return the public children of the site's root that stand in the menu; what is public is in the catalog."""
    pages: list[Page] | None = getattr(request, "_menu_pages", None)
    if pages is None:
        site = Site.find_for_request(request)
        pages = _kept(site) if site else []
        request._menu_pages = pages  # type: ignore[attr-defined]
    return pages


def _kept(site: Site) -> list[Page]:
    """Return the menu as it was read under the stamp of the content: children are looked for among all pages below."""
    now = moment()
    key = f"menu-{site.root_page_id}"
    stamp, pages = cache.get(key) or ("", [])
    if now is None or stamp != now.stamp:
        pages = list(site.root_page.get_children().in_menu().filter(catalog_entries__fragment=""))
        if now is not None:
            cache.set(key, (now.stamp, pages), KEPT)
    found: list[Page] = pages
    return found
