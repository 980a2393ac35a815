"""The demo town with all its words and one picture in place of hundreds: the search reads captions, not pixels."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from demo.loading.loading import load
from demo.records import Photo, Town
from demo.town import build_town

PASSWORD = "пароль-для-поиска"


def load_town(today: datetime.date) -> Town:
    """Load the town as it is on a day; returns its records."""
    town = without_pictures(build_town(today))
    load(town, PASSWORD, lambda: None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server does by itself, but not inside of a test's transaction
    return town


def without_pictures(town: Town) -> Town:
    """Return the town with the same captions everywhere, all below one and the same picture."""
    one = town.photo

    def same(photos: Sequence[Photo]) -> tuple[Photo, ...]:
        return tuple(replace(photo, motif=one.motif, seed=one.seed) for photo in photos)

    return replace(
        town,
        organisations=tuple(replace(each, photo=same([each.photo])[0]) for each in town.organisations),
        news=tuple(replace(each, photos=same(each.photos)) for each in town.news),
        reports=tuple(replace(each, photos=same(each.photos)) for each in town.reports),
    )
