"""How tasks are carried out: a standing for each organisation that is asked, counted without going through all of them."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from home.models import OrganisationPage
from news.execution.answers import Answer, Answers, answers_to
from news.execution.states import Standing, State, standing, together
from news.execution.tasks import (
    Organisations,
    Task,
    public_organisations,
    tasks_of_documents,
    tasks_of_plans,
)
from plans.models import OrderPage, PlanPage


@dataclass(frozen=True)
class TaskExecution:
    """How one task is carried out. Most organisations have answered nothing: they share `unanswered`."""

    task: Task
    answers: dict[int | None, list[Answer]]
    today: datetime.date

    @cached_property
    def unanswered(self) -> Standing:
        """How the task stands for who has answered nothing."""
        return self._standing(())

    @cached_property
    def answered(self) -> dict[int | None, Standing]:
        """How it stands for each of those who have answered, asked or not."""
        return {organisation: self._standing(answers) for organisation, answers in self.answers.items()}

    def of(self, organisation: int) -> Standing | None:
        """Return how it stands for an organisation; None where it was not asked and has not answered."""
        found = self.answered.get(organisation)
        return found or (self.unanswered if organisation in self.task.asked else None)

    @cached_property
    def counts(self) -> Counter[State]:
        """How many of the organisations that are asked are in which state."""
        counts = Counter(self.answered[pk].state for pk in self.answered if pk in self.task.asked)
        silent = len(self.task.asked) - counts.total()
        if silent:
            counts[self.unanswered.state] += silent
        return counts

    @cached_property
    def state(self) -> State:
        """What it comes to for all; where nobody with a page is asked, anybody's answers count."""
        if self.task.is_cancelled:
            return State.CANCELLED
        if not self.task.asked:
            everybody = [answer for answers in self.answers.values() for answer in answers]
            return self._standing(everybody).state
        silent = [self.unanswered] if self.task.asked - self.answered.keys() else []
        return together([*(self.answered[pk] for pk in self.answered if pk in self.task.asked), *silent])

    @property
    def silent(self) -> list[int]:
        """Those who are asked and have answered nothing."""
        return [pk for pk in self.task.asked if pk not in self.answers]

    @property
    def next_day(self) -> datetime.date | None:
        """The last day of the next occasion, from today on."""
        return min((each.last for each in self.task.occasions if each.last >= self.today), default=None)

    def _standing(self, answers: Iterable[Answer]) -> Standing:
        if self.task.is_cancelled:
            return Standing(State.CANCELLED)
        days = [answer.day for answer in answers]
        return standing(self.task.occasions, days, self.today, is_continuous=self.task.is_continuous)


@dataclass(frozen=True)
class Execution:
    """How a plan, or a document's event, is carried out by all who are asked."""

    page: PlanPage | OrderPage
    tasks: tuple[TaskExecution, ...]
    known: Organisations
    today: datetime.date

    @cached_property
    def organisations(self) -> list[OrganisationPage]:
        """Those who are asked for something or have reported, by title."""
        involved = {pk for each in self.tasks for pk in (*each.task.asked, *each.answers)}
        return [page for pk, page in self.known.by_id.items() if pk in involved]

    @cached_property
    def counts(self) -> Counter[State]:
        """How many things of organisations are in which state, all tasks together."""
        return sum((each.counts for each in self.tasks), Counter[State]())

    def counts_of(self, organisation: int) -> Counter[State]:
        """How many of the things that an organisation is asked for are in which state."""
        asked = (each for each in self.tasks if organisation in each.task.asked)
        return Counter(found.state for each in asked if (found := each.of(organisation)))


def execution_of(
    page: PlanPage | OrderPage, today: datetime.date | None = None, among: Collection[int] | None = None
) -> Execution:
    """Return how a plan, or a document's event, is carried out, in a number of queries that no size changes.

    `among` are ids: only these organisations are asked.
    """
    return executions_of([page], today, among)[0]


def executions_of(
    pages: Sequence[PlanPage | OrderPage],
    today: datetime.date | None = None,
    among: Collection[int] | None = None,
) -> list[Execution]:
    """Return how pages are carried out; any number of them costs as many queries as one of each kind."""
    known = public_organisations(among)
    today = today or timezone.localdate()
    by_page = tasks_of_plans([page for page in pages if isinstance(page, PlanPage)], known)
    documents = [page for page in pages if isinstance(page, OrderPage)]
    for document, task in zip(documents, tasks_of_documents(documents, known), strict=True):
        by_page[document.pk] = [task]
    answers = answers_to([task for tasks in by_page.values() for task in tasks])
    return [_carried_out(page, by_page[page.pk], answers, known, today) for page in pages]


def carried_out(
    page: PlanPage | OrderPage, tasks: Sequence[Task], known: Organisations, today: datetime.date
) -> Execution:
    """Return how these tasks of a page are carried out, in two queries."""
    return _carried_out(page, tasks, answers_to(tasks), known, today)


def _carried_out(
    page: PlanPage | OrderPage,
    tasks: Sequence[Task],
    answers: Answers,
    known: Organisations,
    today: datetime.date,
) -> Execution:
    carried = tuple(TaskExecution(task, dict(answers.to(task)), today) for task in tasks)
    return Execution(page, carried, known, today)
