"""Absolute addresses: what is on the site that is asked keeps the host under which it was asked."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from search.models import CatalogEntry


def page_url(page: Page, request: HttpRequest) -> str:
    """Return the absolute address of a page; empty for one that stands on no site."""
    url_parts = page.get_url_parts(request)
    return _origin(page.path, request) + url_parts[2] if url_parts and url_parts[2] else ""


def entry_url(entry: CatalogEntry, request: HttpRequest) -> str:
    """Return the absolute address of a catalog entry, with the part's anchor."""
    return _origin(entry.tree_path, request) + entry.get_absolute_url()


def absolute_url(url: str, request: HttpRequest) -> str:
    """Return a file's address as an absolute one; those of a foreign storage are that already."""
    is_of_this_host = url.startswith("/") and not url.startswith("//")
    return _asked(request) + url if is_of_this_host else request.build_absolute_uri(url)


def service_url(page: Page, name: str, request: HttpRequest) -> str:
    """Return the address of a service on a page."""
    return f"{page_url(page, request).rstrip('/')}/@{name}"


def file_url(kind: str, pk: Any, request: HttpRequest) -> str:
    """Return the address of a picture (`images`) or a file (`documents`): they stand at the site's root."""
    return service_url(site_of(request).root_page, f"{kind}/{pk}", request)


def site_of(request: HttpRequest) -> Site:
    """Return the site that is asked; a page was found, so there is one."""
    site: Site = Site.find_for_request(request)
    return site


def _origin(tree_path: str, request: HttpRequest) -> str:
    """Return scheme and host of the site on which a place of the tree stands."""
    if not tree_path.startswith(site_of(request).root_page.path):
        for site in _sites(request):
            if tree_path.startswith(site.root_page.path):
                return str(site.root_url)
    return _asked(request)


def _asked(request: Any) -> str:
    """Return scheme and host under which the site is asked; a host is checked once for all addresses of an answer."""
    if not hasattr(request, "_restapi_asked"):
        request._restapi_asked = f"{request.scheme}://{request.get_host()}"
    asked: str = request._restapi_asked
    return asked


def _sites(request: Any) -> list[Site]:
    """Return all sites, those deepest in the tree first; read once per request."""
    if not hasattr(request, "_restapi_sites"):
        sites = Site.objects.select_related("root_page")
        request._restapi_sites = sorted(sites, key=lambda site: -len(site.root_page.path))
    found: list[Site] = request._restapi_sites
    return found
