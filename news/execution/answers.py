"""What answers tasks: public reports, as the catalog has them, and owners' notes that something was done."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from news.execution.tasks import Task
from news.models import Completion, EventReportPage
from plans.models import PlanItem
from search.models import CatalogEntry


@dataclass(frozen=True)
class Answer:
    """That an organisation did something on a day; `report` is the page that tells of it, `completion` the note."""

    about: uuid.UUID
    organisation: int | None
    day: datetime.date
    title: str
    url: str = ""
    report: int | None = None
    completion: int | None = None


class Answers:
    """Answers by what they are about and who gives them."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._found: dict[uuid.UUID, dict[int | None, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        for answer in answers:
            self._found[answer.about][answer.organisation].append(answer)

    def to(self, task: Task) -> dict[int | None, list[Answer]]:
        """Return the answers to a task by organisation."""
        if not task.also_answered_by:
            return self._found.get(task.uid, {})
        found: dict[int | None, list[Answer]] = defaultdict(list)
        for uid in (task.uid, *task.also_answered_by):
            for organisation, answers in self._found.get(uid, {}).items():
                found[organisation] += answers
        return found


def answers_to(tasks: Collection[Task]) -> Answers:
    """Return what everybody may see of the answers to the tasks, in two queries."""
    about = {uid for task in tasks for uid in (task.uid, *task.also_answered_by)}
    return Answers([*_reports(about), *_completions(about)])


def _reports(about: Collection[uuid.UUID]) -> Iterator[Answer]:
    entries = CatalogEntry.objects.pages().of_type(EventReportPage._meta.label).filter(about__in=about)
    rows = entries.newest().values_list("about", "organisation", "end", "date", "title", "url", "page")
    for uid, organisation, end, date, title, url, page in rows:
        if uid:
            yield Answer(uid, organisation, end or date, title, url, report=page)


def _completions(about: Collection[uuid.UUID]) -> Iterator[Answer]:
    items = PlanItem.objects.filter(uid__in=about)
    rows = Completion.objects.filter(item__in=items).values_list(
        "item__uid", "organisation", "day", "note", "link", "pk"
    )
    for uid, organisation, day, note, link, pk in rows:
        yield Answer(uid, organisation, day, note, link, completion=pk)
