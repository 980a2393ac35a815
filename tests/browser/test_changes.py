"""What was changed, and what is not in force any more, in a real browser: on a phone, on a desk, without scripts."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from plans.models import PlanPage
from plans.models.lapsing import AmendsHow
from tests.browser.test_reporting import sign_in, town
from tests.browser.visits import Visitor
from tests.factories import OrderPageFactory
from tests.plans.amending.town_plan import SCHOOLS, draft_of, item_of, make_plan
from tests.restapi.town import SCHOOL, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["town"]

LONG = "Городской конкурс исследовательских и творческих работ обучающихся общеобразовательных организаций"


def amended(town: Town) -> PlanPage:
    """Publish a plan and change it: moved, renamed at length, given to others, added, taken off."""
    plan = make_plan(town)
    draft: Any = draft_of(plan)
    item_of(draft, "Липы").deadline = "до 1 ноября"
    item_of(draft, "Клёны").responsible = f"{town.school.title}\n{SCHOOLS} Заречного муниципального района"
    item_of(draft, "Уроки").title = LONG
    (section,) = draft.sections.get_object_list()
    items = section.items.get_object_list()
    section.items = [*items, type(items[0])(title="Праздник урожая", deadline="декабрь", responsible=SCHOOLS)]
    draft.save_revision().publish()
    gone: Any = draft_of(plan)
    (section,) = gone.sections.get_object_list()
    section.items = [item for item in section.items.get_object_list() if item.title != "Липы"]
    gone.save_revision().publish()
    return PlanPage.objects.get(pk=plan.pk)


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (360, True), (1280, False)])
def test_a_school_follows_what_was_changed_for_it(
    visit: Callable[..., Visitor], town: Town, width: int, scripts: bool
) -> None:
    plan = amended(town)
    visitor = visit(width=width, javascript=True)
    for path in (
        plan.url,
        f"{plan.url}changes/",
        f"{plan.url}changes/?organisation={town.school.pk}",
        town.school.url,
    ):
        assert visitor.open(path).problems == [], path
    visitor = visit(width=width, javascript=scripts)
    sign_in(visitor, town.people[SCHOOL], "/reports/")
    visitor.open("/reports/")
    part = visitor.page.locator("section", has_text="Что изменилось для нас")
    part.get_by_role("link", name=plan.title).last.click()
    assert visitor.page.url.endswith(f"{plan.url}changes/?organisation={town.school.pk}")
    for words in ("было до 15 октября, стало до 1 ноября", "Исключён. Срок был: до 1 ноября", LONG):
        assert words in " ".join(visitor.text.split())


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_not_in_force_says_so_on_top(visit: Callable[..., Visitor], town: Town, width: int) -> None:
    plan = amended(town)
    newer = OrderPageFactory(
        parent=town.tree.documents,
        title=f"О проведении: {LONG}",
        date=datetime.date(2026, 1, 12),
        amends=town.tree.order,
        amends_how=AmendsHow.REPLACES,
    )
    visitor = visit(width=width)
    for path, words in (
        (plan.url, "Не действует вместе с документом"),
        (town.tree.order.url, "Заменён документом"),
        (newer.url, "Заменяет документ"),
        (town.tree.documents.url, "утратил силу"),
        (f"{plan.url}changes/", "Утратил силу с 12 января 2026 г."),
    ):
        assert visitor.open(path).problems == [], path
        assert words in visitor.text, path
