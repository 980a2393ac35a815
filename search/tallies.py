"""What each hashtag's entries come to: counted when something under the hashtag has changed, read by every list."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractYear
from django.db.transaction import on_commit
from wagtail.models import Page

from search.models import EntryHashtag, Hashtag, HashtagTally


def recount_after_commit(hashtag_ids: Iterable[int]) -> None:
    """Count the hashtags again once the change is there for all to see; until then nobody waits for anybody."""
    wanted = sorted(set(hashtag_ids))
    if wanted:
        on_commit(lambda: recount(wanted))


def recount(hashtag_ids: Iterable[int]) -> None:
    """Count the hashtags again, each for itself under a lock: the last to count has seen all that was written."""
    for pk in Hashtag.objects.filter(pk__in=list(hashtag_ids)).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            HashtagTally.objects.get_or_create(hashtag_id=pk)
            tally = HashtagTally.objects.select_for_update().get(hashtag_id=pk)
            for column, value in counted(pk).items():
                setattr(tally, column, value)
            tally.save()


def counted(hashtag_id: int) -> dict[str, Any]:
    """Return the columns of a hashtag's tally as they should be."""
    links = EntryHashtag.objects.filter(hashtag=hashtag_id, listed=True)
    rows = list(
        links.annotate(year=ExtractYear("date"))
        .values_list("type", "year", "entry__organisation")
        .annotate(entries=Count("pk"), first=Min("date"), last=Max("date"))
        .order_by()
    )
    types: Counter[str] = Counter()
    years: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    for type_label, year, organisation, entries, _first, _last in rows:
        types[type_label] += entries
        years[str(year)] += entries
        if organisation:
            organisations[str(organisation)] += entries
    return {
        "entries": sum(types.values()),
        "first": min((row[4] for row in rows), default=None),
        "last": max((row[5] for row in rows), default=None),
        "types": dict(types.most_common()),
        "years": dict(sorted(years.items(), reverse=True)),
        "organisations": dict(organisations.most_common()),
    }


def tags_of(page: Page) -> set[int]:
    """Return the hashtags whose tallies speak of the page: those of its entries, and of those that name it."""
    own = EntryHashtag.objects.filter(entry__page=page)
    naming = EntryHashtag.objects.filter(entry__organisation=page)
    return {
        pk for links in (own, naming) for pk in links.order_by().values_list("hashtag", flat=True).distinct()
    }


def wrong_tallies() -> Iterator[Hashtag]:
    """Yield the hashtags whose tally is not what a count gives."""
    for hashtag in Hashtag.objects.select_related("tally").order_by("pk"):
        tally = getattr(hashtag, "tally", None) or HashtagTally(hashtag=hashtag)
        if any(getattr(tally, column) != value for column, value in counted(hashtag.pk).items()):
            yield hashtag
