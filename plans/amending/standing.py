"""When a document loses or regains its force, the catalog learns it: lists, calendars and feeds of it and of its plans."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published

from plans.models import OrderPage, PlanPage
from plans.models.lapsing import AmendsHow, replacements
from search.catalog import write_subtree
from search.models import CatalogEntry
from search.signals import COMING_AND_GOING, page_written

# A morning on which nobody has looked loses nothing for so long.
LOOKED_BACK = datetime.timedelta(days=14)


def connect() -> None:
    """Listen to documents that replace others."""
    for signal in (page_published, post_delete):
        signal.connect(_replacing_changed, sender=OrderPage)
    page_written.connect(_seen_or_hidden)


def settle(today: datetime.date) -> int:
    """Write anew what has lost its force on one of the last days, this one included; returns how many pages that were."""
    lately = Q(withdrawn_on__range=(today - LOOKED_BACK, today))
    replacing = replacements(OrderPage.objects.filter(date__range=(today - LOOKED_BACK, today)))
    orders = OrderPage.objects.live().filter(lately | Q(pk__in=replacing.values("amends")))
    plans = PlanPage.objects.live().filter(lately)
    return _write([*orders, *plans])


def _replacing_changed(instance: OrderPage, **kwargs: Any) -> None:
    """What it replaces is in force or not; what it has replaced before is known by its public edition."""
    now = instance.amends_id if instance.amends_how == AmendsHow.REPLACES else None
    replaced = {pk for pk in (now, instance.replaced_before) if pk}
    _write(OrderPage.objects.filter(pk__in=replaced))


def _seen_or_hidden(
    kind: str, before: CatalogEntry | None, after: CatalogEntry | None, **kwargs: Any
) -> None:
    """Only what everybody may see replaces something."""
    entry = after or before
    if kind in COMING_AND_GOING and entry and entry.type == OrderPage._meta.label:
        for document in OrderPage.objects.filter(pk=entry.page_id):
            _replacing_changed(document)


def _write(pages: Iterable[Page]) -> int:
    pages = list(pages)
    for page in pages:
        write_subtree(page)
    return len(pages)
