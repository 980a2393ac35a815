"""`@calendar`: the days of a page and of everything below it, as the catalog knows what is planned."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import Problem, bad_parameter
from restapi.reading.summaries import summary
from restapi.schemas.answers import Answer, Identified, Summary
from restapi.searching.indexes import day_of
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url
from search.calendars.days import Days, Happening, happenings, planned_between
from search.models import CatalogEntry

# Days to show if no end is said, and the most that can be asked for; the most entries that one answer holds.
USUAL_DAYS, MOST_DAYS, MOST_ENTRIES = 31, 366, 1000
DATE = {"type": "string", "format": "date"}
QUERY = (
    Parameter("start", DATE, "The first day, today if not said."),
    Parameter("end", DATE, f"The last day, {USUAL_DAYS} days in all if not said, {MOST_DAYS} at most."),
)


class Planned(Summary):
    """A thing in the calendar with its days, the last of them included."""

    start: str
    end: str
    is_cancelled: bool


class Day(Answer):
    """A day on which something is, with the addresses of what it is."""

    date: str
    items: list[str]


class CalendarAnswer(Identified):
    """What is planned between two days: what it is, and by day."""

    start: str
    end: str
    items: list[Planned]
    items_total: int
    days: list[Day]


@service("calendar", query=QUERY, answers=CalendarAnswer, is_lean=True)
def calendar(call: Call) -> dict[str, Any]:
    """Return what is planned on the page and below it, for at most a year of days.

    A thing with several periods stands in it several times. Of a period that is open its one known day is shown.
    """
    asked = _asked(call.parameters)
    planned = sorted(
        (one for entry in _entries(call, asked) for one in happenings(entry, asked)),
        key=lambda one: (one.first, one.last, one.entry.pk),
    )
    items = [_told(one, call.request) for one in planned]
    first, last = asked
    return {
        "@id": service_url(call.page, "calendar", call.request),
        "start": first.isoformat(),
        "end": last.isoformat(),
        "items": items,
        "items_total": len(items),
        "days": list(_by_day(items, asked)),
    }


def _asked(parameters: Parameters) -> Days:
    first = day_of(parameters, "start") if "start" in parameters else timezone.localdate()
    if first.year >= datetime.MAXYEAR - 1:
        raise bad_parameter("start", "date", _("Так далеко календарь не заглядывает."))
    last = day_of(parameters, "end") if "end" in parameters else first + datetime.timedelta(USUAL_DAYS - 1)
    if not first <= last < first + datetime.timedelta(MOST_DAYS):
        message = _("«end» должен быть не раньше «start» и не больше чем через %(most)s дней после него.")
        raise bad_parameter("end", "range", message % {"most": MOST_DAYS - 1})
    return first, last


def _entries(call: Call, asked: Days) -> list[CatalogEntry]:
    """Return what may have a day among those asked for; raises Problem 400 where it is too much."""
    entries = list(planned_between(CatalogEntry.objects.under(call.page), asked)[: MOST_ENTRIES + 1])
    if len(entries) > MOST_ENTRIES:
        raise Problem(400, _("За эти дни запланировано слишком много: спросите о меньшем числе дней."))
    return entries


def _told(planned: Happening, request: HttpRequest) -> dict[str, Any]:
    return {
        **summary(planned.entry, request),
        "start": planned.first.isoformat(),
        "end": planned.last.isoformat(),
        "is_cancelled": planned.entry.is_cancelled,
    }


def _by_day(items: list[dict[str, Any]], asked: Days) -> Iterator[dict[str, Any]]:
    """Yield the days on which something is."""
    first, last = asked
    for number in range((last - first).days + 1):
        day = (first + datetime.timedelta(number)).isoformat()
        found = [item["@id"] for item in items if item["start"] <= day <= item["end"]]
        if found:
            yield {"date": day, "items": list(dict.fromkeys(found))}
