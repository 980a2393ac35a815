"""`@history`: what happened to the page, its earlier versions, and the way back to one of them."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field
from wagtail.models import Page, Revision

from restapi.http.parameters import Parameter
from restapi.http.problems import Problem, access_denied, login_required
from restapi.reading import history
from restapi.reading.content import content
from restapi.reading.dates import moment
from restapi.reading.loading import fill
from restapi.reading.members import DRAFT
from restapi.reading.states import STATES
from restapi.schemas.answers import Answer, ContentObject
from restapi.services.registry import Call, service
from restapi.tree.addresses import page_url, service_url, site_of
from restapi.writing import reverting

MOST = 500
BATCH = (
    Parameter.number("b_start", "How many of the newest to leave out."),
    Parameter.number("b_size", f"How many to give, {MOST} if not said.", least=1, most=MOST),
)

# Plone's own client says it twice: in the address, and in the query.
VERSION = Parameter.text("version", "The version of the address once more.")


class Actor(Answer):
    """Who did it. A login is half of a key: it is told to its owner only."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    address: str | None = Field(alias="@id")
    id: str | None
    fullname: str
    username: str | None


class Event(Answer):
    """One thing that happened: a version of the content (`versioning`), or a step of the page itself (`workflow`)."""

    address: str | None = Field(alias="@id", description="The content object of that version.")
    action: str
    actor: Actor
    comments: str
    may_revert: bool
    review_state: str
    state_title: str
    time: str
    transition_title: str
    type: Literal["versioning", "workflow"]
    version: int | None


class Reverted(Answer):
    """What was done, in words."""

    message: str


class RevertForm(BaseModel):
    """Which version is to come back."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1)


@service("history", query=BATCH, answers=list[Event])
def events(call: Call) -> list[dict[str, Any]]:
    """Return what happened to the page, the newest first, to those who may edit it."""
    _refuse_readers(call)
    page, parameters = call.page, call.parameters
    size = parameters.number("b_size", MOST, least=1, most=MOST)
    found = history.events(page, parameters.number("b_start", 0), size)
    states = history.States.of(page)
    versions = [event.version for event in found if event.version]
    kept = set(page.revisions.filter(pk__in=versions).values_list("pk", flat=True))
    may_revert = reverting.may_revert(page, call.grant)
    return [
        _event(event, states.after(event), call, event.version in kept, may_revert=may_revert)
        for event in found
    ]


@service("history/{version}", query=[VERSION], answers=ContentObject)
def version(call: Call) -> dict[str, Any]:
    """Return the content object as it was in a version, to those who may edit the page."""
    _refuse_readers(call)
    revision = _revision(call.page, call.segments["version"])
    body = {**content(_as_it_was(revision, call.page), call.request, DRAFT), "version": revision.pk}
    filled: dict[str, Any] = fill({**body, "modified": moment(revision.created_at)}, call.request)
    return filled


@service("history", "PATCH", body=RevertForm, answers=Reverted)
def revert(call: Call) -> dict[str, Any]:
    """Make an earlier version the page's draft again; what is public stays so until the draft is published."""
    reverting.refuse_strangers(call.page, call.grant)
    number = call.read(RevertForm).version
    revision = _revision(call.page, str(number))
    reverting.revert(call.page, revision, call.grant)
    told = {"title": call.page.get_admin_display_title(), "version": number}
    return {"message": _("The draft of “%(title)s” is version %(version)s again.") % told}


def _event(
    event: history.Event, state: str, call: Call, is_kept: bool, *, may_revert: bool
) -> dict[str, Any]:
    page, request = call.page, call.request
    return {
        "@id": service_url(page, f"history/{event.version}", request) if is_kept else None,
        "action": event.action,
        "actor": _actor(event, request),
        "comments": event.comment,
        "may_revert": may_revert and is_kept and event.version != page.latest_revision_id,
        "review_state": state,
        "state_title": str(STATES[state]),
        "time": moment(event.time),
        "transition_title": event.title,
        "type": "versioning" if event.version else "workflow",
        "version": event.version,
    }


def _actor(event: history.Event, request: HttpRequest) -> dict[str, Any]:
    is_asker = event.user is not None and event.user == request.user
    login = event.user.get_username() if is_asker else None
    root = page_url(site_of(request).root_page, request).rstrip("/")
    return {
        "@id": f"{root}/@users/{login}" if login else None,
        "id": login,
        "fullname": event.actor_name,
        "username": login,
    }


def _refuse_readers(call: Call) -> None:
    """Raise Problem 401 or 403, unless the one who asks may read the page's drafts."""
    if not call.grant.reads_drafts(call.page):
        raise login_required() if call.grant.is_anonymous else access_denied()


def _revision(page: Page, number: str) -> Revision:
    """Return a revision of the page; raises Problem 404, for another page's too."""
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    found = page.revisions.filter(pk=int(number)).first() if is_number else None
    if found is None:
        raise Problem(404, _("The page has no version “%(version)s”.") % {"version": number[:20]})
    return found


def _as_it_was(revision: Revision, page: Page) -> Page:
    """Return the page as the revision has it, at its address of now."""
    shown: Page = revision.as_object()
    shown.url_path = page.url_path
    return shown
