"""Which photos a user has picked, as the screens send them: only those that stood on the screen are changed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import QueryDict

from home.models import Picture
from news.models import PickedPhoto
from news.reviewing.asked import number
from news.reviewing.sources import sources_of

MOST = 60


def picked(user: Any) -> list[PickedPhoto]:
    """Return the photos that a user has picked, in the order of picking."""
    return list(PickedPhoto.objects.filter(user=user.pk)[:MOST])


def keep(user: Any, given: QueryDict) -> None:
    """Remember what a screen sends: `photo` is what is ticked, `shown` the reports that stood there."""
    shown = {number(text) for text in given.getlist("shown")} - {0}
    if not shown:
        return
    ticked = list(dict.fromkeys(_pairs(given.getlist("photo"))))
    there = {
        (pk, photo.picture)
        for pk, sources in sources_of(user, shown).items()
        for source in sources
        for photo in source.told.photos
    }
    known = set(
        Picture.objects.filter(pk__in={picture for _pk, picture in there}).values_list("pk", flat=True)
    )
    with transaction.atomic():
        old = PickedPhoto.objects.filter(user=user.pk, report__in=shown)
        before = {(pick.report_id, pick.picture_id): pick.pk for pick in old}
        old.filter(pk__in=[pk for pair, pk in before.items() if pair not in ticked]).delete()
        room = MOST - PickedPhoto.objects.filter(user=user.pk).count()
        new = [pair for pair in ticked if pair in there and pair[1] in known and pair not in before]
        PickedPhoto.objects.bulk_create(
            [
                PickedPhoto(user_id=user.pk, report_id=report, picture_id=picture)
                for report, picture in new[:room]
            ],
            ignore_conflicts=True,
        )


def forget(user: Any) -> None:
    """Let nothing be picked any more."""
    PickedPhoto.objects.filter(user=user.pk).delete()


def _pairs(keys: Iterable[str]) -> Iterable[tuple[int, int]]:
    for key in keys:
        report, _dash, picture = key.partition("-")
        yield number(report), number(picture)
