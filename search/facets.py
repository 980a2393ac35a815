"""By what a visitor narrows a search down: each choice with how many entries it would leave.

A facet is counted after the choices made in all the others (`search/counting.py`).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search import counting
from search.counting import MOST_VALUES, SHARED, Counting
from search.fulltext import day_key
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag, SearchRow, type_id
from search.queries import CatalogQuerySet
from search.query import Query
from search.ranking import Ranking

NOW, SOON, PAST = "now", "soon", "past"
PERIODS = {NOW: _("Идёт сейчас"), SOON: _("Скоро"), PAST: _("Прошло")}
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
            value = values[name]
            is_number = value.isascii() and value.isdigit() and len(value) < 10
            values[name] = str(int(value) or "") if is_number else ""
        values["period"] = values["period"] if values["period"] in PERIODS else ""
        return cls(**values)

    def led(self) -> "Choice":
        """Return the choice with what its hashtag is called now, where it was renamed or joined to another."""
        return replace(self, hashtag="".join(Hashtag.objects.keys_of_now(filter(None, [self.hashtag]))))

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
        self.choice = choice.led()
        self.today = timezone.localdate()
        self.using = using

    @cached_property
    def organisations(self) -> "dict[str, Organisation]":
        """The public organisations by the id of their page."""
        return _organisations()

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """The number of entries by facet and value."""
        return {} if self.query.is_empty else self._counted()

    @property
    def total(self) -> int:
        """How many entries are left by all choices."""
        return self.counts.get("total", {}).get("", 0)

    @property
    def matching(self) -> int:
        """How many entries match the query, whatever is chosen."""
        return self.counts.get("all", {}).get("", 0)

    @property
    def finds_nothing(self) -> bool:
        """Whether nothing matches the query, whatever is chosen."""
        return not self.matching

    def rows(self) -> QuerySet[SearchRow]:
        """Return the rows that all choices leave, whatever the query's words."""
        rows = self.query.left(SearchRow.objects.filter(listed=True))
        choice = self.choice
        if choice.hashtag:
            # By its id: of a name the database does not know how many entries have it.
            tag = Hashtag.objects.filter(slug=choice.hashtag).values_list("pk", flat=True).first()
            links = EntryHashtag.objects.filter(entry=OuterRef("entry"), hashtag=tag)
            rows = rows.filter(Exists(links))
        if choice.type:
            rows = rows.filter(type=type_id(choice.type))
        if choice.year:
            rows = _keys_of_year(rows, int(choice.year))
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
        asked = Counting(self.query, self._chosen_numbers(), self.choice.hashtag, self.today, self.using)
        counts = asked.counts()
        counts["type"] = {_label(int(pk)): count for pk, count in counts.get("type", {}).items()}
        counts["period"] = {
            _NUMBERS[int(number)]: count for number, count in counts.get("period", {}).items() if int(number)
        }
        for name in SHARED:
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

    def _chosen_numbers(self) -> dict[str, list[int]]:
        """Return the choices as the numbers by which rows are counted."""
        choice = self.choice
        numbers = {
            "type": [type_id(choice.type)] if choice.type else [],
            "year": [int(choice.year)] if choice.year else [],
            "period": [number for number, name in _NUMBERS.items() if name == choice.period],
            "hashtag": [1] if choice.hashtag else [],
        }
        return {name: found for name, found in numbers.items() if found} | self._organisation_ids()

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
        return Ranking(facets.rows(), query.sought, total=facets.total, matching=facets.matching)
    return CatalogEntry.objects.filter(search_row__in=facets.rows()).newest()


@dataclass(frozen=True)
class Organisation:
    """What the facets need of an organisation."""

    title: str
    kind: str
    district: str


_NUMBERS = {counting.NOW: NOW, counting.SOON: SOON, counting.PAST: PAST}


def _label(type_pk: int) -> str:
    """Return the label of a type; empty where its model is gone."""
    model = ContentType.objects.get_for_id(type_pk).model_class()
    return model._meta.label if model else ""


def _keys_of_year(rows: QuerySet[SearchRow], year: int) -> QuerySet[SearchRow]:
    """Return the rows of a year: they stand together."""
    if not datetime.MINYEAR <= year < datetime.MAXYEAR:
        return rows.none()
    first, behind = (day_key(datetime.date(each, 1, 1), 0) for each in (year, year + 1))
    return rows.filter(pk__gte=first, pk__lt=behind)


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
