"""The admin's listing of boards: whose plans stand there, in which order, with which numbers; and the ways to a board."""

import datetime
import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from plans.models import PlanPage
from tests.factories import OrderIndexPageFactory, OrderPageFactory, PlanPageFactory
from tests.news.board.test_board import words
from tests.restapi.town import ADMINISTRATOR, ANONYMOUS, COORDINATOR, PRESS, ROLES, SCHOOL, Town

pytestmark = pytest.mark.usefixtures("today")
LISTING = "/admin/execution/"


def listing(town: Town, query: str = "", role: str = COORDINATOR) -> str:
    client = Client()
    client.force_login(town.people[role])
    response = client.get(f"{LISTING}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_plans_stand_there_with_their_numbers_the_nearest_first(answered: PlanPage, town: Town) -> None:
    page = words(listing(town))
    assert "План осени Ближайший срок — через 5 дней: Кормушки · сделали 0 из 2 ✓" in page
    assert "✓ сделано 2 из 8 (25 %) · ✓! из них поздно 1 · ! просрочено 1 · ◷ скоро срок 2" in page
    assert page.index("План осени") < page.index(town.tree.plan.title)
    assert f'href="{answered.url}execution/"' in listing(town)


def test_documents_that_ask_for_something_stand_there_too(answered: PlanPage, town: Town) -> None:
    assert town.tree.order.title not in words(listing(town))
    order = town.tree.order
    order.report_from = town.school.title
    order.save_revision().publish()
    page = words(listing(town))
    assert f"{order.title} Впереди сроков нет. ✓ сделано 1 из 1 (100 %)" in page


@pytest.mark.parametrize(
    ("query", "is_found"), [("?q=ОСЕНИ+план", True), ("?q=весны", False), ("?q=%00", True)]
)
def test_words_of_titles_are_found(answered: PlanPage, town: Town, query: str, is_found: bool) -> None:
    page = words(listing(town, query))
    assert ("План осени" in page) is is_found
    assert ("С такими словами ничего нет" in page) is not is_found


def test_others_plans_and_drafts_are_not_there(answered: PlanPage, town: Town) -> None:
    PlanPageFactory(parent=town.tree.order, title="Черновой план", live=False)
    foreign = OrderPageFactory(parent=OrderIndexPageFactory(title="Чужие документы"))
    PlanPageFactory(parent=foreign, title="Чужой план")
    own, all_of_them = words(listing(town)), words(listing(town, role=PRESS))
    assert "Черновой план" not in own + all_of_them
    assert "Чужой план" not in own
    assert "Чужой план" in all_of_them


def test_what_has_lapsed_says_so_and_stands_last(answered: PlanPage, town: Town) -> None:
    answered.withdrawn_on = datetime.date(2026, 9, 1)
    answered.save_revision().publish()
    page = words(listing(town))
    assert "План осени × Утратил силу Кто что выполнил" in page
    assert page.index(town.tree.plan.title) < page.index("План осени")


def test_what_stands_below_a_replaced_document_has_lapsed_too(answered: PlanPage, town: Town) -> None:
    order = town.tree.order
    OrderPageFactory(
        parent=order.get_parent().specific,
        amends=order,
        amends_how="replaces",
        date=datetime.date(2026, 9, 1),
    ).save_revision().publish()
    assert "План осени × Утратил силу" in words(listing(town))
    client = Client()
    client.force_login(town.people[COORDINATOR])
    assert "План осени" not in client.get("/admin/").content.decode()


def test_who_manages_nothing_is_refused(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    for role in ROLES:
        client = Client()
        if role != ANONYMOUS:
            client.force_login(town.people[role])
        is_in = role in (COORDINATOR, PRESS, ADMINISTRATOR)
        with caplog.at_level(logging.WARNING):
            assert (client.get(LISTING).status_code == 200) is is_in, role
        if role != ANONYMOUS:
            assert (LISTING in client.get("/admin/").content.decode()) is is_in, role
    assert "manages no plans" in caplog.text


def test_a_superuser_sees_all(answered: PlanPage) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    assert "План осени" in words(client.get(LISTING).content.decode())


def test_the_editor_leads_to_the_board(answered: PlanPage, town: Town) -> None:
    client = Client()
    client.force_login(town.people[COORDINATOR])
    for page, is_offered in ((answered, True), (town.tree.order, True), (town.tree.documents, False)):
        editor = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert (f'href="{page.url}execution/"' in editor) is is_offered
    draft = PlanPageFactory(parent=town.tree.order, live=False)
    assert '/execution/"' not in client.get(f"/admin/pages/{draft.pk}/edit/").content.decode().replace(
        LISTING, ""
    )


def test_a_school_has_no_button(answered: PlanPage, town: Town) -> None:
    client = Client()
    client.force_login(town.people[SCHOOL])
    report = client.get(f"/admin/pages/{town.draft.pk}/edit/").content.decode()
    assert "execution/" not in report


def test_more_plans_cost_no_more_queries(
    answered: PlanPage, town: Town, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(town.people[COORDINATOR])
    client.get(LISTING)
    with django_assert_max_num_queries(35) as few:
        client.get(LISTING)
    for _each in range(4):
        PlanPageFactory(parent=town.tree.order)
    with django_assert_max_num_queries(len(few)):
        client.get(LISTING)
