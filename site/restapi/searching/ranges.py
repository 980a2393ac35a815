"""Days and moments as Plone's clients ask for them: `start.query=2026-09-01&start.range=min`."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import Problem, bad_parameter
from search.queries import CatalogQuerySet

# Index by column: days, and moments.
DAYS = {"start": "start", "end": "end", "date": "date"}
MOMENTS = {"effective": "published_at", "created": "published_at", "modified": "modified_at"}
COLUMNS = {**DAYS, **MOMENTS}

# How many dates each range takes.
RANGES = {"exact": 1, "min": 1, "max": 1, "min:max": 2, "minmax": 2}
DATE = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}
PARAMETERS = tuple(
    parameter
    for index in COLUMNS
    for parameter in (
        Parameter(index, DATE, "The same as .query.", is_repeated=True),
        Parameter(f"{index}.query", DATE, "A date or a moment; two for min:max.", is_repeated=True),
        Parameter.choice(f"{index}.range", RANGES, "What the date is of the days that are asked for."),
    )
)

ONE_DAY = datetime.timedelta(days=1)
ONE_INSTANT = datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Span:
    """What one written date means: from its first moment to the first one that is no longer it."""

    first: datetime.datetime
    behind: datetime.datetime


def in_ranges(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    """Return the entries within every given range; raises Problem 400 naming the parameter."""
    for index in COLUMNS:
        if any(name in parameters for name in (index, f"{index}.query", f"{index}.range")):
            entries = entries.filter(**_lookups(index, parameters))
    return entries


def _lookups(index: str, parameters: Parameters) -> dict[str, datetime.date]:
    kind = parameters.text(f"{index}.range", "exact").strip()
    if kind not in RANGES:
        raise _bad_range(index)
    spans = sorted(
        (_span(name, text) for name in (index, f"{index}.query") for text in parameters.all(name)),
        key=lambda span: span.first,
    )
    if len(spans) != RANGES[kind]:
        raise _wrong_number(index, RANGES[kind])
    lookups = {}
    if kind != "max":
        lookups[f"{COLUMNS[index]}__gte"] = _bound(index, spans[0].first)
    if kind != "min":
        lookups[f"{COLUMNS[index]}__lt"] = _bound(index, spans[-1].behind)
    return lookups


def _bound(index: str, moment: datetime.datetime) -> datetime.date:
    return moment if index in MOMENTS else _day(moment)


def _day(moment: datetime.datetime) -> datetime.date:
    """Return the first day that begins at this moment or later."""
    local = timezone.localtime(moment)
    return local.date() if local.time() == datetime.time.min else local.date() + ONE_DAY


def _span(name: str, text: str) -> Span:
    """Return what a date or a moment in ISO 8601 means; one without a zone is in the site's."""
    moment = _moment(text.strip())
    # At both ends of the calendar other zones' days fall out of it.
    if moment is None or not datetime.MINYEAR < moment.year < datetime.MAXYEAR:
        raise bad_parameter(name, "date", _("“%(name)s” must be a date such as 2026-09-01.") % {"name": name})
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return Span(aware, aware + (ONE_INSTANT if "T" in text or " " in text.strip() else ONE_DAY))


def _moment(text: str) -> datetime.datetime | None:
    """Return the moment, or the beginning of the day, that is written; None for what is neither."""
    try:
        day = parse_date(text)
        return datetime.datetime.combine(day, datetime.time.min) if day else parse_datetime(text)
    except ValueError:  # well written, but the 31st of February
        return None


def _bad_range(index: str) -> Problem:
    name = f"{index}.range"
    return bad_parameter(name, "range", _("“%(name)s” must be min, max, min:max or exact.") % {"name": name})


def _wrong_number(index: str, number: int) -> Problem:
    name = f"{index}.query"
    message = _("“%(name)s” must be given %(number)s times for this range.")
    return bad_parameter(name, "range", message % {"name": name, "number": number})
