"""A document's rule for the most active: its weights in the editor and through the API."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.kinds import DocumentKind
from plans.models import OrderPage
from tests.restapi.town import ADMINISTRATOR, Asker, Town

WEIGHTS = {
    "rating_on_time": 5,
    "rating_late": 2,
    "rating_participants": 1,
    "rating_group": 10,
    "rating_participants_most": 10,
    "rating_partner": 2,
    "rating_link": 1,
    "rating_picture": 1,
    "rating_pictures_most": 5,
}


def weights(page: OrderPage) -> dict[str, Any]:
    page.refresh_from_db()
    return {name: getattr(page, name) for name in WEIGHTS}


def test_a_document_begins_with_the_defaults(town: Town) -> None:
    assert weights(town.tree.order) == WEIGHTS


def test_the_editor_shows_the_rule_with_what_is_usual(town: Town, client: Client) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[town.tree.order.pk])).content.decode()
    for name, default in WEIGHTS.items():
        field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert field, name
        assert f'value="{default}"' in field[0]
    assert "Обычно 10: балл за каждые 10 участников." in page


def test_programs_write_the_rule(town: Town, ask: Asker) -> None:
    user, url = town.people[ADMINISTRATOR], town.tree.order.url
    ask("PATCH", url, {"rating_on_time": 7, "rating_until": "2026-12-01"}, user, status=204)
    answer = ask("GET", url).json()
    assert (answer["rating_on_time"], answer["rating_late"], answer["rating_until"]) == (7, 2, "2026-12-01")
    ask("PATCH", url, {"rating_until": None}, user, status=204)
    assert ask("GET", url).json()["rating_until"] is None


@pytest.mark.parametrize("name", ["rating_on_time", "rating_group", "rating_pictures_most"])
@pytest.mark.parametrize("nonsense", [-1, "пять", 10**30, 1001, 1.5, True, None, [5]])
def test_nonsense_is_refused_with_a_sentence_and_changes_nothing(
    town: Town, ask: Asker, name: str, nonsense: Any
) -> None:
    answer = ask("PATCH", town.tree.order.url, {name: nonsense}, town.people[ADMINISTRATOR], status=400)
    assert re.search("[а-яё]{4}", answer.json()["detail"]), answer.json()
    assert weights(town.tree.order) == WEIGHTS


def test_a_group_has_somebody_in_it(town: Town, ask: Asker) -> None:
    user = town.people[ADMINISTRATOR]
    ask("PATCH", town.tree.order.url, {"rating_group": 0}, user, status=400)
    ask("PATCH", town.tree.order.url, {"rating_on_time": 0, "rating_group": 1}, user, status=204)
    assert weights(town.tree.order) == {**WEIGHTS, "rating_on_time": 0, "rating_group": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "until", "has_rating"),
    [
        (DocumentKind.REGULATION, None, True),
        (DocumentKind.ORDER, None, False),
        (DocumentKind.ORDER, "2026-12-01", True),
    ],
)
def test_a_rating_belongs_to_regulations_and_to_what_names_its_day(
    kind: str, until: str | None, has_rating: bool
) -> None:
    assert OrderPage(kind=kind, rating_until=until).has_rating is has_rating
