"""Changes as people read them: by amendment, by item; of a plan, or what concerns an organisation."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from home.models import OrganisationPage
from plans.amending.wording import summary_of
from plans.models.amendments import Amendment, PlanChange
from search.models import CatalogEntry

# For so long a change is told in lists, and marked at the plan's item.
LATELY = datetime.timedelta(days=30)
# So many amendments an organisation is told of in one list.
MOST = 6


@dataclass(frozen=True)
class ItemChanges:
    """What was changed in one item, or in the document itself; `is_there`: the public page has the item now."""

    title: str
    changes: tuple[PlanChange, ...]
    anchor: str
    is_there: bool


@dataclass(frozen=True)
class Shown:
    """An amendment with those of its changes that are asked for."""

    amendment: Amendment
    changes: tuple[PlanChange, ...]
    anchors: frozenset[str]
    """Of the items that the public page has now."""

    @property
    def day(self) -> datetime.date:
        """When it was."""
        return self.amendment.day

    @property
    def page(self) -> Page:
        """The plan or the document."""
        return self.amendment.page

    @cached_property
    def summary(self) -> str:
        """«3 пункта перенесены, 1 добавлен»."""
        return summary_of(self.changes)

    @property
    def items(self) -> list[ItemChanges]:
        """The changes by item, those of the document itself first."""
        by_item = groupby(sorted(self.changes, key=lambda change: bool(change.item)), _thing)
        return [self._item(tuple(changes)) for _uid, changes in by_item]

    def _item(self, changes: tuple[PlanChange, ...]) -> ItemChanges:
        anchor = changes[0].anchor
        return ItemChanges(changes[0].title, changes, anchor, anchor in self.anchors)


def amendments_of(page: Page, organisation: OrganisationPage | None = None) -> QuerySet[Amendment]:
    """Return the amendments of a page, the newest first; of an organisation those that concern it."""
    found = Amendment.objects.filter(page=page.pk)
    if organisation is None:
        return found
    return found.filter(pk__in=PlanChange.objects.concerning([organisation]).values("amendment"))


def shown(
    amendments: Iterable[Amendment], organisations: Sequence[OrganisationPage] | None = None
) -> list[Shown]:
    """Return amendments with their changes, or those that concern some organisations; three queries for all."""
    amendments = list(amendments)
    changes = PlanChange.objects.filter(amendment__in=[each.pk for each in amendments])
    if organisations is not None:
        changes = changes.concerning(organisations)
    by_amendment: dict[int, list[PlanChange]] = {}
    for change in changes.order_by("pk"):
        by_amendment.setdefault(change.amendment_id, []).append(change)
    anchors = _anchors({each.page_id for each in amendments})
    return [
        Shown(each, tuple(by_amendment.get(each.pk, ())), anchors.get(each.page_id, frozenset()))
        for each in amendments
    ]


def last_of(page: Page) -> Shown | None:
    """Return the last amendment of a page, None of one that was never amended."""
    return next(iter(shown(amendments_of(page)[:1])), None)


def lately_changed(page: Page) -> dict[uuid.UUID, list[PlanChange]]:
    """Return what was changed of late in the items of a plan, by uid, the newest first."""
    since = timezone.now() - LATELY
    changes = PlanChange.objects.filter(amendment__page=page.pk, amendment__at__gte=since, item__isnull=False)
    found: dict[uuid.UUID, list[PlanChange]] = {}
    for change in changes.select_related("amendment").order_by("-amendment__at", "pk"):
        if change.item:
            found.setdefault(change.item, []).append(change)
    return found


def changed_for(organisations: Iterable[OrganisationPage]) -> list[Shown]:
    """Return what was changed of late in what the catalog knows to be public, for some organisations, the newest first."""
    organisations = list(organisations)
    if not organisations:
        return []
    concerning = PlanChange.objects.concerning(organisations)
    found = Amendment.objects.filter(
        at__gte=timezone.now() - LATELY,
        page__catalog_entries__fragment="",
        pk__in=concerning.values("amendment"),
    )
    return shown(found.select_related("page")[:MOST], organisations)


def _thing(change: PlanChange) -> Any:
    return change.item


def _anchors(pages: set[int]) -> dict[int, frozenset[str]]:
    """Return by page the anchors that the catalog knows of it: what everybody can follow a link to."""
    found: dict[int, set[str]] = defaultdict(set)
    entries = CatalogEntry.objects.parts().filter(page__in=pages)
    for page, fragment in entries.values_list("page", "fragment"):
        found[page].add(fragment)
    return {pk: frozenset(fragments) for pk, fragments in found.items()}
