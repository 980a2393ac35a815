"""What a page looks like elsewhere: in a messenger's preview, in a search engine, in a program that subscribes to it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from search.addresses import absolute
from search.models import CatalogEntry, Hashtag
from search.structured_data import Node, hashtag_graph, hashtags_graph, json_ld, page_graph

register = template.Library()

# The picture of what has none.
DEFAULT_PICTURE = {"url": "share.png", "width": 1200, "height": 630}


@dataclass(frozen=True)
class Share:
    """`picture` is `{url, width, height, alt}`, `script` the structured data."""

    picture: dict[str, Any]
    script: SafeString


@register.simple_tag(takes_context=True)
def share_of_page(context: Context, page: Page) -> Share | None:
    """Return how a public page is shared; None of a draft, a private page, or an address without a site."""
    site = _site(context)
    entry, newest = _entry_and_newest(page) if site and page else (None, None)
    if site is None or entry is None:
        return None
    own = _picture(entry, site)
    graph = page_graph(page, entry, _image(own), context.get("breadcrumbs") or [], site)
    picture = own or (_picture(newest, site) if newest else None)
    return Share(picture or _default_picture(site), json_ld(graph))


@register.simple_tag(takes_context=True)
def share_of_hashtag(context: Context, hashtag: Hashtag) -> Share | None:
    """Return how a hashtag's page is shared: with the newest picture under it."""
    site = _site(context)
    if site is None:
        return None
    newest = CatalogEntry.objects.newest_pictured(hashtag)
    picture = _picture(newest, site) if newest else None
    return Share(picture or _default_picture(site), json_ld(hashtag_graph(hashtag, _image(picture), site)))


@register.simple_tag(takes_context=True)
def share_of_hashtags(context: Context) -> Share | None:
    """Return how the list of all hashtags is shared: with the site's picture."""
    site = _site(context)
    return Share(_default_picture(site), json_ld(hashtags_graph(site))) if site else None


@register.filter
def webcal(address: str) -> str:
    """Return the address by which a calendar program subscribes: «webcal://…»."""
    _scheme, mark, rest = address.partition("://")
    return f"webcal://{rest}" if mark else address


def _site(context: Context) -> Site | None:
    request: HttpRequest | None = context.get("request")
    return Site.find_for_request(request) if request else None


def _picture(entry: CatalogEntry, site: Site) -> dict[str, Any] | None:
    """Return the entry's picture for other sites, which was made when it was published."""
    picture = entry.shared_picture
    if picture is None:
        return None
    return {**picture, "url": absolute(picture["url"], site.root_url), "alt": entry.picture_alt}


def _entry_and_newest(page: Page) -> tuple[CatalogEntry | None, CatalogEntry | None]:
    """Return the page's entry and the newest below it that has a picture, in one query."""
    wanted = Q(page=page.pk, fragment="")
    if not page.is_leaf():
        pictured = CatalogEntry.objects.listed().below(page).exclude(picture=None).newest()
        wanted |= Q(pk=Subquery(pictured.values("pk")[:1]))
    found = {entry.page_id == page.pk: entry for entry in CatalogEntry.objects.filter(wanted).headlines()}
    return found.get(True), found.get(False)


def _default_picture(site: Site) -> dict[str, Any]:
    return {**DEFAULT_PICTURE, "url": absolute(static(str(DEFAULT_PICTURE["url"])), site.root_url), "alt": ""}


def _image(picture: dict[str, Any] | None) -> Node | None:
    if picture is None:
        return None
    return {
        "@type": "ImageObject",
        "url": picture["url"],
        "width": picture["width"],
        "height": picture["height"],
        "caption": picture["alt"],
    }
