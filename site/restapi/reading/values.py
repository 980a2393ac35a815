"""Values as JSON, one function by the value's type; other modules and apps register types of their own."""

import datetime
import decimal
import math
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils.duration import duration_iso_string
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from restapi.reading.dates import moment
from restapi.reading.leaves import PageSummary

# By these the editor of rich text knows its paragraphs again.
EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True)
class Reading:
    """One answer in the making: for whom, and inside which objects the value stands."""

    request: HttpRequest
    inside: tuple[Any, ...] = ()

    def within(self, thing: Any) -> "Reading":
        """Return the reading of what stands inside a thing."""
        return replace(self, inside=(*self.inside, thing))


@singledispatch
def json_value(value: Any, reading: Reading) -> Any:
    """Return a value as JSON holds it, with leaves in it; text for a type that nobody has registered."""
    return str(value)


@json_value.register(type(None))
@json_value.register(bool)
@json_value.register(int)
def _plain(value: Any, reading: Reading) -> Any:
    return value


@json_value.register
def _float(value: float, reading: Reading) -> float | None:
    return value if math.isfinite(value) else None


@json_value.register(decimal.Decimal)
@json_value.register(uuid.UUID)
def _text(value: Any, reading: Reading) -> str:
    return str(value)


@json_value.register
def _moment(value: datetime.datetime, reading: Reading) -> str | None:
    return moment(value)


@json_value.register(datetime.date)
@json_value.register(datetime.time)
def _day(value: Any, reading: Reading) -> str:
    return str(value.isoformat())


@json_value.register
def _duration(value: datetime.timedelta, reading: Reading) -> str:
    return duration_iso_string(value)


@json_value.register
def _mapping(value: Mapping, reading: Reading) -> dict[str, Any]:
    return {str(key): json_value(item, reading) for key, item in value.items()}


@json_value.register(list)
@json_value.register(tuple)
@json_value.register(set)
@json_value.register(frozenset)
def _sequence(value: Any, reading: Reading) -> list[Any]:
    return [json_value(item, reading) for item in value]


@json_value.register
def _rich_text(value: RichText, reading: Reading) -> dict[str, str]:
    return rich_text(value.source)


@json_value.register
def _page(value: Page, reading: Reading) -> PageSummary:
    return PageSummary(value.pk)


def rich_text(source: str) -> dict[str, str]:
    """Return rich text with its links made real, in Plone's shape."""
    return {
        "data": EDITORS_KEY.sub("", str(expand_db_html(source))),
        "content-type": "text/html",
        "encoding": "utf-8",
    }


def choice(value: Any, choices: Any) -> dict[str, Any] | None:
    """Return a chosen value with its title; None where nothing is chosen."""
    if value in (None, ""):
        return None
    return {"token": value, "title": str(dict(_flat(choices)).get(value, value))}


def is_known(value: Any) -> bool:
    """Whether a value is text or of a type that has been registered."""
    return isinstance(value, str) or json_value.dispatch(type(value)) is not json_value.dispatch(object)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield choices, those in groups too."""
    for value, title in choices:
        if isinstance(title, list | tuple):
            yield from _flat(title)
        else:
            yield value, title
