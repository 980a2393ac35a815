"""Programs withdraw documents, replace them and read what was changed."""

import uuid

import pytest
from django.utils import timezone

from plans.models import OrderPage, PlanItem, PlanPage
from plans.models.lapsing import AmendsHow
from tests.plans.amending.test_standing import REASON, replacement
from tests.plans.amending.town_plan import edit, make_plan, setting
from tests.restapi.town import PRESS, SCHOOL, Asker, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan."""
    return make_plan(town)


def test_amendments_are_read(plan: PlanPage, town: Town, ask: Asker) -> None:
    assert ask("GET", f"{plan.url}@amendments").json()["items"] == []
    edit(plan, setting("Липы", deadline="до 1 ноября"))
    edit(plan, setting("Клёны", title="Аллея"))
    edit(plan, setting("Уроки", title="Тайное"), publish=False)
    answer = ask("GET", f"{plan.url}@amendments").json()
    assert [each["summary"] for each in answer["items"]] == ["1 пункт изменён", "1 пункт перенесён"]
    (moved,) = answer["items"][1]["changes"]
    item = PlanItem.objects.get(title="Липы")
    assert moved == {
        "item": str(item.uid),
        "@id": f"http://testserver{plan.url}#{item.anchor}",
        "title": "1 Липы",
        "change": "moved",
        "before": {"text": "до 15 октября", "start": None, "end": "2026-10-15"},
        "after": {"text": "до 1 ноября", "start": None, "end": "2026-11-01"},
    }
    own = ask("GET", f"{plan.url}@amendments?organisation={town.school.translation_key}").json()
    assert own["items"] == answer["items"][1:]
    assert ask("GET", f"{plan.url}@amendments?b_size=1&b_start=1").json()["items"] == answer["items"][1:]
    for organisation in ("nobody", uuid.uuid4()):
        ask("GET", f"{plan.url}@amendments?organisation={organisation}", status=400)
    PlanPage.objects.get(pk=plan.pk).unpublish()
    ask("GET", f"{plan.url}@amendments", status=404)


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
    statuses = {item["title"]: item["status"] for item in ask("GET", f"{plan.url}@items").json()["items"]}
    assert statuses["Уроки"] == "cancelled"
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
