"""Absolute addresses for what is read away from the site: feeds, calendars, sitemaps, previews in messengers."""

from urllib.parse import urljoin, urlsplit

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from search.hashtags import hashtag_key
from search.models import CatalogEntry, Hashtag


class Origins:
    """Scheme and host of every site, as its settings say, whatever the host of a request; read in one query."""

    def __init__(self) -> None:
        sites = Site.objects.select_related("root_page")
        self._roots = sorted(
            ((site.root_page.path, str(site.root_url)) for site in sites), key=lambda root: -len(root[0])
        )

    def of(self, tree_path: str) -> str:
        """Return «https://vestnik.example» of the site on which a place of the tree stands, "" where there is none."""
        return next((url for path, url in self._roots if tree_path.startswith(path)), "")

    def entry_url(self, entry: CatalogEntry) -> str:
        """Return the entry's address, with the part's anchor."""
        return self.of(entry.tree_path) + entry.get_absolute_url()


def site_of(request: HttpRequest) -> Site:
    """Return the site that is asked; raises Http404 where there is none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def absolute(url: str, origin: str) -> str:
    """Return a file's address with its host; those of a foreign storage have one already."""
    return urljoin(f"{origin}/", url)


def host_of(origin: str) -> str:
    """Return «vestnik.example» of «https://vestnik.example»."""
    return urlsplit(origin).hostname or ""


def hashtag_at(name: str) -> Hashtag:
    """Return the hashtag that a part of an address names, or named before, in any spelling; raises Http404 for any other.

    A `%` that is left in an address stands for bytes that are no UTF-8: an address in an old encoding names nothing.
    """
    key = "" if "%" in name else hashtag_key(name)
    hashtag = Hashtag.objects.shown().select_related("tally").led_to([key]).get(key) if key else None
    if hashtag is None:
        raise Http404(_("Такого хэштега нет."))
    return hashtag


def public_page_at(request: HttpRequest, path: str) -> Page:
    """Return the page at a path, by Wagtail's own routing; raises Http404 where the public may see none."""
    route = Page.route_for_request(request, path)
    if route is None or not route.page.catalog_entries.filter(fragment="").exists():
        raise Http404(_("Такой страницы нет."))
    return route.page
