"""`@execution`: how a plan, or a document's event, is carried out; the numbers are those of the board."""

import uuid
from collections.abc import Iterable
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from home.models import OrganisationPage
from news.board.figures import Figures, sections_of
from news.board.matrix import numbers_of
from news.board.standings import Thing, thing_of
from news.execution.access import is_open
from news.execution.answers import Answer as Deed
from news.execution.execution import Execution, TaskExecution, execution_of
from news.execution.states import State
from plans.models import OrderPage, PlanItem, PlanPage
from restapi.http.parameters import Parameter
from restapi.http.problems import access_denied, bad_parameter, login_required
from restapi.reading.dates import day
from restapi.reading.leaves import PageSummary
from restapi.reading.loading import fill
from restapi.schemas.answers import Answer, Batching, Identified, Link, Summary
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import page_url, service_url

STATES = tuple(state.value for state in State)
QUERY = (
    Parameter.choice("state", STATES, "Only what stands so for somebody.", is_repeated=True),
    Parameter.text(
        "organisation", "An organisation's UID or path: only what it is asked for, and how that stands."
    ),
    Parameter.text("item", "An item's UID: the rows are organisations then, with what each has done of it."),
    *BATCH,
)

Row = dict[str, Any]
StateName = Literal[
    "overdue", "due_soon", "in_progress", "not_begun", "done_late", "done", "continuous", "undated", "cancelled"
]  # fmt: skip


class Numbers(Answer):
    """Things of organisations: how many are asked, done (late ones too), late, overdue, due within a week."""

    asked: int
    done: int
    done_late: int
    overdue: int
    due_soon: int


class SectionNumbers(Numbers):
    """A section of a plan with its numbers."""

    title: str


class DeedAnswer(Answer):
    """A report, or a note of an owner that something was done; `day` is that of the event."""

    day: str
    report: Summary | None
    note: str
    link: str


class Standing(Answer):
    """How a thing stands for one organisation: how many times of all it is done, and until when the next is due."""

    organisation: Summary | None
    state: StateName
    done: int
    times: int
    until: str | None
    deeds: list[DeedAnswer]


class Task(Link):
    """A thing that is asked, its state for all together, and of how many organisations it stands how."""

    uid: str = Field(alias="UID")
    number: str
    section: str
    deadline: str
    state: StateName
    next_day: str | None
    organisations: dict[StateName, int]
    standing: Standing | None = Field(description="That of the organisation that is asked about.")


class ExecutionAnswer(Identified):
    """How a plan or a document is carried out; a batch of its items, or of the organisations of one item."""

    figures: Numbers
    organisations_total: int
    sections: list[SectionNumbers]
    items: list[Task | Standing]
    items_total: int
    batching: Batching | None = None


@service("execution", on=PlanPage, query=QUERY, answers=ExecutionAnswer)
@service("execution", on=OrderPage, query=QUERY, answers=ExecutionAnswer)
def execution(call: Call) -> Row:
    """Return how far a plan, or what a document asks for, is: numbers, sections, and a batch of items with states.

    States are derived from deadlines and public reports. It is for who may edit the page, and for everybody where the
    page says `execution_is_public`.
    """
    page: Any = call.page
    if not (is_open(page) or call.grant.reads_drafts(page)):
        raise login_required() if call.grant.is_anonymous else access_denied()
    found = execution_of(page)
    rows = _of_item(found, call) if "item" in call.parameters else _of_items(found, call)
    batch = Batch.asked(call.parameters)
    body = envelope(service_url(page, "execution", call.request), call.request.GET, batch, len(rows))
    body |= {
        "figures": _numbers(Figures(found.counts)),
        "organisations_total": len(found.organisations),
        "sections": [
            {"title": section.title, **_numbers(section.figures)} for section in sections_of(found.tasks)
        ],
        "items": rows[batch.rows],
    }
    filled: Row = fill(body, call.request)
    return filled


def _of_items(found: Execution, call: Call) -> list[Row]:
    states = set(call.parameters.choices("state", STATES))
    page = _organisation(found, call) if "organisation" in call.parameters else None
    numbers, url = numbers_of(found), page_url(call.page, call.request)
    return [
        _task(each, numbers[each.task.uid], url, page)
        for each in found.tasks
        if (page is None or each.of(page.pk)) and (not states or states & _states(each, page))
    ]


def _of_item(found: Execution, call: Call) -> list[Row]:
    """Return who is asked for an item or has done it, by title; who has no page comes last."""
    each, states = _item(found, call), set(call.parameters.choices("state", STATES))
    pages = [_organisation(found, call)] if "organisation" in call.parameters else found.known.by_id.values()
    rows = [_standing(thing_of(each, page.pk), page) for page in pages if each.of(page.pk)]
    return [row for row in rows if not states or row["state"] in states]


def _item(found: Execution, call: Call) -> TaskExecution:
    text = call.parameters.text("item")
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        wanted = None
    each = next((each for each in found.tasks if each.task.uid == wanted), None)
    if each is None:
        raise bad_parameter("item", "unknown_value", _("Такого пункта нет."))
    return each


def _organisation(found: Execution, call: Call) -> OrganisationPage:
    wanted = call.parameters.text("organisation").strip().casefold().strip("/")
    for page in found.known.by_id.values():
        if wanted == str(page.translation_key) or wanted == (page.get_url_parts()[2] or "").strip("/"):
            return page
    raise bad_parameter("organisation", "unknown_value", _("Такой организации нет."))


def _states(each: TaskExecution, page: OrganisationPage | None) -> set[str]:
    if page is None:
        return {state.value for state in each.counts} | {each.state.value}
    standing = each.of(page.pk)
    return {standing.state.value} if standing else set()


def _task(each: TaskExecution, number: str, url: str, page: OrganisationPage | None) -> Row:
    item = each.task.thing
    return {
        "@id": f"{url}#{item.anchor}" if isinstance(item, PlanItem) else url,
        "UID": str(each.task.uid),
        "number": number,
        "title": each.task.title,
        "section": item.section.title if isinstance(item, PlanItem) else "",
        "deadline": item.deadline if isinstance(item, PlanItem) else "",
        "state": each.state.value,
        "next_day": day(each.next_day),
        "organisations": {state.value: count for state, count in sorted(each.counts.items(), key=_by_name)},
        "standing": _standing(thing_of(each, page.pk), page) if page else None,
    }


def _by_name(pair: tuple[State, int]) -> str:
    return pair[0].value


def _standing(thing: Thing, page: OrganisationPage) -> Row:
    return {
        "organisation": PageSummary(page.pk),
        "state": thing.standing.state.value,
        "done": thing.standing.done,
        "times": thing.standing.times,
        "until": day(thing.until),
        "deeds": list(_deeds(thing.answers)),
    }


def _deeds(answers: Iterable[Deed]) -> Iterable[Row]:
    for answer in answers:
        is_report = answer.report is not None
        yield {
            "day": answer.day.isoformat(),
            "report": PageSummary(answer.report) if answer.report is not None else None,
            "note": "" if is_report else answer.title,
            "link": "" if is_report else answer.url,
        }


def _numbers(figures: Figures) -> dict[str, int]:
    return {
        "asked": figures.asked,
        "done": figures.done,
        "done_late": figures.late,
        "overdue": figures.overdue,
        "due_soon": figures.soon,
    }
