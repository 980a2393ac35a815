"""What the board tells of one organisation, or of one thing: in words, with days and links, for lists."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from home.models import OrganisationPage
from news.board.matrix import number_of
from news.execution.answers import Answer
from news.execution.execution import Execution, TaskExecution
from news.execution.states import Standing, State
from news.execution.tasks import Organisations

# What wants to be done now.
PRESSING = (State.OVERDUE, State.DUE_SOON, State.IN_PROGRESS)


@dataclass(frozen=True)
class Thing:
    """Something that an organisation is asked for, or has done unasked."""

    number: str
    each: TaskExecution
    standing: Standing
    answers: list[Answer]

    @property
    def until(self) -> datetime.date | None:
        """The last day: of the next time that is missing, else of all."""
        times = self.standing.missing or self.each.task.occasions
        return times[0].last if self.standing.missing else times[-1].last if times else None


@dataclass(frozen=True)
class Deed:
    """What an organisation has done of a thing; no organisation for persons and departments."""

    organisation: OrganisationPage | None
    standing: Standing
    answers: list[Answer]


def things_of(found: Execution, organisation: int, states: Collection[State] = ()) -> list[Thing]:
    """Return what is asked of an organisation, or only what stands so, by deadline; what has no day comes last."""
    things = [
        thing_of(each, organisation)
        for each in found.tasks
        if (standing := each.of(organisation)) and (not states or standing.state in states)
    ]
    return sorted(things, key=lambda thing: (thing.until is None, thing.until or datetime.date.max))


def thing_of(each: TaskExecution, organisation: int) -> Thing:
    """Return how a thing stands for an organisation."""
    standing = each.of(organisation) or each.unanswered
    return Thing(number_of(each), each, standing, each.answers.get(organisation, []))


def is_waited_for(each: TaskExecution, organisation: int) -> bool:
    """Whether an organisation is asked for a thing that it has not done, and that can be done."""
    standing = each.of(organisation) if organisation in each.task.asked else None
    return bool(standing and standing.state.is_counted and not standing.state.is_done)


def waited_for(each: TaskExecution, known: Organisations) -> list[Deed]:
    """Return who has not done a thing yet, by title."""
    return [
        Deed(page, each.of(pk) or each.unanswered, each.answers.get(pk, []))
        for pk, page in known.by_id.items()
        if is_waited_for(each, pk)
    ]


def told_by(each: TaskExecution, known: Organisations) -> list[Deed]:
    """Return who has answered a thing, by title; who has no page comes last."""
    deeds = [
        Deed(page, each.answered[pk], each.answers[pk])
        for pk, page in known.by_id.items()
        if pk in each.answers
    ]
    if None in each.answers:
        deeds.append(Deed(None, each.answered[None], each.answers[None]))
    return deeds
