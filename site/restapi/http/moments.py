"""The state of the content at this moment, and when it will change by itself."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Subquery
from django.utils import timezone
from wagtail.models import Page, Revision

from restapi.http.stamps import THE_ONE
from restapi.models import Stamp
from search.statements import Statement

KEY = "restapi-next-scheduled"
KEPT = 600  # seconds


@dataclass(frozen=True)
class Moment:
    """What a public answer can be known by before anything is read for it."""

    now: datetime.datetime
    stamp: str
    changed_at: datetime.datetime
    next_scheduled: datetime.datetime | None  # the next publishing or expiry that an editor has set


def moment() -> Moment | None:
    """Return this moment; None before anything was ever written. The schedule is read once for each stamp."""
    now = timezone.localtime()
    known: tuple[str, datetime.datetime | None] | None = cache.get(KEY)
    row = _row(now, with_schedule=known is None)
    if row and known and known[0] != row[0]:
        row, known = _row(now, with_schedule=True), None
    if row is None:
        return None
    stamp, changed_at, *schedule = row
    scheduled = known[1] if known else min(filter(None, schedule), default=None)
    if known is None:
        cache.set(KEY, (stamp, scheduled), KEPT)
    return Moment(now, stamp, changed_at, scheduled)


_STAMP = Statement(lambda: Stamp.objects.filter(pk=THE_ONE))


def _row(now: datetime.datetime, with_schedule: bool) -> tuple[Any, ...] | None:
    if not with_schedule:
        return next(((stamp.value, stamp.renewed_at) for stamp in _STAMP.models()), None)
    going_live = Revision.objects.filter(approved_go_live_at__gt=now).order_by("approved_go_live_at")
    expiring = Page.objects.live().filter(expire_at__gt=now).order_by("expire_at")
    rows = Stamp.objects.filter(pk=THE_ONE).annotate(
        going_live=Subquery(going_live.values("approved_go_live_at")[:1]),
        expiring=Subquery(expiring.values("expire_at")[:1]),
    )
    return rows.values_list("value", "renewed_at", "going_live", "expiring").first()
