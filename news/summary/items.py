"""Rows of a summary by item, in the order and under the headings of the plan."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.templatetags.dates import date_words
from news.execution.execution import TaskExecution
from news.execution.states import State
from news.summary.reports import Report
from news.summary.rows import Item, Note, Organisation, Section
from news.summary.words import execution_words, plain
from plans.models import OrderPage, PlanItem, PlanPage

# How long the title of an item without a number may be in a list.
LABEL = 60


class Itemising:
    """Makes rows of tasks. `names` are the organisations that everybody sees, by id."""

    def __init__(
        self,
        page: PlanPage | OrderPage,
        names: dict[int, Organisation],
        reports: Iterable[Report],
        today: datetime.date,
    ) -> None:
        self.page, self.names, self.today = page, names, today
        self.places = {pk: place for place, pk in enumerate(names)}
        self.reports: dict[uuid.UUID | None, list[Report]] = defaultdict(list)
        for report in reports:
            self.reports[report.about].append(report)

    def sections(self, tasks: list[TaskExecution]) -> Iterator[Section]:
        """Yield the sections with their rows; in a document each plan's heading stands before its sections."""
        is_document = isinstance(self.page, OrderPage)
        for page, of_page in groupby(tasks, key=attrgetter("task.page")):
            if isinstance(page, OrderPage):
                yield Section(_("Событие по документу"), tuple(map(self._item, of_page)))
                continue
            if is_document:
                yield Section(plain(self._heading(page)))
            for section, of_section in groupby(of_page, key=attrgetter("task.thing.section")):
                yield Section(plain(section.title), tuple(map(self._item, of_section)))

    def _heading(self, plan: PlanPage) -> str:
        number = _("Приложение %(number)s") % {"number": plan.appendix_number} if plan.appendix_number else ""
        return ". ".join(filter(None, [number, plan.heading]))

    def _item(self, each: TaskExecution) -> Item:
        thing, asked, counts = each.task.thing, each.task.asked, each.counts
        own = self.reports.get(each.task.uid, [])
        answered = [standing.state for pk, standing in each.answered.items() if pk in asked]
        late, done = counts[State.DONE_LATE], counts[State.DONE] + counts[State.DONE_LATE]
        if each.task.is_continuous:
            done = len(answered)
        number = plain(thing.number) if isinstance(thing, PlanItem) else ""
        silent = self._silent(each)
        return Item(
            uid=each.task.uid,
            label=self._label(thing, number),
            number=number,
            is_subitem=isinstance(thing, PlanItem) and thing.is_subitem,
            title=plain(thing.title),
            deadline=plain(thing.deadline) if isinstance(thing, PlanItem) else self._until(each),
            parties=self._parties(thing),
            url=f"{each.task.page.url}#{thing.anchor}" if isinstance(thing, PlanItem) else thing.url,
            state=each.state,
            asked=len(asked),
            done=done,
            late=late,
            overdue=counts[State.OVERDUE],
            silent=silent,
            silent_state=each.unanswered.state,
            last_day=max((occasion.last for occasion in each.task.occasions), default=None),
            reports=len(own),
            participants=sum(report.participants_total for report in own),
            notes=tuple(self._notes(each)),
            execution=execution_words(
                each.state,
                asked=len(asked),
                done=done,
                late=late,
                begun=sum(state.is_counted and not state.is_done for state in answered),
                overdue=counts[State.OVERDUE],
                others=[self.names[pk].title for pk in each.answers if pk in self.names and pk not in asked],
                silent=[organisation.title for organisation in silent],
            ),
        )

    def _silent(self, each: TaskExecution) -> tuple[Organisation, ...]:
        if not each.unanswered.state.is_counted:
            return ()
        return tuple(self.names[pk] for pk in sorted(each.silent, key=self.places.__getitem__))

    def _notes(self, each: TaskExecution) -> Iterator[Note]:
        """Yield the owners' notes by day; the name of one who has no public page is not told."""
        answers = [answer for found in each.answers.values() for answer in found]
        noted = [answer for answer in answers if answer.completion and answer.about == each.task.uid]
        for answer in sorted(noted, key=lambda answer: (answer.day, answer.completion)):
            owner = self.names.get(answer.organisation) if answer.organisation else None
            yield Note(answer.day, owner.title if owner else "", plain(answer.title), plain(answer.url))

    def _label(self, thing: PlanItem | OrderPage, number: str) -> str:
        if isinstance(thing, OrderPage):
            return _("событие")
        label = number.rstrip(".") or Truncator(plain(thing.title)).chars(LABEL)
        appendix = thing.section.page.appendix_number if isinstance(self.page, OrderPage) else ""
        return (
            _("прил. %(appendix)s: %(label)s") % {"appendix": appendix, "label": label} if appendix else label
        )

    def _parties(self, thing: PlanItem | OrderPage) -> tuple[str, ...]:
        written = thing.parties if isinstance(thing, PlanItem) else thing.report_from.splitlines()
        return tuple(filter(None, map(plain, written)))

    def _until(self, each: TaskExecution) -> str:
        """Return until when a document wants reports, which its own text may say in many words."""
        return ", ".join(_("до %s") % date_words(occasion.last) for occasion in each.task.occasions)
