"""An official document's page."""

import datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import OrganisationPage, StandardPage
from news.models import EventReportPage
from plans.models import OrderPage, PlanPage
from tests.factories import OrderPageFactory, PlanPageFactory, Tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "requisites"),
    [
        ({"number": "12", "date": datetime.date(2026, 9, 1)}, "Приказ № 12 от 1 сентября 2026 г."),
        ({"number": "", "date": None}, "Приказ"),
        ({"number": "7", "date": None, "kind": "protocol"}, "Протокол № 7"),
    ],
)
def test_requisites_say_what_is_known(facts: dict[str, object], requisites: str) -> None:
    assert OrderPage(title="О деле", **facts).requisites == requisites


def test_a_document_shows_its_public_appendices_only(tree: Tree, client: Client) -> None:
    hidden = PlanPageFactory(parent=tree.order, title="Закрытый план")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = PlanPageFactory(parent=tree.order, title="Черновик плана", live=False)
    page = client.get(tree.order.url).content.decode()
    assert tree.plan.url in page
    assert hidden.title not in page
    assert draft.title not in page


def test_an_amended_document_names_the_one_that_amends_it(tree: Tree, client: Client) -> None:
    newer = OrderPageFactory(parent=tree.documents, title="О внесении изменений", amends=tree.order)
    assert newer.url in client.get(tree.order.url).content.decode()
    assert tree.order.url in client.get(newer.url).content.decode()


def test_a_draft_that_amends_a_document_is_not_named(tree: Tree, client: Client) -> None:
    draft = OrderPageFactory(parent=tree.documents, title="Готовится отмена", amends=tree.order, live=False)
    assert draft.title not in client.get(tree.order.url).content.decode()


def test_nobody_can_put_a_plan_under_a_school() -> None:
    assert not PlanPage.can_exist_under(OrganisationPage())
    assert not OrderPage.can_exist_under(OrganisationPage())
    assert not EventReportPage.can_exist_under(OrderPage())
    assert not StandardPage.can_exist_under(OrganisationPage())
