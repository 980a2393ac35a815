"""Long lists in batches, in Plone's envelope: `items`, `items_total`, `batching` where there are several."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.http import QueryDict

from restapi.http.parameters import Parameter, Parameters, bare_name
from search.models import CatalogEntry
from search.queries import CatalogQuerySet

SIZE = 25
LARGEST = 200
START = Parameter.number("b_start", "How many rows to leave out.")
BATCH = (
    START,
    Parameter.number("b_size", f"How many rows to give, {SIZE} if not said.", least=1, most=LARGEST),
)

# What makes no other list of a list: its `@id` has none of them.
BATCH_PARAMETERS = ("b_start", "b_size")
SORT_PARAMETERS = ("sort_on", "sort_order")


@dataclass(frozen=True)
class Batch:
    """Which rows of a list are asked for."""

    start: int
    size: int

    @classmethod
    def asked(cls, parameters: Parameters, largest: int = LARGEST) -> "Batch":
        """Return the batch that the parameters ask for; raises Problem 400."""
        start = parameters.number("b_start", 0)
        return cls(start=start, size=parameters.number("b_size", min(SIZE, largest), least=1, most=largest))

    @property
    def rows(self) -> slice:
        """The batch as a slice of the list."""
        return slice(self.start, self.start + self.size)


def counted(
    found: CatalogQuerySet, batch: Batch, counting: QuerySet[Any] | None = None
) -> tuple[list[CatalogEntry], int]:
    """Return a batch of entries, and how many there are in all, in one query; in two behind the end of them.

    `counting` has as many rows, and is quicker to count.
    """
    counting = found if counting is None else counting
    rows: list[Any] = list(with_total(found, counting)[batch.rows])
    total = rows[0].total if rows else (counting.count() if batch.start else 0)
    return rows, total


def with_total(found: CatalogQuerySet, counting: QuerySet[Any]) -> CatalogQuerySet:
    """Return the entries, each with `total`: how many rows `counting` has."""
    number = counting.order_by().annotate(number=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return found.annotate(total=Subquery(number.values("number")))


def envelope(url: str, query: QueryDict, batch: Batch, total: int) -> dict[str, Any]:
    """Return a list's envelope without its rows; `@id` is the list's address, whatever batch and order."""
    body = {"@id": _address(url, query, (*BATCH_PARAMETERS, *SORT_PARAMETERS)), "items_total": total}
    if len(range(total)[batch.rows]) < total:
        body["batching"] = _links(url, query, batch, total)
    return body


def _links(url: str, query: QueryDict, batch: Batch, total: int) -> dict[str, str]:
    last = (total - 1) // batch.size * batch.size
    starts = {"@id": batch.start, "first": 0, "last": last}
    if batch.start + batch.size < total:
        starts["next"] = batch.start + batch.size
    if batch.start:
        starts["prev"] = min(last, max(0, batch.start - batch.size))
    whole = _address(url, query, BATCH_PARAMETERS)
    joint = "&" if "?" in whole else "?"
    return {name: f"{whole}{joint}b_start={start}&b_size={batch.size}" for name, start in starts.items()}


def _address(url: str, query: QueryDict, left_out: tuple[str, ...]) -> str:
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if bare_name(name) not in left_out:
            kept.setlist(name, values)
    return f"{url}?{kept.urlencode()}" if kept else url
