"""Which panels stand on the admin's start page: a school's work, an authority's plans, the press service's queue."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.permissions import page_permission_policy

from news.board.listing import lines_of, manages_any, nearest_plans
from news.reporting import desk, subjects
from news.reviewing.queue import may_review, number_waiting
from news.start.reviewing import first_waiting, other_reviews
from plans.amending.showing import changed_for

# What Wagtail shows of everybody's work. Its lists of one's own edits and locks stay, but for schools.
OF_OTHERS = (home.WorkflowObjectsToModeratePanel,)
# So many reports of those that were published.
LATELY = 5
# So many plans, the nearest deadline first.
PLANS = 10


class StartPanel(Component):
    """A panel with its template; `shown` is what stands there."""

    def __init__(self, name: str, order: int, **shown: Any) -> None:
        self.name, self.order, self.shown = name, order, shown
        self.template_name = f"news/start/{name}.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the template shows."""
        return {"request": parent_context["request"], **self.shown}

    class Media:
        css = {"all": ["editors/review.css"]}


def construct(request: HttpRequest, panels: list[Any]) -> None:
    """Put the role's panels first, and take out what shows the work of others."""
    user = request.user
    kept = [panel for panel in panels if not isinstance(panel, OF_OTHERS)]
    if may_review(user):
        panels[:] = [*_of_reviewer(user), *kept]
        return
    school = list(_of_school(user))
    panels[:] = [*school, *_of_coordinator(user), *([] if school else kept)]


def leave_out_counts(request: HttpRequest, items: list[Any]) -> None:
    """Keep Wagtail's counts of pages and files for the press service: to others they say nothing."""
    if not page_permission_policy.user_has_permission(request.user, "publish"):
        items.clear()


def _of_school(user: Any) -> Iterator[StartPanel]:
    """Yield what is asked, what came back, drafts, what waits, what was published; nothing for who is of no school."""
    if page_permission_policy.user_has_permission(user, "publish"):
        return  # who publishes writes for nobody in particular
    organisations = desk.organisations_of(user)
    if not organisations:
        return
    lines = sorted(desk.lines(organisations, user, own=False), key=lambda line: line.state)
    by_state = {state: list(found) for state, found in groupby(lines, key=lambda line: line.state)}
    if by_state.get("returned"):
        yield StartPanel("returned", 10, lines=by_state["returned"])
    yield StartPanel("asked", 20, subjects=subjects.asked(organisations), organisations=organisations)
    changed = changed_for(organisations)
    if changed:
        yield StartPanel("changed", 25, amendments=changed, organisations=organisations)
    for name, order in (("draft", 30), ("pending", 40)):
        if by_state.get(name):
            yield StartPanel(name, order, lines=by_state[name])
    if by_state.get("published"):
        yield StartPanel("published", 50, lines=by_state["published"][:LATELY])


def _of_coordinator(user: Any) -> Iterator[StartPanel]:
    plans = nearest_plans(user, PLANS) if manages_any(user) else []
    if plans:
        yield StartPanel("plans", 60, lines=lines_of(plans))


def _of_reviewer(user: Any) -> Iterator[StartPanel]:
    rows = first_waiting(user)
    yield StartPanel("queue", 10, rows=rows, number=number_waiting(user))
    others = other_reviews(user)
    if others:
        yield StartPanel("others", 20, states=others)
