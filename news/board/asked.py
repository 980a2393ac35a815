"""What of a board is asked for: a plain GET form, whose state lives in the address. Nonsense chooses everything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from home.models import OrganisationPage
from news.execution.execution import Execution, TaskExecution
from news.execution.states import State
from plans.models import PlanItem, PlanSection
from search.text import fold

LONGEST = 200
BY_OVERDUE = "overdue"
_STATES = {state.value: state for state in State}


@dataclass(frozen=True)
class Choices:
    """What the form offers: of all that the board has."""

    sections: list[PlanSection]
    kinds: list[OrganisationPage.Kind]
    districts: list[str]
    states: list[State]


@dataclass(frozen=True)
class Asked:
    """A visitor's choice; the empty one chooses everything, organisations by name."""

    state: State | None = None
    section: int | None = None
    kind: str = ""
    district: str = ""
    words: str = ""
    order: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Asked:
        """Return the choice of `?state=&section=&kind=&district=&q=&order=overdue`."""
        state, section, kind = query.get("state", ""), query.get("section", ""), query.get("kind", "")
        return cls(
            state=_STATES.get(state),
            section=int(section) if section.isdecimal() and len(section) < 10 else None,
            kind=kind if kind in OrganisationPage.Kind.values else "",
            district=query.get("district", "").strip()[:LONGEST],
            words=query.get("q", "").replace("\0", " ").strip()[:LONGEST],
            order=BY_OVERDUE if query.get("order") == BY_OVERDUE else "",
        )

    @property
    def is_anything(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.state or self.section or self.kind or self.district or self.words)

    def narrowed(self, execution: Execution) -> Execution:
        """Return what is asked for of a plan's tasks: those of a section, those that stand so for somebody."""
        chosen = tuple(each for each in execution.tasks if self._fits(each))
        return replace(execution, tasks=chosen)

    def organisations(self, execution: Execution) -> list[OrganisationPage]:
        """Return the organisations that are asked for, of those involved, in the order that is."""
        words = fold(self.words).split()
        found = [
            page
            for page in execution.organisations
            if (not self.kind or page.kind == self.kind)
            and (not self.district or page.district == self.district)
            and all(word in fold(" ".join(page.names)) for word in words)
            and (not self.state or execution.counts_of(page.pk)[self.state])
        ]
        if self.order:
            found.sort(key=lambda page: -execution.counts_of(page.pk)[State.OVERDUE])
        return found

    def _fits(self, each: TaskExecution) -> bool:
        item = each.task.thing
        in_section = not self.section or (isinstance(item, PlanItem) and item.section_id == self.section)
        return in_section and (not self.state or self.state in each.counts or each.state is self.state)


def choices_of(execution: Execution) -> Choices:
    """Return what there is to choose from on a board."""
    items = [each.task.thing for each in execution.tasks]
    sections = {item.section.pk: item.section for item in items if isinstance(item, PlanItem)}
    organisations = execution.organisations
    return Choices(
        sections=[section for section in sections.values() if section.title],
        kinds=[kind for kind in OrganisationPage.Kind if any(page.kind == kind for page in organisations)],
        districts=sorted({page.district for page in organisations if page.district}),
        states=[state for state in State if state in execution.counts],
    )
