"""The desk of a school's reports, the question what a new one is about, and the form. All of it works without scripts."""

import logging
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.models import OrganisationPage, Picture
from home.reach.rights import choosable
from news import personal_data
from news.models import EventReportPage
from news.reporting import desk, saving
from news.reporting.forms import Sheet
from news.reporting.subjects import found, offered, subject_named, subject_of_report
from news.requirements import document_of
from restapi.http.problems import Problem
from search.text import one_line

logger = logging.getLogger(__name__)

LONGEST = 200
# Under which name of the session a form waits that was sent when the session had ended: one, and not more than this.
WAITING = "report"
LONGEST_WAITING = 100_000


@never_cache
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """Show the reports of one's organisations with their states, and what still waits for one."""
    organisations = _organisations(request)
    is_school = len(organisations) <= 1
    context = {
        "organisations": organisations,
        "lines": desk.lines(organisations, request.user, own=not is_school),
        "offered": offered(organisations) if is_school else [],
        "sent": request.GET.get("sent", ""),
    }
    return render(request, "news/reporting/reports.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask what a report is about; POST makes a draft and leads to its form."""
    organisations = _organisations(request)
    if request.method == "POST":
        wanted = request.POST.get("organisation", "")
        chosen = [each for each in organisations if str(each.pk) == wanted or len(organisations) == 1]
        if chosen:
            try:
                report = saving.begin(chosen[0], subject_named(request.POST.get("about", "")), request)
            except Problem as problem:
                raise PermissionDenied(problem.detail) from None
            return redirect("report_form", report.pk)
    words = one_line(request.GET.get("q", ""))[:LONGEST]
    named = subject_named(request.GET.get("about", ""))  # where the start page has led here
    context = {
        "organisations": organisations,
        "words": words,
        "found": found(words) if words else [],
        "named": [named] if named else [],
        "offered": offered(organisations) if len(organisations) == 1 else [],
        "is_unclear": request.method == "POST",
    }
    return render(
        request, "news/reporting/new.html", context, status=400 if request.method == "POST" else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft's form; POST keeps it, and sends it to the reviewers where that is asked."""
    if not request.user.is_authenticated:
        return _wait_for_login(request, pk)
    report = _report(request, pk)
    if request.method != "POST":
        return _shown(request, report, _waiting(request, report))
    if request.POST.get("act") == "take-back":
        saving.take_back(report, request)
        return redirect("report_form", pk)
    if desk.line_of(report).state == "pending":
        return _shown(request, report, None, status=409)
    return _kept(request, report)


def _kept(request: HttpRequest, report: EventReportPage) -> HttpResponse:
    """Keep what was sent: the pictures first, then the form with them."""
    pictures, refusals = saving.store(request.FILES.getlist("upload"), request)
    data = _with_pictures(request.POST, [picture.pk for picture in pictures])
    about = data.get("about")
    subject = subject_named(about) if about else None
    sheet = Sheet(_draft(report), data)
    sheet.mistakes += [("upload", refusal) for refusal in refusals]
    act = data.get("act", "save")
    is_kept = saving.keep(sheet, request)
    if subject and is_kept:
        saving.change_subject(report, subject, request)
    if act == "autosave":
        return _told(sheet)
    warnings = (
        personal_data.warnings(_draft(report).text) if act == "submit" and "checked" not in data else []
    )
    if warnings:
        return _shown(request, report, sheet, status=400, warnings=warnings)
    if act == "submit" and is_kept and not refusals and saving.submit(sheet, request):
        return redirect(f"{reverse('reports')}?sent={report.pk}")
    if act == "organisations" and is_kept and not refusals:
        return _shown(request, report, sheet)
    if act != "submit" and is_kept and not refusals:
        return redirect(f"{reverse('report_form', args=[report.pk])}?kept=1#{act}")
    return _shown(request, report, sheet, status=400)


def _told(sheet: Sheet) -> JsonResponse:
    """Say to the script whether it was kept, and what is wrong."""
    errors = {name: [str(each) for each in said] for name, said in sheet.main.errors.items()}
    mistakes = [said for _place, said in sheet.mistakes]
    kept = timezone.localtime().strftime("%H:%M") if sheet.is_stored else ""
    return JsonResponse(
        {"kept": kept, "errors": errors, "mistakes": mistakes}, json_dumps_params={"ensure_ascii": False}
    )


def _shown(
    request: HttpRequest,
    report: EventReportPage,
    sheet: Sheet | None,
    status: int = 200,
    warnings: Sequence[str] = (),
) -> HttpResponse:
    draft = _draft(report)
    sheet = sheet or Sheet(draft)
    words = one_line(request.GET.get("q", ""))[:LONGEST]
    document = document_of(draft.plan_item, draft.order)
    context = {
        "report": draft,
        "sheet": sheet,
        "form": sheet.main,
        "line": desk.line_of(report),
        "subject": subject_of_report(draft),
        "document": document,
        "pictures": _pictures(sheet, request),
        "words": words,
        "found": found(words) if words else [],
        "is_kept": "kept" in request.GET,
        "warnings": warnings,
        "who": request.user.get_full_name() or request.user.get_username(),  # type: ignore[union-attr]
    }
    return render(request, "news/reporting/form.html", context, status=status)


def _pictures(sheet: Sheet, request: HttpRequest) -> list[tuple[Any, Any]]:
    """Return the rows of the gallery with their pictures: those that the report has, and those that one may choose."""
    rows = list(sheet.rows["photos"].forms)
    keys = {_number(row["picture"].value()) for row in rows}
    own = [photo.picture_id for photo in sheet.report.photos.all()]
    mine = Q(pk__in=own) | Q(pk__in=choosable(Picture, request.user).values("pk"))
    known = Picture.objects.filter(mine, pk__in=keys - {0}).prefetch_related("renditions").in_bulk()
    return [(row, known.get(_number(row["picture"].value()))) for row in rows]


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _with_pictures(data: QueryDict, keys: list[int]) -> QueryDict:
    """Return what a form sent, with rows for the pictures that came with it."""
    data = data.copy()
    rows = _number(data.get("photos-TOTAL_FORMS"))
    for place, key in enumerate(keys, start=rows):
        data[f"photos-{place}-picture"] = str(key)
    data["photos-TOTAL_FORMS"] = str(rows + len(keys))
    data.setdefault("photos-INITIAL_FORMS", "0")
    return data


def _draft(report: EventReportPage) -> EventReportPage:
    """Return the report's latest draft as the database has it now."""
    draft: EventReportPage = EventReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    return draft


def _organisations(request: HttpRequest) -> list[OrganisationPage]:
    """Return the organisations for which one may report; raises PermissionDenied where there is none."""
    organisations = desk.organisations_of(request.user)
    if not organisations:
        logger.warning("%s may write no reports", request.user)
        raise PermissionDenied(_("У вашей учётной записи нет организации, от которой пишут отчёты."))
    return organisations


def _report(request: HttpRequest, pk: int) -> EventReportPage:
    """Return a report that one may edit; raises Http404 for others in the words for what is not there."""
    report = EventReportPage.objects.filter(pk=pk).first()
    if report is None or not report.permissions_for_user(request.user).can_edit():
        if report is not None:
            logger.warning("%s may not edit the report %s", request.user, pk)
        raise Http404(_("Такого отчёта нет."))
    return report


def _waiting(request: HttpRequest, report: EventReportPage) -> Sheet | None:
    """Return the form that was sent when the session had ended, None where there is none for this report."""
    pk, data = request.session.get(WAITING, (None, ""))
    if pk != report.pk:
        return None
    del request.session[WAITING]
    return Sheet(_draft(report), QueryDict(data))


def _wait_for_login(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the login; what was typed waits in the session."""
    if request.method == "POST":
        data = request.POST.urlencode()
        if len(data) <= LONGEST_WAITING:
            request.session[WAITING] = (pk, data)
        if request.POST.get("act") == "autosave":
            return JsonResponse({"login": reverse("login")}, status=401)
    return redirect(f"{reverse('login')}?next={request.path}")
