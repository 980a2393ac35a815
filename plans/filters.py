"""Which items of a plan a visitor asked for: by responsible party and by month. State lives in the address."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from plans.parties import known_parties

if TYPE_CHECKING:
    from plans.models.items import PlanItem, PlanSection

MONTH = re.compile(r"(\d{4})-(\d{2})")

# More organisations than this a field of choices does not offer, if the plan names none of them.
MOST_MEANT = 60

# The value of `?period=` for items that name no days.
UNDATED = "undated"


@dataclass(frozen=True)
class Row:
    """An item and the sub-items below it."""

    item: PlanItem
    subitems: tuple[PlanItem, ...]


@dataclass(frozen=True)
class SectionRows:
    """A section with the rows that were chosen."""

    section: PlanSection
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Choices:
    """What a filter bar offers: organisations by title, other parties as written, months by their first day."""

    parties: list[str]
    months: list[datetime.date]


@dataclass(frozen=True)
class PlanFilter:
    """A visitor's choice; the empty one chooses everything."""

    party: str = ""
    period: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> PlanFilter:
        """Return the choice of `?responsible=` and `?period=YYYY-MM|undated`; nonsense chooses everything."""
        period = query.get("period", "")
        is_known = period == UNDATED or _month(period) is not None
        return cls(party=query.get("responsible", "").strip()[:300], period=period if is_known else "")

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.party or self.period)

    @property
    def month(self) -> datetime.date | None:
        """The first day of the chosen month."""
        return _month(self.period)

    def sections(self, sections: Iterable[PlanSection]) -> list[SectionRows]:
        """Return the sections that have chosen items, each item with its sub-items."""
        chosen = [SectionRows(section, tuple(self._rows(section))) for section in sections]
        return [section for section in chosen if section.rows]

    def tray(self, items: list[PlanItem]) -> list[PlanItem]:
        """Return the items without days that a month's view would hide: they are shown below it."""
        return [item for item in items if not item.is_dated and self._of_party(item)] if self.month else []

    def choices(self, items: list[PlanItem]) -> Choices:
        """Return the parties and the months that occur in the plan; those who are meant only, if they are few."""
        parties = {name.casefold(): name for item in items for name in _names(item)}
        meant = {page.title.casefold(): page.title for item in items for page in item.meant}
        if len(meant) <= MOST_MEANT:
            parties |= meant
        months = {month for item in items if item.is_dated for month in _months_of(item)}
        return Choices(sorted(parties.values(), key=str.casefold), sorted(months))

    def _rows(self, section: PlanSection) -> Iterable[Row]:
        for item, subitems in _grouped(section.items.all()):
            fitting = tuple(subitem for subitem in subitems if self._fits(subitem))
            if self._fits(item):
                yield Row(item, subitems)
            elif fitting:
                yield Row(item, fitting)

    def _fits(self, item: PlanItem) -> bool:
        return self._of_party(item) and self._in_period(item)

    def _of_party(self, item: PlanItem) -> bool:
        written = (*item.parties, *_names(item), *(page.title for page in item.meant)) if self.party else ()
        return not self.party or self.party.casefold() in (name.casefold() for name in written)

    def _in_period(self, item: PlanItem) -> bool:
        if self.period == UNDATED:
            return not item.is_dated
        return self.month is None or (item.is_dated and self.month in _months_of(item))


def _names(item: PlanItem) -> Iterable[str]:
    """Yield what the parties are called: an organisation by its title, whatever the document calls it here."""
    return (organisation.title if organisation else name for name, organisation in known_parties(item))


def _grouped(items: Iterable[PlanItem]) -> list[tuple[PlanItem, tuple[PlanItem, ...]]]:
    groups: list[tuple[PlanItem, list[PlanItem]]] = []
    for item in items:
        if item.is_subitem and groups:
            groups[-1][1].append(item)
        else:
            groups.append((item, []))
    return [(item, tuple(subitems)) for item, subitems in groups]


def _month(text: str) -> datetime.date | None:
    found = MONTH.fullmatch(text)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    return datetime.date(year, month, 1) if 1900 <= year <= 2200 and 1 <= month <= 12 else None


def _months_of(item: PlanItem) -> Iterable[datetime.date]:
    """Yield the first day of every month in which the item has a day; of an endless or huge period, its ends only."""
    for period in item.meaning.periods:
        first, last = period.start or period.end, period.end or period.start
        if first is None or last is None or last < first or (last - first).days > 800:
            yield from (day.replace(day=1) for day in (first, last) if day)
            continue
        day = first.replace(day=1)
        while day <= last:
            yield day
            day += datetime.timedelta(days=calendar.monthrange(day.year, day.month)[1])
