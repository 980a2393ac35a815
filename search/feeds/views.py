"""Feeds at their addresses: `feed.rss`, `feed.atom`, `feed.json` below a page's, a hashtag's or the search's own."""

from collections.abc import Callable
from dataclasses import asdict
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.addresses import hashtag_at, public_page_at, site_of
from search.characters import writable
from search.conditional import conditional_answer
from search.facets import Choice, Facets
from search.feeds.channels import Channel, Item, items_of, latest_change
from search.feeds.json_feed import json_feed
from search.feeds.xml import atom, rss
from search.models import CatalogEntry
from search.query import Query
from search.text import one_line

SECONDS = 300


class Format(NamedTuple):
    """How a feed is written, and what it is called then."""

    write: Callable[[Channel, list[Item]], bytes]
    content_type: str


FORMATS = {
    "rss": Format(rss, "application/rss+xml; charset=utf-8"),
    "atom": Format(atom, "application/atom+xml; charset=utf-8"),
    "json": Format(json_feed, "application/feed+json; charset=utf-8"),
}


@require_safe
def page_feed(request: HttpRequest, path: str, ending: str) -> HttpResponseBase:
    """Answer what is new below a page, of the whole site below the home page; raises Http404 where nothing can be."""
    page = public_page_at(request, path)
    if not type(page).allowed_subpage_models():
        raise Http404(_("У этой страницы нет ленты."))
    site = site_of(request)
    is_home = page.pk == site.root_page_id
    channel = Channel(
        title=_site_name(site) if is_home else writable(f"{one_line(page.title)} — {_site_name(site)}"),
        description=writable(one_line(page.search_description or getattr(page, "lead", ""))),
        page=page.full_url,
        address=f"{page.full_url}feed",
        entries=CatalogEntry.objects.below(page),
        site_name=_site_name(site),
    )
    return _answer(request, channel, ending)


@require_safe
def hashtag_feed(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """Answer what is new under a hashtag; other spellings lead to the one address."""
    hashtag = hashtag_at(name)
    if name != hashtag.slug:
        return redirect("hashtag_feed", name=hashtag.slug, ending=ending, permanent=True)
    site = site_of(request)
    page = f"{site.root_url}{hashtag.get_absolute_url()}"
    channel = Channel(
        title=f"{hashtag.written} — {_site_name(site)}",
        description=writable(one_line(hashtag.description)),
        page=page,
        address=f"{page}feed",
        entries=CatalogEntry.objects.tagged(hashtag.slug),
        site_name=_site_name(site),
    )
    return _answer(request, channel, ending)


@require_safe
def search_feed(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Answer the newest of what a search finds and its facets leave; raises Http404 where nothing is asked."""
    query = Query.parse(request.GET.get("q", "")).led()
    if query.is_empty:
        raise Http404(_("Напишите, что искать."))
    choice = Choice.from_query(request.GET)
    chosen = {name: writable(value) for name, value in asdict(choice).items() if value}
    entries = query.found(CatalogEntry.objects.listed())
    if chosen:
        entries = entries.filter(search_row__in=Facets(query, choice).rows())
    site = site_of(request)
    text, address = writable(query.text), f"{site.root_url}{reverse('search')}"
    question = urlencode({"q": text, **chosen})
    channel = Channel(
        title=_("Поиск: %(text)s — %(site)s") % {"text": text, "site": _site_name(site)},
        description=_("Новое по запросу «%s».") % text,
        page=f"{address}?{question}",
        address=f"{address}feed",
        query=question,
        entries=entries,
        site_name=_site_name(site),
    )
    response = _answer(request, channel, ending)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _site_name(site: Site) -> str:
    return writable(site.site_name or _("Вестник"))


def _answer(request: HttpRequest, channel: Channel, ending: str) -> HttpResponseBase:
    form = FORMATS[ending]
    items = items_of(channel)
    body = form.write(channel, items)
    return conditional_answer(request, body, form.content_type, latest_change(items), SECONDS)
