"""How the form's report is kept: as a program would write it, so that rights, locks, moderation and the log hold."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.models import OrganisationPage, Picture
from news.models import EventReportPage
from news.reporting.forms import Sheet
from news.reporting.subjects import Subject
from news.reviewing.previews import make_of
from restapi.access.grants import grant_of
from restapi.http.problems import Mistake, Problem
from restapi.reading.states import PENDING, PRIVATE
from restapi.writing import pages, uploads
from restapi.writing.references import Writing
from restapi.writing.standing import Standing
from restapi.writing.transitions import Order, offered
from search.sizes import make_previews

LONGEST_TITLE = 200
NEW = "Фотоотчёт"
# Where the form has what a content object calls otherwise.
FIELDS = {"blocks": "story", "blocks_layout": "story", "body": "story"}


def begin(organisation: OrganisationPage, subject: Subject | None, request: HttpRequest) -> EventReportPage:
    """Return a new draft about a subject; raises Problem 403 without the right."""
    body: dict[str, Any] = {
        "@type": EventReportPage._meta.label,
        "title": subject.title[:LONGEST_TITLE] if subject else NEW,
        "review_state": PRIVATE,
        **_about(subject),
    }
    if subject and subject.item:
        body["place"] = subject.item.place.strip()[:250]
    made = pages.create(organisation, body, request)
    return EventReportPage.objects.get(pk=made.pk)


def change_subject(report: EventReportPage, subject: Subject | None, request: HttpRequest) -> None:
    """Let a draft be about something else; hashtags of its own stay."""
    about = _about(subject)
    about["subjects"] = list(
        dict.fromkeys([*(tag.name for tag in report.hashtags.all()), *about["subjects"]])
    )
    pages.update(report, {**about, "review_state": PRIVATE}, request)


def keep(sheet: Sheet, request: HttpRequest) -> bool:
    """Keep what is right of the form in the draft; what is not is said in the form. Returns whether all was right."""
    is_valid = sheet.is_valid()
    try:
        pages.update(_stored(sheet), {**sheet.members, "review_state": PRIVATE}, request)
    except Problem as problem:
        _tell(sheet, problem)
        return False
    sheet.is_stored = True
    make_of(_stored(sheet).get_latest_revision())
    return is_valid


def submit(sheet: Sheet, request: HttpRequest) -> bool:
    """Send the kept draft to the reviewers; returns whether it went, else the form says what is missing."""
    try:
        with transaction.atomic():
            pages.update(_stored(sheet), {"review_state": PENDING}, request)
    except Problem as problem:
        _tell(sheet, problem)
        return False
    return True


def take_back(report: EventReportPage, request: HttpRequest) -> bool:
    """End the moderation of a report, so that it can be changed; returns whether there was one to end."""
    standing = Standing(report, grant_of(request))
    wanted = [each for each in offered(standing) if each.name == "withdraw" and standing.may_take_back]
    for transition in wanted:
        transition.perform(standing, Order())
    return bool(wanted)


def store(files: Iterable[UploadedFile], request: HttpRequest) -> tuple[list[Picture], list[str]]:
    """Store pictures that came with the form; returns them, and what is to be said of those that were refused."""
    pictures: list[Picture] = []
    refusals: list[str] = []
    for file in files:
        writing = Writing(request)
        try:
            with transaction.atomic():
                words = {"title": _("Фото"), "description": ""}
                pictures.append(uploads.stored(Picture, file, words, writing))  # type: ignore[arg-type]
        except Problem as problem:
            uploads.forget(writing)
            said = " ".join(dict.fromkeys(mistake.msg for mistake in problem.mistakes)) or problem.detail
            refusals.append(f"{file.name}: {said}")
    make_previews.enqueue([picture.pk for picture in pictures])
    return pictures, refusals


def _about(subject: Subject | None) -> dict[str, Any]:
    """Return the members that say what a report is about."""
    return {
        "plan_item": subject.item.pk if subject and subject.item else None,
        "order": subject.document.pk if subject and subject.document else None,
        "subjects": list(subject.hashtags) if subject else [],
    }


def _stored(sheet: Sheet) -> EventReportPage:
    return EventReportPage.objects.get(pk=sheet.report.pk)


def _tell(sheet: Sheet, problem: Problem) -> None:
    """Say each mistake at its field, else in the list above the form."""
    for mistake in problem.mistakes or [Mistake(["body", "form"], "", problem.detail)]:
        member, *inside = mistake.loc[1:] or ["body"]
        if member in sheet.rows and len(inside) > 1:
            _tell_row(sheet, str(member), inside, mistake.msg)
        else:
            name = FIELDS.get(str(member), str(member))
            is_shown = name in sheet.main.fields
            sheet.main.add_error(name if is_shown else None, mistake.msg)
            is_bare = is_shown and mistake.msg == _("This field is required.")  # in Django's own words
            label = f"{sheet.main.fields[name].label}: " if is_bare else ""
            sheet.mistakes.append((f"id_{name}" if is_shown else str(member), f"{label}{mistake.msg}"))


def _tell_row(sheet: Sheet, member: str, inside: list[Any], message: str) -> None:
    rows = sheet.kept.get(member, [])
    place, field = inside[0], str(inside[1])
    row = rows[place] if isinstance(place, int) and place < len(rows) else None
    if row is None:
        sheet.mistakes.append((member, message))
        return
    is_shown = field in row.fields and field != "picture"
    row.add_error(field if is_shown else None, message)
    sheet.mistakes.append((row[field].auto_id if is_shown else member, message))
