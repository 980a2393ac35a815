"""The public reports about things, with what they name, in a number of queries that no size changes."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from news.models import EventReportPage, ReportLink, ReportParticipants, ReportPartner, ReportPhoto
from news.summary.period import Period
from news.summary.words import plain
from search.models import CatalogEntry
from search.queries import CatalogQuerySet


class Partner(NamedTuple):
    """Who helped, as a report names it; `role` is a value of `ReportPartner.Role`."""

    role: str
    name: str


class Link(NamedTuple):
    """A video or a publication; `kind` is a value of `ReportLink.Kind`."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Report:
    """One public report; `organisation` is the id of a page that everybody sees."""

    pk: int
    about: uuid.UUID | None
    organisation: int | None
    title: str
    url: str
    day: datetime.date
    picture: int | None
    participants: dict[str, int]
    """By values of `ReportParticipants.Category`."""
    partners: tuple[Partner, ...]
    links: tuple[Link, ...]
    photos: int

    @property
    def participants_total(self) -> int:
        """How many people took part."""
        return sum(self.participants.values())


def public_reports(about: Collection[uuid.UUID], period: Period) -> CatalogQuerySet:
    """Return the entries of the reports about things whose events have a day in the period, the newest first."""
    entries = CatalogEntry.objects.pages().of_type(EventReportPage._meta.label).filter(about__in=about)
    if period.is_narrowed:
        entries = entries.overlapping(period.first or datetime.date.min, period.last or datetime.date.max)
    return entries.newest()


def reports_of(entries: CatalogQuerySet) -> list[Report]:
    """Return the reports of the entries in their order, in five queries."""
    pages = entries.order_by().values("page")
    people = _rows(ReportParticipants, pages).values_list("page", "category").annotate(Sum("count"))
    partners = _grouped(_rows(ReportPartner, pages, "sort_order", "pk").values_list("page", "role", "name"))
    links = _grouped(_rows(ReportLink, pages, "sort_order", "pk").values_list("page", "kind", "title", "url"))
    photos = dict(_rows(ReportPhoto, pages).values_list("page").annotate(Count("pk")))
    participants = {page: dict(rows) for page, rows in _grouped(people).items()}
    return [
        Report(
            *row,
            participants=participants.get(row[0], {}),
            partners=tuple(Partner(role, plain(name)) for role, name in partners.get(row[0], ())),
            links=tuple(_links(links.get(row[0], ()))),
            photos=photos.get(row[0], 0),
        )
        for row in entries.values_list("page", "about", "organisation", "title", "url", "date", "picture")
    ]


def _links(rows: Iterable[tuple[Any, ...]]) -> Iterable[Link]:
    """Return each address once, as it was named first."""
    by_url: dict[str, Link] = {}
    for kind, title, url in rows:
        by_url.setdefault(url, Link(kind, plain(title), url))
    return by_url.values()


def _rows(model: Any, pages: QuerySet[Any], *order: str) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(page__in=pages).order_by(*order)
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for page, *rest in rows:
        found[page].append(tuple(rest))
    return found
