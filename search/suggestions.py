"""What the search field offers while somebody types: hashtags, organisations, titles."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.fulltext import ID_MASK, Sought, newest
from search.hashtags import hashtag_key
from search.models import CatalogEntry, Hashtag, SearchRow
from search.ranking import in_order
from search.text import WORD, fold, one_line, query_stems

MOST, MOST_OF_A_KIND = 10, 4
SHORTEST, LONGEST = 2, 100


@dataclass(frozen=True)
class Suggestion:
    """One line of the list: what it is, what it says, where it leads."""

    kind: str
    text: str
    url: str


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with at most ten suggestions."""
    typed = one_line(request.GET.get("q", ""))[:LONGEST]
    found = [asdict(suggestion) for suggestion in suggestions(typed)][:MOST]
    return JsonResponse({"query": typed, "suggestions": found}, json_dumps_params={"ensure_ascii": False})


def suggestions(typed: str) -> Iterator[Suggestion]:
    """Yield suggestions for what has been typed so far: official hashtags, other hashtags, organisations, titles."""
    if len(typed) < SHORTEST:
        return
    yield from _hashtags(typed)
    if not typed.startswith("#"):
        yield from _organisations(typed)
        yield from _titles(typed)


def _hashtags(typed: str) -> Iterator[Suggestion]:
    key = hashtag_key(typed)
    if key:
        begun = Hashtag.objects.in_use().filter(slug__startswith=key)
        for tag in begun.order_by("-is_official", "-uses", "tally__hashtag")[:MOST_OF_A_KIND]:
            yield Suggestion(_("хэштег"), tag.written, tag.get_absolute_url())


def _organisations(typed: str) -> Iterator[Suggestion]:
    """Every word typed must begin a word of the name."""
    words = WORD.findall(fold(typed))
    organisations = CatalogEntry.objects.organisations().order_by("title")
    fitting = (entry for entry in organisations.only("title", "url") if words and _begins(entry.title, words))
    for _place, entry in zip(range(MOST_OF_A_KIND), fitting, strict=False):
        yield Suggestion(_("организация"), entry.title, entry.url)


def _begins(name: str, words: list[str]) -> bool:
    known = WORD.findall(fold(name))
    return all(any(each.startswith(word) for each in known) for word in words)


def _titles(typed: str) -> Iterator[Suggestion]:
    """The last word may be unfinished."""
    stems = query_stems(typed)
    if not stems:
        return
    *whole, begun = stems
    sought = Sought(tuple((stem,) for stem in whole), prefix=begun)
    keys = newest(SearchRow.objects.filter(listed=True), sought, MOST_OF_A_KIND, in_title=True)
    for entry in in_order([key & ID_MASK for key, _title in keys], "default"):
        yield Suggestion(entry.called, entry.title, entry.get_absolute_url())
