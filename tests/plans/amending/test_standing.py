"""Documents that are withdrawn or replaced: they stay readable, say so both ways, and ask nothing any more."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from news.duties import unanswered
from news.execution.execution import execution_of
from news.execution.states import State
from plans.amending.standing import settle
from plans.choosers import public_items
from plans.models import OrderPage, PlanItem, PlanPage
from plans.models.lapsing import AmendsHow, in_force
from search.models import CatalogEntry
from tests.factories import OrderPageFactory
from tests.plans.amending.test_showing import text_of
from tests.plans.amending.town_plan import make_plan
from tests.restapi.town import Town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]

TODAY = datetime.date(2026, 10, 5)
DAY = datetime.timedelta(days=1)
REASON = "Приказ отменён приказом министерства"


@pytest.fixture
def october() -> Any:
    """Stop the clock."""
    with freeze_time("2026-10-05 09:00"):
        yield


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan."""
    return make_plan(town)


def save(page: Any, **values: Any) -> Any:
    """Publish a page with other values."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def withdraw(page: Any) -> Any:
    """Withdraw a page from today on."""
    return save(page, withdrawn_on=TODAY, withdrawn_reason=REASON)


def replacement(town: Town, **facts: Any) -> OrderPage:
    """Publish a document that replaces the town's."""
    made: OrderPage = OrderPageFactory(
        **{
            "parent": town.tree.documents,
            "title": "О новой неделе",
            "number": "200",
            "amends": OrderPage.objects.get(pk=town.tree.order.pk),
            "amends_how": AmendsHow.REPLACES,
            "date": TODAY,
            **facts,
        }
    )
    return made


def due(plan: PlanPage) -> set[str]:
    """Return what of the plan is still asked."""
    found = unanswered(TODAY, TODAY + 90 * DAY)
    titles = {owed.duty.thing.title for owed in found}
    return titles & set(PlanItem.objects.filter(section__page=plan).values_list("title", flat=True))


def asks(plan: PlanPage, town: Town) -> set[bool]:
    """Return the answers of all who want to know whether the plan asks something."""
    page = PlanPage.objects.get(pk=plan.pk)
    states = {task.state for task in execution_of(page, TODAY).tasks}
    entries = CatalogEntry.objects.parts().filter(page=plan)
    return {
        page.in_force,
        bool(due(plan)),
        states != {State.CANCELLED},
        public_items().filter(section__page=plan).exists(),
        PlanItem.objects.in_force().filter(section__page=plan).exists(),
        entries.filter(is_cancelled=False).exists(),
        town.school.duties.filter(page=plan).exists(),
    }


def test_a_plan_in_force_asks(plan: PlanPage, town: Town) -> None:
    assert asks(plan, town) == {True}


def test_a_withdrawn_plan_asks_nothing_and_can_be_read_and_found(
    plan: PlanPage, town: Town, client: Client
) -> None:
    withdraw(plan)
    assert asks(plan, town) == {False}
    page = text_of(client, plan.url)
    assert "Утратил силу с <time" in page
    assert f"Причина: {REASON}" in page
    assert "Липы" in page
    assert "В календарь" not in page
    assert "осталось" not in page
    assert "План, утратил силу" in text_of(client, "/search/?q=план+осени")
    assert "STATUS:CANCELLED" in client.get(f"{plan.url}calendar.ics").text
    assert "STATUS:CONFIRMED" not in client.get(f"{plan.url}calendar.ics").text


def test_a_withdrawn_document_takes_its_plans_along(plan: PlanPage, town: Town, client: Client) -> None:
    order = withdraw(town.tree.order)
    assert asks(plan, town) == {False}
    page = text_of(client, plan.url)
    assert f'Не действует вместе с документом: <a href="{order.url}">' in page
    assert "Приказ, утратил силу" in text_of(client, town.tree.documents.url)
    save(order, withdrawn_on=None, withdrawn_reason="")
    assert asks(plan, town) == {True}
    assert "Утратил силу" not in text_of(client, plan.url)


def test_a_replaced_document_and_its_successor_name_each_other(
    plan: PlanPage, town: Town, client: Client
) -> None:
    newer = replacement(town)
    assert asks(plan, town) == {False}
    old = text_of(client, town.tree.order.url)
    assert f'Заменён документом: <a href="{newer.url}">О новой неделе</a>' in old
    assert f'Заменяет документ: <a href="{town.tree.order.url}">' in text_of(client, newer.url)
    assert "Документ изменён." not in old


@pytest.mark.parametrize("undo", ["unpublish", "delete", "change", "let go", "restrict"])
def test_what_was_replaced_is_in_force_again(plan: PlanPage, town: Town, client: Client, undo: str) -> None:
    newer = replacement(town)
    if undo == "unpublish":
        newer.unpublish()
    elif undo == "delete":
        newer.delete()
    elif undo == "change":
        save(newer, amends_how=AmendsHow.CHANGES)
    elif undo == "let go":
        save(newer, amends=None)
    else:
        PageViewRestriction.objects.create(page=newer, restriction_type="login")
    assert asks(plan, town) == {True}
    assert "Утратил силу" not in text_of(client, town.tree.order.url)
    assert ("О новой неделе" in text_of(client, town.tree.order.url)) == (undo == "change")


def test_a_draft_replaces_nothing(plan: PlanPage, town: Town, client: Client) -> None:
    replacement(town, live=False, title="Готовится замена")
    assert asks(plan, town) == {True}
    assert "Готовится замена" not in text_of(client, town.tree.order.url)


def test_a_withdrawal_that_is_a_draft_withdraws_nothing(plan: PlanPage, town: Town, client: Client) -> None:
    draft = PlanPage.objects.get(pk=plan.pk)
    draft.withdrawn_on = TODAY
    draft.save_revision()
    assert asks(plan, town) == {True}
    assert "Утратил силу" not in text_of(client, plan.url)


def test_a_document_that_changes_another_leaves_it_in_force(
    plan: PlanPage, town: Town, client: Client
) -> None:
    newer = replacement(town, amends_how=AmendsHow.CHANGES)
    assert asks(plan, town) == {True}
    assert newer.url in text_of(client, town.tree.order.url)


@pytest.mark.parametrize("way", ["withdrawn", "replaced"])
def test_a_day_to_come_is_waited_for(plan: PlanPage, town: Town, client: Client, way: str) -> None:
    day = TODAY + 3 * DAY
    if way == "withdrawn":
        save(town.tree.order, withdrawn_on=day)
    else:
        replacement(town, date=day)
    assert asks(plan, town) == {True}
    assert "Утратит силу с" in text_of(client, plan.url)
    with freeze_time("2026-10-08 03:00"):
        assert settle(day) == 1
        assert asks(plan, town) == {False}
        assert "Утратил силу с" in text_of(client, plan.url)


def test_the_morning_run_settles_what_has_lapsed(plan: PlanPage, town: Town) -> None:
    save(plan, withdrawn_on=TODAY + 3 * DAY)
    with freeze_time("2026-10-09 03:00"):
        call_command("remind", verbosity=0)
        assert asks(plan, town) == {False}


def test_what_was_over_before_stays_as_it_was(town: Town) -> None:
    items = [
        {"title": "Летнее дело", "deadline": "август 2026", "responsible": town.school.title},
        {"title": "Осеннее дело", "deadline": "октябрь 2026", "responsible": town.school.title},
    ]
    plan = withdraw(make_plan(town, items=items))
    entries = CatalogEntry.objects.parts().filter(page=plan)
    assert dict(entries.values_list("title", "is_cancelled")) == {"Летнее дело": False, "Осеннее дело": True}


def test_an_event_of_a_withdrawn_document_is_cancelled(town: Town, client: Client) -> None:
    order = save(town.tree.order, event_date=TODAY + 9 * DAY, report_until=TODAY + 12 * DAY)
    make_plan(town)
    assert order.pk in {owed.duty.thing.pk for owed in unanswered(TODAY, TODAY + 30 * DAY)}
    withdraw(order)
    assert order.pk not in {
        owed.duty.thing.pk
        for owed in unanswered(TODAY, TODAY + 30 * DAY)
        if isinstance(owed.duty.thing, OrderPage)
    }
    assert CatalogEntry.objects.pages().get(page=order).is_cancelled
    assert execution_of(OrderPage.objects.get(pk=order.pk), TODAY).tasks[0].state is State.CANCELLED


def test_a_reason_without_a_day_is_meant_from_today_on(plan: PlanPage) -> None:
    assert save(plan, withdrawn_reason=REASON).withdrawn_on == TODAY
    with freeze_time("2026-12-01 09:00"):
        again = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
        again.save_revision().publish()
        assert PlanPage.objects.get(pk=plan.pk).withdrawn_on == TODAY


def test_a_plan_under_a_draft_document_stands_by_itself(town: Town) -> None:
    order = OrderPageFactory(parent=town.tree.documents, live=False, withdrawn_on=TODAY, title="Черновик")
    plan = make_plan(town, parent=order, title="План зимы")
    assert plan.in_force
    assert PlanItem.objects.in_force().filter(section__page=plan).exists()


def test_documents_in_force_are_chosen_by_the_database_too(town: Town) -> None:
    newer = replacement(town)
    assert set(in_force(OrderPage.objects.all())) == {newer}
    withdraw(newer)
    assert not in_force(OrderPage.objects.all()).exists()
