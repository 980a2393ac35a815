"""The pages on which everything is found: search, the hashtags, one hashtag."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.addresses import hashtag_at
from search.facets import Choice, Facets, results
from search.hashtag_pages import context_of
from search.hashtags import hashtag_key
from search.models import Hashtag
from search.pagination import paginate
from search.queries import CatalogQuerySet
from search.query import Query
from search.snippets import add_snippets
from search.understanding import Understood, understand

RELATED = 12
# The periods of the index: what they are called, and their days.
PERIODS = {"month": (_("За месяц"), 31), "quarter": (_("За квартал"), 92), "year": (_("За год"), 366)}


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `?q=` and is left by the facets, a batch at a time."""
    choice = Choice.from_query(request.GET)
    asked = Query.parse(request.GET.get("q", "")).led()
    understood = Understood(asked)
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
        "typed": asked.text if understood.perhaps else understood.query.text,
        "facets": facets,
        "entries": entries,
        "hashtag": _hashtag_of(understood.query),
    }
    return render(request, "search/search.html", context)


def hashtag_index(request: HttpRequest) -> HttpResponse:
    """Show the hashtags in use, the most used first: of all time, or of the last days that `?period=` names."""
    period = request.GET.get("period", "")
    days = PERIODS[period][1] if period in PERIODS else None
    since = timezone.localdate() - datetime.timedelta(days=days) if days else None
    context = {
        "hashtags": paginate(request, Hashtag.objects.in_use(since), 120),
        "period": period if days else "",
        "periods": [(name, title) for name, (title, _days) in PERIODS.items()],
    }
    return render(request, "search/hashtag_index.html", context)


def hashtag_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show everything under a hashtag, the newest first; other spellings lead to the one address."""
    hashtag = hashtag_at(name)
    if name != hashtag.slug:
        question = request.GET.urlencode()
        return redirect(f"{hashtag.get_absolute_url()}{'?' if question else ''}{question}", permanent=True)
    context = context_of(hashtag, request)
    context["entries"] = paginate(request, context.pop("found"), total=context["tabs"].chosen_count)
    context["related"] = Hashtag.objects.beside(hashtag, RELATED)
    return render(request, "search/hashtag.html", context)


def _hashtag_of(query: Query) -> Hashtag | None:
    """Return the hashtag in use that the words make when they are written together: «вместе ярче», «#ВместеЯрче»."""
    key = "" if query.excludes else hashtag_key(query.text)
    return Hashtag.objects.in_use().led_to([key]).get(key) if key else None
