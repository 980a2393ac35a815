"""A calendar as a page of the site, at `calendar/` below a page's or a hashtag's own address.

`?month=2026-11` is a month's sheet, with `&view=list` its list; `?day=2026-11-20` is a day; `?view=year&month=…` the
school year around a month; `?view=undated` what names no days. Without a question it is this month.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from search.addresses import hashtag_at, public_page_at, site_of
from search.calendars.months import MOST_LASTING, Month, school_year, sheet_of
from search.calendars.source import Calendar, calendar_of, calendar_of_hashtag
from search.models import CatalogEntry
from search.pagination import paginate

# The years that a calendar can be asked about: what people and machines follow links through must end.
YEARS = range(2000, 2100)
LIST_SIZE = 50
UNDATED_SHOWN = 8
SHEET, LIST, YEAR, UNDATED = "month", "list", "year", "undated"
VIEWS = {
    SHEET: gettext_lazy("Месяц"),
    LIST: gettext_lazy("Список"),
    YEAR: gettext_lazy("Учебный год"),
    UNDATED: gettext_lazy("Без точных дней"),
}


@dataclass(frozen=True)
class Asked:
    """Which view of which month, or which day."""

    view: str
    month: Month
    day: datetime.date | None

    @classmethod
    def from_query(cls, request: HttpRequest) -> "Asked":
        """Read the question; raises Http404 for a day or a view that there is none of."""
        view = request.GET.get("view", SHEET)
        if view not in VIEWS:
            raise Http404(_("Такого вида у календаря нет."))
        month, day = request.GET.get("month", ""), request.GET.get("day", "")
        if day:
            asked = _day(day)
            return cls(view, Month.of(asked), asked)
        return cls(view, Month.of(_day(f"{month}-01") if month else timezone.localdate()), None)


@require_safe
def page_calendar_page(request: HttpRequest, path: str) -> HttpResponse:
    """Show the calendar of a page."""
    page = public_page_at(request, path)
    calendar = calendar_of(page)
    return _shown(request, calendar, {"owner": page.title, "address": page.full_url})


@require_safe
def hashtag_calendar_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is planned under a hashtag; other spellings lead to the one address."""
    hashtag = hashtag_at(name)
    if name != hashtag.slug:
        return redirect("hashtag_calendar_page", name=hashtag.slug, permanent=True)
    address = f"{site_of(request).root_url}{hashtag.get_absolute_url()}"
    return _shown(request, calendar_of_hashtag(hashtag), {"owner": hashtag.written, "address": address})


def _shown(request: HttpRequest, calendar: Calendar, context: dict[str, Any]) -> HttpResponse:
    asked = Asked.from_query(request)
    undated = calendar.undated
    context |= {
        "calendar": calendar,
        "asked": asked,
        "today": timezone.localdate(),
        "views": VIEWS.items(),
        "undated_count": undated.count(),
    }
    if asked.view == UNDATED:
        context["undated"] = paginate(
            request, undated.order_by("-date", "id").select_related("page"), LIST_SIZE
        )
    elif asked.view == YEAR:
        context |= _year(calendar, asked)
    else:
        context |= _month(request, calendar, asked)
        context["undated"] = undated.order_by("-date", "id").select_related("page")[:UNDATED_SHOWN]
    return render(request, "search/calendar.html", context)


def _month(request: HttpRequest, calendar: Calendar, asked: Asked) -> dict[str, Any]:
    """Return a month's or a day's things; where it has none, the month in which there is something next."""
    sheet = sheet_of(calendar, (asked.day, asked.day) if asked.day else asked.month.days)
    context: dict[str, Any] = {
        "sheet": sheet,
        "before": asked.month.shifted(-1),
        "after": asked.month.shifted(1),
        "next": None if sheet.planned else _next(calendar, sheet.days[1]),
    }
    if asked.day or asked.view == LIST:
        return {**context, "listed": paginate(request, sheet.planned, LIST_SIZE)}
    return {**context, "weeks": list(sheet.weeks(asked.month)), "lasting": sheet.lasting[:MOST_LASTING]}


def _year(calendar: Calendar, asked: Asked) -> dict[str, Any]:
    months = school_year(asked.month.first)
    sheet = sheet_of(calendar, (months[0].first, months[-1].last))
    return {
        "sheet": sheet,
        "months": [(month, list(sheet.weeks(month))) for month in months],
        "before": months[0].shifted(-12),
        "after": months[0].shifted(12),
    }


def _next(calendar: Calendar, day: datetime.date) -> Month | None:
    """Return the month of the first thing that begins after a day."""
    later: CatalogEntry | None = calendar.entries.filter(start__gt=day).order_by("start").first()
    return Month.of(later.start) if later and later.start else None


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Http404(_("Такого дня в календаре нет."))
    return day
