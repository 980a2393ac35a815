"""Look-alikes that are two hashtags all the same: a keeper says so, and they are no longer offered as one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from search.keeper.actions import ALIKE, DISTINCT
from search.models import DistinctHashtags, Hashtag

Pair = tuple[int, int]
"""The ids of two hashtags, the lower one first."""


def pair_of(one: int, other: int) -> Pair:
    """Return the two in their order."""
    return min(one, other), max(one, other)


def distinct_pairs() -> set[Pair]:
    """Return the pairs that keepers have told apart."""
    return set(DistinctHashtags.objects.values_list("one", "other"))


def distinct_keys() -> set[frozenset[str]]:
    """Return the same by the hashtags' keys."""
    return {frozenset(keys) for keys in DistinctHashtags.objects.values_list("one__slug", "other__slug")}


def told_apart_from(hashtag: Hashtag) -> list[int]:
    """Return the ids of the hashtags that this one was told apart from."""
    pairs = DistinctHashtags.objects.filter(Q(one=hashtag) | Q(other=hashtag)).values_list("one", "other")
    return sorted(one if other == hashtag.pk else other for one, other in pairs)


def tell_apart(hashtag: Hashtag, others: Iterable[int]) -> int:
    """Remember that these are other hashtags; returns how many of them were not known to be."""
    wanted = {pair_of(hashtag.pk, other) for other in others} - distinct_pairs()
    DistinctHashtags.objects.bulk_create(
        [DistinctHashtags(one_id=one, other_id=other) for one, other in wanted], ignore_conflicts=True
    )
    return len(wanted)


def say_distinct(hashtag: Hashtag, other: Hashtag, user: Any = None) -> None:
    """Tell two hashtags apart, and log it; said twice it is said once."""
    with transaction.atomic():
        if tell_apart(hashtag, [other.pk]):
            log(hashtag, DISTINCT, user=user, data=_said(other))


def say_alike(hashtag: Hashtag, other: Hashtag, user: Any = None) -> None:
    """Take that back, and log it."""
    one, last = pair_of(hashtag.pk, other.pk)
    with transaction.atomic():
        gone, _rows = DistinctHashtags.objects.filter(one=one, other=last).delete()
        if gone:
            log(hashtag, ALIKE, user=user, data=_said(other))


def still_distinct(entries: Iterable[ModelLogEntry]) -> set[int]:
    """Return the ids of those log entries whose hashtags are still told apart."""
    pairs = distinct_pairs()
    said = [entry for entry in entries if entry.action == DISTINCT]
    return {entry.pk for entry in said if pair_of(int(entry.object_id), entry.data["pk"]) in pairs}


def _said(other: Hashtag) -> dict[str, Any]:
    return {"pk": other.pk, "name": other.name}
