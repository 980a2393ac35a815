"""The map of the site for search engines: its public pages with their pictures, its hashtags; and robots.txt."""

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.sax.xmlreader import AttributesImpl

from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.addresses import absolute, site_of
from search.conditional import conditional_answer
from search.models import CatalogEntry, Hashtag
from search.queries import CatalogQuerySet

# The protocol allows 50 000 addresses and 50 MB in a file; this many are made in a second.
LONGEST_PART = 10_000
SECONDS = 3600
CONTENT_TYPE = "application/xml; charset=utf-8"
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"

NOTHING: "AttributesImpl[str]" = AttributesImpl({})

# An address, the moment of its last change, its pictures.
Place = tuple[str, datetime.datetime | None, list[str]]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Answer all addresses of the site; of a large site, the addresses of the map's parts."""
    site = site_of(request)
    pages = _pages(site)
    parts = -(-pages.count() // LONGEST_PART)
    body = (
        _map(site, [*_hashtag_places(site), *_page_places(site, pages)]) if parts < 2 else _index(site, parts)
    )
    return conditional_answer(request, body, CONTENT_TYPE, None, SECONDS)


@require_safe
def part(request: HttpRequest, number: str) -> HttpResponseBase:
    """Answer one part of a large site's map; the hashtags are part 0. Raises Http404 for a part that is not there."""
    site = site_of(request)
    first = (int(number) - 1) * LONGEST_PART
    places: Iterable[Place] = _hashtag_places(site)
    if first >= 0:
        places = list(_page_places(site, _pages(site)[first : first + LONGEST_PART]))
        if not places:
            raise Http404
    return conditional_answer(request, _map(site, places), CONTENT_TYPE, None, SECONDS)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where the map is; search results are no pages of their own."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('search')}",
        "",
        f"Sitemap: {_address(site_of(request), 'sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _pages(site: Site) -> CatalogQuerySet:
    """Return the entries of all public pages of a site, in an order that does not change."""
    pages = CatalogEntry.objects.pages().under(site.root_page).order_by("pk")
    return pages.only("url", "fragment", "modified_at", "picture_id", "picture_sizes")


def _page_places(site: Site, pages: CatalogQuerySet) -> Iterator[Place]:
    for entry in pages:
        pictures = [absolute(size["url"], site.root_url) for size in entry.pictures[-1:]]
        yield site.root_url + entry.url, entry.modified_at, pictures


def _hashtag_places(site: Site) -> Iterator[Place]:
    yield _address(site, "hashtags"), None, []
    changed = Max("entry_links__entry__modified_at", filter=Q(entry_links__entry__listed=True))
    for hashtag in Hashtag.objects.shown().annotate(changed=changed).order_by("pk")[:LONGEST_PART]:
        yield site.root_url + hashtag.get_absolute_url(), hashtag.changed, []


def _map(site: Site, places: Iterable[Place]) -> bytes:
    file, xml = _document("urlset", {"xmlns": PROTOCOL, "xmlns:image": IMAGES})
    for address, changed, pictures in places:
        xml.startElement("url", NOTHING)
        xml.addQuickElement("loc", address)
        if changed:
            xml.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
        for picture in pictures:
            xml.startElement("image:image", NOTHING)
            xml.addQuickElement("image:loc", picture)
            xml.endElement("image:image")
        xml.endElement("url")
    return _closed(file, xml, "urlset")


def _index(site: Site, parts: int) -> bytes:
    file, xml = _document("sitemapindex", {"xmlns": PROTOCOL})
    for number in range(parts + 1):
        xml.startElement("sitemap", NOTHING)
        xml.addQuickElement("loc", _address(site, "sitemap_part", number))
        xml.endElement("sitemap")
    return _closed(file, xml, "sitemapindex")


def _document(root: str, attributes: dict[str, str]) -> tuple[BytesIO, SimplerXMLGenerator]:
    file = BytesIO()
    xml = SimplerXMLGenerator(file, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(attributes))
    return file, xml


def _closed(file: BytesIO, xml: SimplerXMLGenerator, root: str) -> bytes:
    xml.endElement(root)
    xml.endDocument()
    return file.getvalue()


def _address(site: Site, name: str, *args: int) -> str:
    return f"{site.root_url}{reverse(name, args=args)}"
