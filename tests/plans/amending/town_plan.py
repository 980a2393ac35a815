"""A public plan of the town, and how the tests change and read it."""

from collections.abc import Callable
from typing import Any

from home.models import OrganisationPage
from plans.amending.showing import Shown, amendments_of, shown
from plans.models import PlanChange, PlanItem, PlanPage
from tests.factories import PlanPageFactory
from tests.restapi.town import Town

SCHOOLS = "Общеобразовательные организации"


def make_plan(town: Town, **facts: Any) -> PlanPage:
    """Publish a plan: an item of one school, one of another, one of all schools."""
    items = [
        {"number": "1", "title": "Липы", "deadline": "до 15 октября", "responsible": town.school.title},
        {"number": "2", "title": "Клёны", "deadline": "ноябрь", "responsible": town.other_school.title},
        {"number": "3", "title": "Уроки", "deadline": "в течение года", "responsible": SCHOOLS},
    ]
    plan: PlanPage = PlanPageFactory(
        **{"parent": town.tree.order, "title": "План осени", "items": items, **facts}
    )
    return plan


def draft_of(plan: PlanPage) -> Any:
    """Return the plan's latest draft."""
    return PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()


def item_of(draft: Any, title: str) -> PlanItem:
    """Return an item of a draft."""
    found: PlanItem = next(
        item
        for section in draft.sections.get_object_list()
        for item in section.items.get_object_list()
        if item.title == title
    )
    return found


def edit(plan: PlanPage, change: Callable[[Any], None], publish: bool = True, user: Any = None) -> Any:
    """Change the plan as an editor does; returns the revision."""
    draft = draft_of(plan)
    change(draft)
    revision = draft.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    return revision


def setting(which: str, /, **values: Any) -> Callable[[Any], None]:
    """Return a change of an item's fields."""

    def change(draft: Any) -> None:
        item = item_of(draft, which)
        for name, value in values.items():
            setattr(item, name, value)

    return change


def kinds(plan: Any) -> list[tuple[str, str]]:
    """Return what was changed in the plan, by title and kind, in order."""
    rows = PlanChange.objects.filter(amendment__page=plan.pk).order_by("pk")
    return [(row.title.partition(" ")[2] or row.title, row.kind) for row in rows]


def told(plan: Any, organisation: OrganisationPage | None = None) -> list[Shown]:
    """Return the amendments as they are shown, the newest first."""
    return shown(amendments_of(plan, organisation), [organisation] if organisation else None)
