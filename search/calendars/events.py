"""Catalog entries as events: one for each period, all-day, with an identity that no later edition changes."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Event, vRecur

from search.addresses import Origins, host_of
from search.characters import writable
from search.models import CatalogEntry

# SEQUENCE counts editions and has to fit 32 bits: minutes since this moment grow with every publication.
FIRST_EDITION = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

Day = datetime.date | None


def events_of(entry: CatalogEntry, origins: Origins) -> Iterator[Event]:
    """Yield the entry's events; the last one comes again by the entry's recurrence."""
    for number, (first, last) in enumerate(entry.periods, 1):
        event = _event(entry, _day(first), _day(last), origins)
        event.add("uid", _uid(entry, number, origins))
        if entry.recurrence and number == len(entry.periods):
            event.add("rrule", vRecur.from_ical(entry.recurrence))
        yield event


def _event(entry: CatalogEntry, first: Day, last: Day, origins: Origins) -> Event:
    event = Event()
    event.add("summary", writable(_summary(entry, first, last)))
    _add_days(event, first, last)
    event.add("description", writable(_description(entry, origins)))
    event.add("url", origins.entry_url(entry))
    if entry.place:
        event.add("location", writable(entry.place))
    tags = [tag.name for tag in entry.hashtags.all()]
    if tags:
        event.add("categories", tags)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it makes nobody busy
    _add_edition(event, entry)
    return event


def _add_days(event: Event, first: Day, last: Day) -> None:
    """An all-day event ends before the day after its last one; of an open period its one known day is shown."""
    start, end = first or last, last or first
    if start and end:
        event.add("dtstart", start)
        if end < datetime.date.max:
            event.add("dtend", end + datetime.timedelta(days=1))


def _add_edition(event: Event, entry: CatalogEntry) -> None:
    """DTSTAMP is the moment of the edition and not of the request: the same edition is the same file."""
    for name in ("dtstamp", "last-modified"):
        event.add(name, entry.modified_at.astimezone(datetime.UTC))
    event.add("created", entry.published_at.astimezone(datetime.UTC))
    event.add("sequence", max(0, int((entry.modified_at - FIRST_EDITION).total_seconds() // 60)))


def _summary(entry: CatalogEntry, first: Day, last: Day) -> str:
    """«До 5 мая: …» where only the last day is known, «С 1 марта: …» where only the first is."""
    title = entry.title
    if first is None and last:
        title = _("До %(day)s: %(title)s") % {"day": _words(last), "title": title}
    elif last is None and first:
        title = _("С %(day)s: %(title)s") % {"day": _words(first), "title": title}
    return _("Отменено: %s") % title if entry.is_cancelled else title


def _description(entry: CatalogEntry, origins: Origins) -> str:
    """The deadline and the parties as written, the plan, the address."""
    whole = entry.page.title if entry.fragment else ""
    return "\n".join(filter(None, [entry.lead, whole, origins.entry_url(entry)]))


def _uid(entry: CatalogEntry, number: int, origins: Origins) -> str:
    """The first period has the entry's own identity, the n-th «…-n»."""
    name = str(entry.uid) if number == 1 else f"{entry.uid}-{number}"
    return f"{name}@{host_of(origins.of(entry.tree_path))}"


def _day(text: str | None) -> Day:
    return datetime.date.fromisoformat(text) if text else None


def _words(day: datetime.date) -> str:
    """Return «5 мая»; the year is the event's own."""
    return date_format(day, "j E")
