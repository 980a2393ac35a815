"""`@summary`: the body that `summary.json` has, by the same rule of who may see it."""

import pytest
from freezegun import freeze_time
from pydantic import TypeAdapter

from news.summary.restapi import ExecutionSummary
from plans.models import OrderPage
from tests.news.summary.worked_example import FIGURES, TODAY, Example, make_example
from tests.restapi.town import ADMINISTRATOR, COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town


@pytest.fixture
def example(town: Town) -> Example:
    """The plan and its reports, in a town."""
    return make_example(town.tree)


@freeze_time(TODAY)
def test_the_answer_is_what_it_promises(ask: Asker, example: Example) -> None:
    for page in (example.order, example.plan):
        body = ask("GET", f"{page.url}@summary", status=200).json()
        TypeAdapter(ExecutionSummary).validate_python(body)
        assert ask.client.get(f"{page.url}summary.json").json() == body
    body = ask("GET", f"{example.order.url}@summary").json()
    assert body["@id"] == f"http://testserver{example.order.url}@summary"
    assert {**body["figures"], **body["figures"]["categories"]} | FIGURES == {
        **body["figures"],
        **body["figures"]["categories"],
    }
    silent = body["items"][1]["silent"]
    assert silent == [str(example.schools[3].translation_key)]
    assert silent[0] in [row["UID"] for row in body["organisations"]]


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 401), (SCHOOL, 403), (OTHER_SCHOOL, 403), (PRESS, 200), (COORDINATOR, 200), (ADMINISTRATOR, 200)],
)
def test_who_may_ask(
    ask: Asker,
    town: Town,
    example: Example,
    role: str | None,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    OrderPage.objects.update(execution_is_public=False)
    user = town.people[role] if role else None
    body = ask("GET", f"{example.order.url}@summary", user=user, status=status).json()
    assert ("reports" in body.get("figures", {})) == (status == 200)
    assert ("refused" in caplog.text) == (status == 403)


def test_a_draft_has_none(ask: Asker, town: Town, example: Example) -> None:
    example.plan.unpublish()
    ask("GET", f"{example.plan.url}@summary", status=404)
    ask("GET", f"{example.plan.url}@summary", user=town.people[PRESS], status=404)


@pytest.mark.parametrize(
    "query", ["from=yesterday", "until=2026-02-31", "from=2026-10-02&until=2026-10-01", "x=1"]
)
def test_nonsense_is_named(ask: Asker, example: Example, query: str) -> None:
    problem = ask("GET", f"{example.plan.url}@summary?{query}", status=400).json()
    assert problem["errors"][0]["loc"][0] == "query"
