"""`@execution`: the board's numbers for programs, held to the document of the API; who is answered."""

from typing import Any

import pytest
from django.test import Client

from news.board.figures import Figures
from news.execution.execution import execution_of
from plans.models import PlanPage
from tests.news.board.conftest import item
from tests.restapi import contract
from tests.restapi.town import ANONYMOUS, COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture(scope="module", autouse=True)
def types(routes: None) -> None:
    """The types of pages are made when they are asked for first: with a clock that runs."""
    contract.described()


@pytest.fixture(autouse=True)
def held_to_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every good answer must be what the document says."""
    monkeypatch.setattr("restapi.views.service_response", contract.held_to_contract())


def asked(plan: Any, query: str = "") -> Any:
    """Return the answer."""
    response = Client().get(f"{plan.url}@execution{query}", headers={"accept": "application/json"})
    assert response.status_code == 200, response.content[:500]
    return response.json()


def test_the_numbers_are_the_boards(answered: PlanPage, town: Town) -> None:
    body = asked(answered)
    figures = Figures(execution_of(answered).counts)
    assert body["figures"] == {"asked": 8, "done": 2, "done_late": 1, "overdue": 1, "due_soon": 2}
    assert (figures.asked, figures.done, figures.late, figures.overdue, figures.soon) == (8, 2, 1, 1, 2)
    assert body["organisations_total"] == 3
    assert body["sections"][1] == {
        "title": "2. Работа с малышами", "asked": 1, "done": 0, "done_late": 0, "overdue": 1, "due_soon": 0
    }  # fmt: skip
    lime = body["items"][0]
    assert (lime["number"], lime["title"], lime["state"]) == ("1.1", "Липы", "done_late")
    assert lime["organisations"] == {"done": 1, "done_late": 1}
    assert lime["standing"] is None
    assert [task["number"] for task in body["items"]] == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
        "1.6",
        "1.7",
        "2.1",
    ]


def test_one_organisation(answered: PlanPage, town: Town) -> None:
    for name in (str(town.school.translation_key), town.school.url):
        body = asked(answered, f"?organisation={name}")
        assert [task["standing"]["state"] for task in body["items"]] == [
            "done", "due_soon", "in_progress", "not_begun", "cancelled", "continuous"
        ]  # fmt: skip
        assert body["items"][2]["standing"]["done"] == 1
        assert body["items"][2]["standing"]["times"] == 9
        assert body["items"][0]["standing"]["deeds"][0]["report"]["title"] == f"Липы: {town.school.title}"
    assert [task["title"] for task in asked(answered, f"?organisation={name}&state=done")["items"]] == [
        "Липы"
    ]


def test_one_item_and_batches(answered: PlanPage, town: Town) -> None:
    body = asked(answered, f"?item={item('Липы').uid}")
    assert [(row["organisation"]["title"], row["state"]) for row in body["items"]] == [
        (town.other_school.title, "done_late"), (town.school.title, "done")
    ]  # fmt: skip
    assert len(asked(answered, f"?item={item('Липы').uid}&state=done")["items"]) == 1
    first = asked(answered, "?b_size=3")
    assert (len(first["items"]), first["items_total"]) == (3, 8)
    assert "next" in first["batching"]


def test_a_document_answers_too(answered: PlanPage, town: Town) -> None:
    order = town.tree.order
    order.report_from, order.execution_is_public = town.school.title, True
    order.save_revision().publish()
    body = asked(order)
    assert [(task["title"], task["state"]) for task in body["items"]] == [(order.title, "done")]


@pytest.mark.parametrize(
    "query", ["?item=x", "?organisation=nobody", "?state=lost", "?stat=done", "?item=%00"]
)
def test_what_is_not_known_is_a_400(answered: PlanPage, query: str) -> None:
    response = Client().get(f"{answered.url}@execution{query}", headers={"accept": "application/json"})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")


def test_it_is_for_who_manages(answered: PlanPage, town: Town, ask: Asker) -> None:
    answered.execution_is_public = False
    answered.save()
    expected = {ANONYMOUS: 401, SCHOOL: 403, OTHER_SCHOOL: 403, COORDINATOR: 200, PRESS: 200}
    for role, status in expected.items():
        ask("GET", f"{answered.url}@execution", user=town.people.get(role), status=status)


def test_an_empty_plan_answers(plan: PlanPage) -> None:
    plan.sections.all().delete()
    plan.save_revision().publish()
    body = asked(PlanPage.objects.get(pk=plan.pk))
    assert (body["items"], body["sections"], body["organisations_total"]) == ([], [], 0)
    assert body["figures"]["asked"] == 0
