"""`@workflow`: the state of the page, how it came there, and where it can go from here."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from restapi.reading import history
from restapi.reading.dates import moment
from restapi.reading.states import STATES, review_state
from restapi.schemas.answers import Answer, Identified, Link
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url
from restapi.writing.bodies import read_or_empty
from restapi.writing.moments import Moment
from restapi.writing.passing import pass_on
from restapi.writing.standing import Standing
from restapi.writing.transitions import Order, offered

# Steps of the past that are shown; `@history` has all of them.
MOST = 100
LONGEST = 2000


class State(Answer):
    """A state of a page, by Plone's name and in words."""

    id: str
    title: str


class Step(Answer):
    """A step of the past: `review_state` and `title` are those in which it left the page."""

    action: str
    actor: str
    comments: str
    review_state: str
    time: str
    title: str


class Workflow(Identified):
    """Where a page stands."""

    state: State
    history: list[Step]
    transitions: list[Link]


class TransitionForm(BaseModel):
    """What is said with a transition. The hours are for `publish` only."""

    model_config = ConfigDict(extra="forbid")

    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST)] = ""
    effective: Moment | None = None
    expires: Moment | None = None
    include_children: bool = Field(default=False, strict=True)


@service("workflow", answers=Workflow, expands=True)
def workflow(call: Call) -> dict[str, Any]:
    """Return the page's state, with its past for those who may edit it, and what they could do now."""
    page, grant = call.page, call.grant
    possible = [] if grant.is_anonymous else offered(Standing(page, grant))
    state = review_state(page)
    steps = history.workflow_steps(page, MOST) if grant.reads_drafts(page) else []
    return {
        "@id": service_url(page, "workflow", call.request),
        "state": {"id": state, "title": str(STATES[state])},
        "history": [_step(event, after) for event, after in steps],
        "transitions": [
            {
                "@id": service_url(page, f"workflow/{transition.name}", call.request),
                "title": str(transition.title),
            }
            for transition in possible
        ],
    }


@service("workflow/{transition}", "POST", body=TransitionForm, needs_body=False, answers=Step)
def transition(call: Call) -> dict[str, Any]:
    """Do a transition, and return the new entry of the history; 400 names those that are possible now."""
    form = read_or_empty(call, TransitionForm)
    order = Order(form.comment, form.effective, form.expires)
    name = call.segments["transition"]
    entry = pass_on(call.page, name, order, call.request, with_children=form.include_children)
    page = type(call.page).objects.get(pk=call.page.pk)
    return _step(history.event_of(page, entry), review_state(page))


def _step(event: history.Event, state: str) -> dict[str, Any]:
    return {
        "action": event.action,
        "actor": event.actor_name,
        "comments": event.comment,
        "review_state": state,
        "time": moment(event.time),
        "title": str(STATES[state]),
    }
