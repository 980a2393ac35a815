"""Calendars at their addresses: `calendar.ics` below a page's or a hashtag's own."""

import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.addresses import hashtag_at, public_page_at, site_of
from search.calendars.source import Calendar, calendar_of, calendar_of_hashtag
from search.calendars.writing import CONTENT_TYPE, write_calendar
from search.conditional import conditional_answer
from search.models import CatalogEntry

SECONDS = 600


@require_safe
def page_calendar(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer the calendar of a page, or of the one part of it that `?item=` names by its uid."""
    page = public_page_at(request, path)
    calendar, address = calendar_of(page), f"{page.full_url}calendar.ics"
    if "item" in request.GET:
        entry = _entry(calendar, request.GET["item"])
        one = calendar.entries.filter(pk=entry.pk)
        calendar, address = replace(calendar, title=entry.title, entries=one), f"{address}?item={entry.uid}"
    return _answer(request, calendar, page.full_url, address)


@require_safe
def hashtag_calendar(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer what is planned under a hashtag; other spellings lead to the one address."""
    hashtag = hashtag_at(name)
    if name != hashtag.slug:
        return redirect("hashtag_calendar", name=hashtag.slug, permanent=True)
    calendar = calendar_of_hashtag(hashtag)
    origin = str(site_of(request).root_url)
    return _answer(request, calendar, origin + hashtag.get_absolute_url(), origin + request.path)


def _entry(calendar: Calendar, uid: str) -> CatalogEntry:
    """Return one entry of a calendar; raises Http404 for what is none of its own."""
    try:
        entry = calendar.entries.filter(uid=uuid.UUID(uid)).first()
    except ValueError:
        entry = None
    if entry is None:
        raise Http404(_("Такого пункта нет."))
    return entry


def _answer(request: HttpRequest, calendar: Calendar, page: str, address: str) -> HttpResponseBase:
    written = write_calendar(calendar, page, address)
    response = conditional_answer(request, written.body, CONTENT_TYPE, written.modified, SECONDS)
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
