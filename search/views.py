"""The pages on which everything is found: search, the hashtags, one hashtag."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from search.facets import Choice, Facets, results
from search.hashtags import hashtag_key
from search.models import CatalogEntry, Hashtag, HashtagTally
from search.pagination import paginate
from search.queries import CatalogQuerySet
from search.query import Query
from search.snippets import add_snippets
from search.tabs import tabs_of
from search.understanding import Understood, understand

RELATED = 12


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `?q=` and is left by the facets, a batch at a time."""
    choice = Choice.from_query(request.GET)
    understood = Understood(Query.parse(request.GET.get("q", "")))
    facets = Facets(understood.query, choice)
    if facets.finds_nothing and not understood.query.is_empty:
        understood = understand(understood.query)
        facets = Facets(understood.query, choice)
    entries = paginate(request, results(understood.query, facets), total=facets.total)
    found: CatalogQuerySet = entries.object_list  # type: ignore[assignment]
    entries.object_list = list(found.cards().select_related("page"))
    add_snippets(entries.object_list, understood.query.stems)
    context = {
        "understood": understood,
        "query": understood.query,
        "facets": facets,
        "entries": entries,
        "hashtag": _hashtag_of(understood.query.text),
    }
    return render(request, "search/search.html", context)


def hashtag_index(request: HttpRequest) -> HttpResponse:
    """Show all hashtags in use, the most used first."""
    return render(
        request, "search/hashtag_index.html", {"hashtags": paginate(request, Hashtag.objects.in_use(), 120)}
    )


def hashtag_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show everything under a hashtag, the newest first; other spellings lead to the one address."""
    key = hashtag_key(name)
    hashtag = Hashtag.objects.shown().select_related("tally").filter(slug=key).first() if key else None
    if hashtag is None:
        raise Http404(_("Такого хэштега нет."))
    if name != key:
        return redirect(hashtag, permanent=True)
    tally = getattr(hashtag, "tally", None) or HashtagTally(hashtag=hashtag)
    tabs = tabs_of(request, tally.types)
    found = CatalogEntry.objects.of_hashtag(hashtag, tabs.type).newest_of_hashtag()
    context = {
        "hashtag": hashtag,
        "tally": tally,
        "tabs": tabs,
        "entries": paginate(request, found.cards().select_related("page"), total=tabs.chosen_count),
        "related": Hashtag.objects.beside(hashtag)[:RELATED],
    }
    return render(request, "search/hashtag.html", context)


def _hashtag_of(text: str) -> Hashtag | None:
    """Return the hashtag in use that the words make when they are written together: «вместе ярче», «#ВместеЯрче»."""
    key = hashtag_key(text)
    return Hashtag.objects.in_use().filter(slug=key).first() if key else None
