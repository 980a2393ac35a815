"""What an editor hears after saving a plan: deadlines that no calendar understands."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.test import RequestFactory
from wagtail.test.utils.form_data import nested_form_data

from plans.models import PlanPage
from plans.wagtail_hooks import warn_of_deadlines
from tests.factories import OrderPageFactory, PlanPageFactory, Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(rf: RequestFactory) -> Any:
    """A function that returns the warnings about a plan."""

    def warnings(plan: PlanPage, **headers: str) -> list[str]:
        request: Any = rf.get("/", headers=headers)
        request.session = {}
        request._messages = SessionStorage(request)
        warn_of_deadlines(request, plan)
        return [message.message for message in get_messages(request)]

    return warnings


def plan_with(*deadlines: str, year: str = "") -> PlanPage:
    order = OrderPageFactory(school_year="")
    items = [{"title": f"Дело {number}", "deadline": text} for number, text in enumerate(deadlines, 1)]
    plan: PlanPage = PlanPageFactory(parent=order, title="План", school_year=year, items=items)
    return plan


def test_deadlines_that_are_understood_are_not_mentioned(heard: Any) -> None:
    assert heard(plan_with("до 15 октября", "в течение года", "", year="2026/2027")) == []


def test_a_deadline_without_a_year_asks_for_the_year_of_the_plan(heard: Any) -> None:
    (warning,) = heard(plan_with("до 15 октября", "в течение года", "до 1 мая 2026"))
    assert "заполните «Год или учебный год»" in warning
    assert "«Дело 1»" in warning
    assert "Дело 2" not in warning
    assert "Дело 3" not in warning


def test_five_items_at_most_are_named(heard: Any) -> None:
    (warning,) = heard(plan_with(*["когда-нибудь потом"] * 8, year="2026"))
    assert "«Дело 5»" in warning
    assert "Дело 6" not in warning
    assert "и ещё 3" in warning


def test_a_save_by_itself_is_not_commented(heard: Any) -> None:
    assert heard(plan_with("когда-нибудь потом"), accept="application/json") == []


def test_saving_in_the_admin_warns(client: Any, tree: Tree) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    item = {"title": "Субботник", "deadline": "когда-нибудь потом"}
    form = {
        "title": "Новый план",
        "slug": "novyj",
        "kind": "plan",
        "introduction": {"count": 0},
        "sections": {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "sections-0": {"title": "", "ORDER": 1, "DELETE": ""},
        "sections-0-items": {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "sections-0-items-0": {**item, "ORDER": 1, "DELETE": ""},
    }
    response = client.post(f"/admin/pages/add/plans/planpage/{tree.order.pk}/", nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors
    assert any("Срок не понят" in str(message) for message in get_messages(response.wsgi_request))
