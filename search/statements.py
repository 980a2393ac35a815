"""Statements that are written once: Django takes longer to write one than a database to answer it.

For what every request asks in the same words; all else is asked as everywhere, by query sets.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import F, Model, QuerySet, Value
from django.db.models.lookups import In

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Blank:
    """What a statement leaves open, to be said under this name whenever it is asked."""

    name: str


def blank(name: str) -> Value:
    """Return a blank that stands in a query set where a value would."""
    return Value(Blank(name))


def among(field: str, count: int) -> In:
    """Return the condition that a field has one of so many values; `each` says them.

    Django's own `field__in` takes no blanks where the field is a foreign key.
    """
    return In(F(field), [blank(f"{field}{index}") for index in range(count)])


def each(field: str, values: Iterable[Any]) -> dict[str, Any]:
    """Return what fills the blanks of `among`."""
    return {f"{field}{index}": value for index, value in enumerate(values)}


class Statement(Generic[M]):
    """A query set with blanks, as SQL: written when it is first asked, kept as long as the process."""

    def __init__(self, write: Callable[[], QuerySet[M, Any]]) -> None:
        self._write = write

    @cached_property
    def _written(self) -> tuple[type[M], str, tuple[Any, ...]]:
        """The model, its SQL, the SQL's parameters with the blanks among them."""
        queryset = self._write()
        sql, parameters = queryset.query.get_compiler(queryset.db).as_sql()
        return queryset.model, sql, tuple(parameters)

    def models(self, **values: Any) -> list[M]:
        """Return the rows as models, in one query; raises KeyError for a blank that is not filled.

        Annotations are attributes as with any query set, but as the database gives them; nothing else is joined.
        """
        model, sql, parameters = self._asked(values)
        return list(model._base_manager.raw(sql, parameters))

    def tuples(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a `values_list` as the database gives them: for numbers and texts."""
        model, sql, parameters = self._asked(values)
        with connections[router.db_for_read(model)].cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    def _asked(self, values: dict[str, Any]) -> tuple[type[M], str, list[Any]]:
        model, sql, parameters = self._written
        return model, sql, [values[one.name] if isinstance(one, Blank) else one for one in parameters]


@cache
def _by_key(model: type[M]) -> Statement[M]:
    return Statement(lambda: model._base_manager.filter(pk=blank("key")))


def row(model: type[M], key: Any) -> M | None:
    """Return the row of a model with this key, or None, in one query."""
    return next(iter(_by_key(model).models(key=key)), None)
