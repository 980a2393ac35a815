"""`@rating`: programs read the numbers that people see, and no more than people."""

import pytest
from freezegun import freeze_time

from news.rating.rating import freeze
from tests.factories import Tree
from tests.news.rating.regulations import moscow, organisation, regulation, report
from tests.restapi.shapes import held_to_promise
from tests.restapi.town import PRESS, SCHOOL, Asker, Town

CLOSED = moscow("2026-06-01 00:01")


def test_programs_read_the_same_numbers(tree: Tree, ask: Asker) -> None:
    document, lyceum = regulation(tree), organisation(tree, "Лицей")
    report(lyceum, document, participants=120, title="Липы у лицея")
    report(lyceum, document, partners=1)
    report(organisation(tree, "Гимназия"), document)
    answer = held_to_promise("rating", ask("GET", f"{document.url}@rating").json())
    assert [
        (each["title"], each["first_place"], each["last_place"], each["points"]) for each in answer["items"]
    ] == [("Лицей", 1, 1, 22), ("Гимназия", 2, 2, 5)]
    best = answer["items"][0]["reports"][0]
    assert best["report"]["title"] == "Липы у лицея"
    assert best["lines"][1] == {"kind": "participants", "number": 120, "points": 10, "is_capped": True}
    assert answer["rule"]["terms"]["participants"] == {"points": 1, "group": 10, "most": 10}
    assert (answer["until"], answer["frozen_at"]) == ("2026-05-31", None)
    with freeze_time(CLOSED):
        freeze(document)
    document.reports.all().delete()
    closed = held_to_promise("rating", ask("GET", f"{document.url}@rating").json())
    assert closed["frozen_at"] == "2026-06-01T00:01:00+03:00"
    assert closed["items"][0]["points"] == 22
    assert closed["items"][0]["reports"][0]["report"] is None


def test_programs_see_no_more_than_people(town: Town, ask: Asker, caplog: pytest.LogCaptureFixture) -> None:
    document = regulation(town.tree, execution_is_public=False)
    url = f"{document.url}@rating"
    ask("GET", url, status=401)
    ask("GET", url, user=town.people[SCHOOL], status=403)
    assert "refused" in caplog.text
    ask("GET", url, user=town.people[PRESS], status=200)
    ask("GET", f"{town.tree.order.url}@rating", user=town.people[PRESS], status=404)
