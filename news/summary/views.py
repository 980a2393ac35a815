"""The summary at its addresses: `summary/`, `summary.docx`, `summary.xlsx`, `summary.json` below a plan's or a document's own."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from news.execution.access import Sight, sight_at
from news.summary import tables
from news.summary.parts import BATCH, parts_of
from news.summary.period import PeriodForm
from news.summary.restapi import asked_period, body_of
from news.summary.rows import Summary
from news.summary.spreadsheet import write_spreadsheet
from news.summary.summary import summary_of
from news.summary.word import write_word
from restapi.http.parameters import Parameters
from restapi.http.problems import Problem
from restapi.http.rendering import json_response
from search.pagination import paginate

OFFICE = "application/vnd.openxmlformats-officedocument"
WRITERS: dict[str, tuple[Callable[[Summary], bytes], str]] = {
    "docx": (write_word, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": (write_spreadsheet, f"{OFFICE}.spreadsheetml.sheet"),
}


@require_safe
@never_cache
def summary_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the summary; days that make no sense are said so, with status 400."""
    sight = sight_at(request, path)
    if not isinstance(sight, Sight):
        return sight
    form = PeriodForm(request.GET)
    return _shown(request, sight, form) if form.is_valid() else _refused(request, sight, form)


@require_safe
@never_cache
def summary_file(request: HttpRequest, path: str, ending: str) -> HttpResponseBase:
    """Give the summary as a Word file or a spreadsheet to take home."""
    sight = sight_at(request, path)
    if not isinstance(sight, Sight):
        return sight
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return _refused(request, sight, form)
    write, media_type = WRITERS[ending]
    content = write(summary_of(sight.page, form.period))
    return _attached(HttpResponse(content, content_type=media_type), sight, ending)


@require_safe
@never_cache
def summary_json(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give the summary as `@summary` answers it."""
    sight = sight_at(request, path)
    if not isinstance(sight, Sight):
        return sight
    try:
        period = asked_period(Parameters(request.GET))
    except Problem as problem:
        return problem.response()
    return _attached(json_response(body_of(sight.page, period, request)), sight, "json")


def _shown(request: HttpRequest, sight: Sight, form: PeriodForm) -> HttpResponse:
    """Show the beginnings of all parts, or the batch of one that `?part=` names; raises Http404 for what is none."""
    summary = summary_of(sight.page, form.period)
    parts, chosen = parts_of(summary), request.GET.get("part", "")
    context: dict[str, Any] = {"summary": summary, "figures": tables.figures(summary)}
    if not chosen:
        shown = [part.beginning for part in parts.values() if part.size or part.has_items]
        return _rendered(request, sight, form, parts=shown, **context)
    if chosen not in parts:
        raise Http404(_("Такой части у сводного отчёта нет."))
    batch = paginate(request, range(parts[chosen].size), BATCH)
    part = parts[chosen].cut(batch.start_index() - 1, batch.end_index())
    return _rendered(request, sight, form, part=part, batch=batch, **context)


def _refused(request: HttpRequest, sight: Sight, form: PeriodForm) -> HttpResponse:
    return _rendered(request, sight, form, status=400)


def _rendered(
    request: HttpRequest, sight: Sight, form: PeriodForm, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {**sight.frame("summary"), "form": form}
    return render(request, "news/summary/page.html", context, status=status)


def _attached(response: HttpResponse, sight: Sight, ending: str) -> HttpResponse:
    name = f"{sight.page.slug}-summary.{ending}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
