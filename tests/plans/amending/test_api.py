"""Programs withdraw documents, replace them and read what was changed."""

import pytest
from django.utils import timezone

from plans.models import OrderPage, PlanPage
from plans.models.lapsing import AmendsHow
from tests.plans.amending.test_standing import REASON, replacement
from tests.plans.amending.town_plan import make_plan
from tests.restapi.town import PRESS, SCHOOL, Asker, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan."""
    return make_plan(town)


def test_circles_are_refused_in_words(town: Town, ask: Asker) -> None:
    press, order = town.people[PRESS], town.tree.order
    newer = replacement(town)
    newest = replacement(town, title="О новейшей неделе", number="201", amends=newer)
    for body, words in (
        ({"amends": order.full_url}, "не может изменять или заменять сам себя"),
        ({"amends": newest.full_url}, "«О новейшей неделе» сам изменяет или заменяет этот"),
    ):
        for state in ({}, {"review_state": "private"}):
            answer = ask("PATCH", order.url, {**body, **state}, press, status=400)
            assert words in answer.text
    assert OrderPage.objects.get(pk=order.pk).amends is None


def test_the_api_withdraws_and_takes_back(plan: PlanPage, town: Town, ask: Asker) -> None:
    press = town.people[PRESS]
    ask("PATCH", plan.url, {"withdrawn_reason": REASON}, press, status=204)
    told = ask("GET", plan.url).json()
    assert (told["withdrawn_on"], told["withdrawn_reason"], told["in_force"]) == (
        timezone.localdate().isoformat(),
        REASON,
        False,
    )
    ask("PATCH", plan.url, {"withdrawn_reason": "", "withdrawn_on": None}, press, status=204)
    assert ask("GET", plan.url).json()["in_force"] is True
    ask("PATCH", plan.url, {"withdrawn_reason": "x"}, town.people[SCHOOL], status=403)


def test_the_api_replaces(plan: PlanPage, town: Town, ask: Asker) -> None:
    newer = replacement(town, amends=None, amends_how=AmendsHow.CHANGES)
    body = {"amends": town.tree.order.full_url, "amends_how": "replaces"}
    ask("PATCH", newer.url, body, town.people[PRESS], status=204)
    assert not PlanPage.objects.get(pk=plan.pk).in_force
