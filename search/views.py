"""The pages on which everything is found: search, the hashtags, one hashtag."""

from typing import Any

from django.db.models import Count, Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from search.hashtags import hashtag_key
from search.models import CatalogEntry, Hashtag
from search.pagination import paginate
from search.queries import CatalogQuerySet
from search.query import Query
from search.tabs import tabs_of

RELATED = 12


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `?q=`, of the type `?type=`, a batch at a time."""
    query = Query.parse(request.GET.get("q", ""))
    found = query.found()
    tabs = tabs_of(request, found)
    entries = paginate(request, query.ordered(tabs.chosen(found)).cards().select_related("page"))
    context = {"query": query, "tabs": tabs, "entries": entries, "hashtag": _hashtag_of(query.text)}
    return render(request, "search/search.html", context)


def hashtag_index(request: HttpRequest) -> HttpResponse:
    """Show all hashtags in use, the most used first."""
    return render(
        request, "search/hashtag_index.html", {"hashtags": paginate(request, Hashtag.objects.in_use(), 120)}
    )


def hashtag_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show everything under a hashtag, the newest first; other spellings lead to the one address."""
    key = hashtag_key(name)
    hashtag = Hashtag.objects.shown().filter(slug=key).first() if key else None
    if hashtag is None:
        raise Http404(_("Такого хэштега нет."))
    if name != key:
        return redirect(hashtag, permanent=True)
    found = CatalogEntry.objects.listed().tagged(key)
    tabs = tabs_of(request, found)
    context = {
        "hashtag": hashtag,
        "facts": _facts(found),
        "tabs": tabs,
        "entries": paginate(request, tabs.chosen(found).newest().cards().select_related("page")),
        "related": Hashtag.objects.beside(hashtag)[:RELATED],
    }
    return render(request, "search/hashtag.html", context)


def _hashtag_of(text: str) -> Hashtag | None:
    """Return the hashtag in use that the words make when they are written together: «вместе ярче», «#ВместеЯрче»."""
    key = hashtag_key(text)
    return Hashtag.objects.in_use().filter(slug=key).first() if key else None


def _facts(entries: CatalogQuerySet) -> dict[str, Any]:
    """Return how many entries and organisations there are, and from which day to which."""
    return entries.aggregate(
        entries=Count("pk"),
        organisations=Count("organisation", distinct=True),
        first=Min("date"),
        last=Max("date"),
    )
