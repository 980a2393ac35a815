"""By what a visitor narrows a search down: each choice with how many entries it would leave.

A facet is counted after the choices made in all the others, in one statement: what matches is gone through once.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.fulltext import matching_keys
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag, SearchRow
from search.queries import CatalogQuerySet
from search.query import Query
from search.ranking import Ranking

NOW, SOON, PAST = "now", "soon", "past"
PERIODS = {NOW: _("Идёт сейчас"), SOON: _("Скоро"), PAST: _("Прошло")}
# So many values of a facet are offered.
MOST_VALUES = 12
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Choice:
    """What a visitor has chosen; an empty value is no choice."""

    type: str = ""
    hashtag: str = ""
    organisation: str = ""
    kind: str = ""
    district: str = ""
    year: str = ""
    period: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Choice":
        """Return the choices in an address; nonsense is no choice."""
        values = {
            each.name: query.get(each.name, "")[:LONGEST_VALUE].replace("\0", "") for each in fields(cls)
        }
        values["hashtag"] = hashtag_key(values["hashtag"])
        for name in ("organisation", "year"):
            values[name] = (
                values[name]
                if values[name].isascii() and values[name].isdigit() and len(values[name]) < 10
                else ""
            )
        values["period"] = values["period"] if values["period"] in PERIODS else ""
        return cls(**values)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self == Choice()


@dataclass(frozen=True)
class Value:
    """One value of a facet: what stands in the address, what people read, how many entries it would leave."""

    value: str
    title: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to choose by."""

    name: str
    title: str
    values: list[Value]

    @property
    def chosen(self) -> Value | None:
        """The value that is chosen."""
        return next((value for value in self.values if value.is_chosen), None)


TITLES = {
    "type": _("Что это"),
    "period": _("Когда"),
    "hashtag": _("Хэштег"),
    "organisation": _("Организация"),
    "kind": _("Вид организации"),
    "district": _("Район"),
    "year": _("Год"),
}


class Facets:
    """The facets of one search."""

    def __init__(self, query: Query, choice: Choice, using: str = "default") -> None:
        self.query = query
        self.choice = choice
        self.today = timezone.localdate()
        self.using = using
        self.organisations = _organisations()
        self.counts = self._counted() if not query.is_empty else {}

    @property
    def total(self) -> int:
        """How many entries are left by all choices."""
        return self.counts.get("total", {}).get("", 0)

    @property
    def finds_nothing(self) -> bool:
        """Whether nothing matches the query, whatever is chosen."""
        return not self.counts.get("all", {}).get("", 0)

    def rows(self) -> QuerySet[SearchRow]:
        """Return the rows that all choices leave, whatever the query's words."""
        rows = SearchRow.objects.filter(listed=True)
        choice = self.choice
        for key in filter(None, (*self.query.hashtags, choice.hashtag)):
            rows = rows.filter(
                Exists(EntryHashtag.objects.filter(entry=OuterRef("entry"), hashtag__slug=key))
            )
        if choice.type:
            rows = rows.filter(type=choice.type)
        if choice.year:
            rows = rows.filter(year=choice.year)
        for ids in self._organisation_ids().values():
            rows = rows.filter(organisation__in=ids)
        return rows.filter(_period(choice.period, self.today)) if choice.period else rows

    def __iter__(self) -> Iterator[Facet]:
        """Yield the facets that leave something to choose."""
        for name, title in TITLES.items():
            values = list(self._values(name))
            if len(values) > 1 or any(value.is_chosen for value in values):
                yield Facet(name, str(title), values)

    def _values(self, name: str) -> Iterator[Value]:
        chosen = getattr(self.choice, name)
        counts = {**({chosen: 0} if chosen else {}), **self.counts.get(name, {})}
        titles = self._titles(name, counts)
        known = [(value, count) for value, count in counts.items() if value in titles]
        order = (
            (lambda pair: (-int(pair[0]),)) if name == "year" else (lambda pair: (-pair[1], titles[pair[0]]))
        )
        ordered = sorted(known, key=order)
        shown = ordered[:MOST_VALUES] + [pair for pair in ordered[MOST_VALUES:] if pair[0] == chosen]
        for value, count in shown:
            yield Value(value, titles[value], count, value == chosen)

    def _titles(self, name: str, counts: dict[str, int]) -> dict[str, str]:
        if name == "type":
            models = {model._meta.label: model for model in apps.get_models()}
            return {
                label: str(models[label]._meta.verbose_name_plural) for label in counts if label in models
            }
        if name == "hashtag":
            tags = Hashtag.objects.filter(slug__in=counts)
            return {tag.slug: tag.written for tag in tags}
        if name == "organisation":
            return {pk: self.organisations[pk].title for pk in counts if pk in self.organisations}
        if name == "period":
            return {period: str(title) for period, title in PERIODS.items()}
        return {value: value for value in counts}

    def _counted(self) -> dict[str, dict[str, int]]:
        """Return the count of every value of every facet, by facet."""
        sql, parameters = self._statement()
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        counts: dict[str, dict[str, int]] = {}
        for name, value, count in rows:
            counts.setdefault(name, {})[str(value)] = count
        for name in _SHARED:
            counts[name] = self._by_organisation(name, counts.get(name, counts.get("organisation", {})))
        return counts

    def _by_organisation(self, name: str, counts: dict[str, int]) -> dict[str, int]:
        """Return the counts of organisations summed up by something that they share."""
        summed: dict[str, int] = {}
        for pk, count in counts.items():
            value = getattr(self.organisations.get(pk), name, "")
            if value:
                summed[value] = summed.get(value, 0) + count
        return summed

    def _statement(self) -> tuple[str, list[Any]]:
        """Return the statement that counts everything: one pass over what matches, one group for each facet."""
        source, parameters = self._source()
        parts = [
            "SELECT 'all' AS facet, '' AS value, count(*) AS entries FROM found",
            f"SELECT 'total', '', count(*) FROM found {self._where(parameters)}",
        ]
        for name, column in _COLUMNS.items():
            if name in _SHARED and not self._organisation_ids():
                continue  # the counts of «organisation» say it all
            parts.append(
                f"SELECT '{name}', CAST({column} AS text), count(*) FROM found {self._where(parameters, name)}"
                f" GROUP BY {column}"
            )
        links = "found JOIN search_entryhashtag link ON link.entry_id = found.entry_id"
        links += " JOIN search_hashtag tag ON tag.id = link.hashtag_id"
        parts.append(
            f"SELECT * FROM (SELECT 'hashtag', tag.slug, count(*) FROM {links} {self._where(parameters, 'hashtag')}"
            f" GROUP BY tag.slug ORDER BY count(*) DESC, tag.slug LIMIT {MOST_VALUES}) AS tags"
        )
        return f"WITH found AS MATERIALIZED ({source}) {' UNION ALL '.join(parts)}", parameters

    def _source(self) -> tuple[str, list[Any]]:
        today = self.today.isoformat()
        parameters: list[Any] = [today, today, today]
        where = ["listed"]
        tables = "search_searchrow"
        if self.query.sought.phrases:
            keys, wanted = matching_keys(self.query.sought, self.using)
            tables = f"({keys}) AS wanted JOIN search_searchrow ON search_searchrow.id = wanted.key"
            parameters += wanted
        for key in self.query.hashtags:
            where.append(_TAGGED)
            parameters.append(key)
        return f"{_SOURCE} FROM {tables} WHERE {' AND '.join(where)}", parameters

    def _where(self, parameters: list[Any], left_out: str = "") -> str:
        """Return the condition of all choices but one; what it needs is added to the parameters."""
        conditions = []
        for each in fields(self.choice):
            value = getattr(self.choice, each.name)
            if not value or each.name == left_out:
                continue
            if each.name in ("organisation", "kind", "district"):
                ids = self._organisation_ids()[each.name]
                conditions.append(
                    f"found.organisation_id IN ({', '.join(['%s'] * len(ids))})" if ids else "1 = 0"
                )
                parameters += ids
            else:
                conditions.append(_CONDITIONS[each.name])
                parameters.append(value)
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""

    def _organisation_ids(self) -> dict[str, list[int]]:
        """Return the organisations that each choice about organisations leaves."""
        choice = self.choice
        ids = {"organisation": [int(choice.organisation)]} if choice.organisation else {}
        for name in ("kind", "district"):
            wanted = getattr(choice, name)
            if wanted:
                ids[name] = [
                    int(pk) for pk, each in self.organisations.items() if getattr(each, name) == wanted
                ]
        return ids


def results(query: Query, facets: Facets) -> "Ranking | CatalogQuerySet":
    """Return what the query asks for and the choices leave: the closest first, or the newest where it has no words."""
    if query.is_empty:
        return CatalogEntry.objects.none()
    if query.sought.phrases:
        return Ranking(facets.rows(), query.sought, total=facets.total)
    return CatalogEntry.objects.filter(search_row__in=facets.rows()).newest()


@dataclass(frozen=True)
class Organisation:
    """What the facets need of an organisation."""

    title: str
    kind: str
    district: str


_SOURCE = """SELECT entry_id, type, organisation_id, year, CASE
    WHEN start > %s THEN 'soon' WHEN "end" < %s THEN 'past'
    WHEN start IS NOT NULL OR "end" IS NOT NULL AND "end" >= %s THEN 'now' END AS period"""
_TAGGED = """entry_id IN (SELECT link.entry_id FROM search_entryhashtag link
    JOIN search_hashtag tag ON tag.id = link.hashtag_id WHERE tag.slug = %s)"""
_COLUMNS = {
    "type": "found.type",
    "year": "found.year",
    "period": "found.period",
    "organisation": "found.organisation_id",
    "kind": "found.organisation_id",
    "district": "found.organisation_id",
}
_SHARED = ("kind", "district")
_CONDITIONS = {
    "type": "found.type = %s",
    "year": "CAST(found.year AS text) = %s",
    "period": "found.period = %s",
    "hashtag": f"found.{_TAGGED}",
}


def _organisations() -> dict[str, Organisation]:
    """Return the public organisations by the id of their page."""
    entries = CatalogEntry.objects.organisations()
    rows = entries.values_list("page_id", "title", "organisation_kind", "district")
    return {str(pk): Organisation(title, kind, district) for pk, title, kind, district in rows}


def _period(period: str, today: datetime.date) -> Q:
    """Return the condition of a period by name; a day that was not said is open."""
    if period == SOON:
        return Q(start__gt=today)
    if period == PAST:
        return Q(end__lt=today) & (Q(start=None) | Q(start__lte=today))
    begun, goes_on = Q(start=None) | Q(start__lte=today), Q(end=None) | Q(end__gte=today)
    return begun & goes_on & ~Q(start=None, end=None)
