"""A calendar as a file that calendar programs subscribe to."""

import datetime
from dataclasses import dataclass

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _

from search.addresses import Origins
from search.calendars.events import events_of
from search.calendars.source import MOST_ENTRIES, Calendar
from search.characters import writable
from search.models import CatalogEntry

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESHED_EVERY = datetime.timedelta(hours=6)


@dataclass(frozen=True)
class Written:
    """The file, and when the latest of its events was published."""

    body: bytes
    modified: datetime.datetime | None


def write_calendar(calendar: Calendar, page: str, address: str) -> Written:
    """Return the file; `page` is the address of what it belongs to, `address` its own."""
    origins = Origins()
    entries = sorted(calendar.planned[:MOST_ENTRIES], key=_by_first_day)
    file = _head(calendar, page, address)
    for entry in entries:
        for event in events_of(entry, origins):
            file.add_component(event)
    return Written(file.to_ical(), max((entry.modified_at for entry in entries), default=None))


def _head(calendar: Calendar, page: str, address: str) -> icalendar.Calendar:
    """Every name in two ways: those that programs have read for twenty years, and RFC 7986's."""
    title, description = writable(calendar.title), writable(_description(calendar, page))
    file = icalendar.Calendar()
    file.add("prodid", "-//Vestnik//Calendar//RU")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        file.add(name, icalendar.vText(title))
    for name in ("description", "x-wr-caldesc"):
        file.add(name, icalendar.vText(description))
    file.add("x-wr-timezone", timezone.get_default_timezone_name())
    file.add("url", page)
    file.add("source", address, parameters={"VALUE": "URI"})
    file.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT6H")
    file.add_component(_time_zone())
    return file


def _description(calendar: Calendar, page: str) -> str:
    """Say how much the calendar cannot show, and where it stands."""
    count = calendar.undated.count()
    if not count:
        return page
    mark = "?" if calendar.undated_query else ""
    where = f"{page}{mark}{calendar.undated_query}"
    return _(
        "Пунктов без точных дат (в течение года, постоянно, по отдельному плану): %(count)d. %(where)s"
    ) % {
        "count": count,
        "where": where,
    }


def _time_zone() -> icalendar.Timezone:
    """The zone of the site: RFC 5545 wants one component at least, and a calendar without days has no event."""
    zone = timezone.get_default_timezone()
    offset = datetime.datetime(2020, 1, 1, tzinfo=zone).utcoffset() or datetime.timedelta()
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime.datetime(1970, 1, 1))  # noqa: DTZ001 (local, as the format wants it)
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    component = icalendar.Timezone()
    component.add("tzid", timezone.get_default_timezone_name())
    component.add_component(standard)
    return component


def _by_first_day(entry: CatalogEntry) -> tuple[str, int]:
    first, last = entry.periods[0]
    return first or last or "", entry.pk
