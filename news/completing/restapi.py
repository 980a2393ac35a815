"""`@completions` of a plan: notes that its items were done, where no photo report says it."""

import datetime
import uuid
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints
from wagtail.models import Page

from home.models import OrganisationPage
from news.completing.completing import Owner, complete, refuse, reopen
from news.execution.access import is_open, may_manage
from news.models import Completion, EventReportPage
from news.personal_data import warnings
from news.reporting.desk import organisations_of
from plans.choosers import public_items
from plans.models import PlanItem, PlanPage
from restapi.access.grants import Grant
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem, access_denied, login_required
from restapi.reading.dates import day
from restapi.reading.leaves import PageSummary
from restapi.reading.loading import fill
from restapi.schemas.answers import Answer, Batching, Identified, Summary
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url
from restapi.writing.references import Writing, thing_named

Note = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class CompletionForm(BaseModel):
    """What was done: the item by its UID, the organisation as pages are named, null for who has no page."""

    model_config = ConfigDict(extra="forbid")

    item: uuid.UUID
    organisation: str | int | dict[str, Any] | None = None
    day: datetime.date | None = Field(default=None, description="Today where it is not said.")
    note: Note
    link: HttpUrl | None = None
    checked: bool = Field(
        default=False,
        description="That somebody has looked: the note names no children. Asked for where it may.",
    )


class Told(Answer):
    """A note that an item was done."""

    id: int
    item: str
    title: str
    organisation: Summary | None
    day: str
    note: str
    link: str | None
    has_proof: bool


class Completions(Identified):
    """A batch of a plan's notes, those of the earliest days first."""

    items: list[Told]
    items_total: int
    batching: Batching | None = None


@service("completions", on=PlanPage, query=BATCH, answers=Completions)
def completions(call: Call) -> dict[str, Any]:
    """Return the notes on what was done: all to who keeps the plan or where everybody may see, else one's own."""
    found, batch = _seen(call), Batch.asked(call.parameters)
    body = envelope(
        service_url(call.page, "completions", call.request), call.request.GET, batch, found.count()
    )
    body["items"] = [_told(completion) for completion in found[batch.rows]]
    filled: dict[str, Any] = fill(body, call.request)
    return filled


@service("completions", "POST", on=PlanPage, body=CompletionForm, answers=Told, status=201)
def close(call: Call) -> dict[str, Any]:
    """Say that an item was done; those may whom the item asks, and who keeps the plan."""
    form = call.read(CompletionForm)
    owner = _owner(call, public_items().filter(uid=form.item, section__page=call.page.pk).first())
    organisation = _organisation(form.organisation, owner, call)
    _refuse_token(call.grant, owner, organisation)
    told = [] if form.checked else warnings(form.note)
    if told:
        raise unprocessed([Mistake(["body", "note"], "not_checked", sentence) for sentence in told])
    completion = Completion(
        item=owner.item,
        organisation=organisation,
        day=form.day or timezone.localdate(),
        note=form.note,
        link=str(form.link or ""),
    )
    try:
        completion.full_clean()
    except ValidationError as error:
        raise unprocessed(
            [Mistake(["body", name], "invalid", " ".join(told)) for name, told in error.message_dict.items()]
        ) from None
    complete(completion, call.grant.user)
    filled: dict[str, Any] = fill(_told(completion), call.request)
    return filled


@service("completions/{number}", "DELETE", on=PlanPage)
def take_back(call: Call) -> None:
    """Take a note back: the item waits again."""
    number = call.segments["number"]
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    found = _seen(call).filter(pk=number).first() if is_number else None
    if found is None:
        raise Problem(404, _("Такой отметки нет."))
    _refuse_token(call.grant, _owner(call, found.item), found.organisation)
    try:
        reopen(found, call.grant.user)
    except PermissionDenied as error:
        raise access_denied(str(error)) from None


def _seen(call: Call) -> QuerySet[Completion]:
    """Return the notes that the one who asks may see; raises Problem 401 or 403 where there are none for them."""
    user = call.grant.user
    found = Completion.objects.filter(item__section__page=call.page.pk).select_related("item__section__page")
    if is_open(call.page) or may_manage(user, call.page):
        return found
    if call.grant.is_anonymous:
        raise login_required(_("Как выполняется этот план, видят те, кого он просит, и те, кто его ведёт."))
    own = organisations_of(user)
    if not own:
        raise access_denied(_("Как выполняется этот план, видят те, кого он просит, и те, кто его ведёт."))
    return found.filter(organisation__in=own)


def _owner(call: Call, item: PlanItem | None) -> Owner:
    """Return the one who asks as who may close the item; raises Problem 400, 401 or 403."""
    if call.grant.is_anonymous:
        raise login_required(_("Войдите, чтобы отметить исполнение."))
    if item is None or item.is_cancelled:
        raise unprocessed([Mistake(["body", "item"], "no_such_item", _("Такого пункта в этом плане нет."))])
    owner = Owner(call.grant.user, item)
    if not owner.may_close:
        try:
            refuse(call.grant.user, item)
        except PermissionDenied as error:
            raise access_denied(str(error)) from None
    return owner


def _refuse_token(grant: Grant, owner: Owner, organisation: OrganisationPage | None) -> None:
    """Raise Problem 403 for a token that writes neither the plan nor the organisation's reports."""
    if grant.writes(PlanPage, owner.item.section.page):
        return
    if organisation is None or not grant.writes(EventReportPage, organisation):
        raise access_denied(_("Этот токен не даёт отмечать исполнение."))


def _organisation(value: Any, owner: Owner, call: Call) -> OrganisationPage | None:
    """Return for whom the item is closed; raises Problem 400 for another's organisation, or where one must be named."""
    among = owner.organisations
    if value is None:
        if owner.manages:
            return None
        if len(among) == 1:
            return among[0]
        raise unprocessed(
            [Mistake(["body", "organisation"], "missing", _("Назовите организацию, которая это сделала."))]
        )
    writing = Writing(call.request).at("organisation")
    known = OrganisationPage.objects.filter(pk__in=[page.pk for page in among])
    page: Page = thing_named(value, known, writing)
    return OrganisationPage.objects.get(pk=page.pk)


def _told(completion: Completion) -> dict[str, Any]:
    return {
        "id": completion.pk,
        "item": str(completion.item.uid),
        "title": completion.item.title,
        "organisation": PageSummary(completion.organisation_id) if completion.organisation_id else None,
        "day": day(completion.day),
        "note": completion.note,
        "link": completion.link or None,
        "has_proof": bool(completion.proof),
    }
