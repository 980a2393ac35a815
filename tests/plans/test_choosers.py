"""The chooser of plan items in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from plans.models import PlanItem
from tests.factories import PlanPageFactory, Tree

CHOOSER = "/admin/plan_item_chooser/"


@pytest.fixture
def editor(client: Client, tree: Tree) -> Client:
    """Someone signed in, beside a published and an unpublished plan."""
    PlanPageFactory(items=[{"number": "1", "title": "Тайный субботник"}], live=False)
    client.force_login(User.objects.create_superuser("editor"))
    return client


def test_items_of_public_plans_are_offered(editor: Client) -> None:
    offered = editor.get(CHOOSER).json()["html"]
    assert "Посадка деревьев у школ" in offered
    assert "Тайный субботник" not in offered


def test_items_are_found_in_any_letter_case(editor: Client) -> None:
    found = editor.get(f"{CHOOSER}results/", {"q": "ПОСАДКА деревьев"}).content.decode()
    assert "Посадка деревьев у школ" in found
    assert "Классные часы" not in found


def test_an_item_of_a_draft_cannot_be_chosen(editor: Client) -> None:
    hidden = PlanItem.objects.get(title="Тайный субботник")
    assert editor.get(f"{CHOOSER}chosen/{hidden.pk}/").status_code == 404
    shown = PlanItem.objects.get(title__startswith="Посадка")
    assert editor.get(f"{CHOOSER}chosen/{shown.pk}/").json()["result"]["id"] == str(shown.pk)


def test_a_report_is_edited_with_the_chooser(editor: Client, tree: Tree) -> None:
    form = editor.get(f"/admin/pages/{tree.report.pk}/edit/").content.decode()
    assert "plan_item-chooser" in form
    assert "Тайный субботник" not in form


def test_of_several_chosen_items_those_of_drafts_are_left_out(editor: Client) -> None:
    pks = list(PlanItem.objects.values_list("pk", flat=True))
    chosen = editor.get(f"{CHOOSER}chosen-multiple/", {"id": pks}).json()["result"]
    assert len(chosen) == len(pks) - 1
    assert "Тайный субботник" not in str(chosen)


@pytest.mark.parametrize("text", ["abc", "-1", "1.5", "9" * 30, "²"])
def test_a_chosen_item_that_is_no_number_is_not_found(editor: Client, text: str) -> None:
    assert editor.get(f"{CHOOSER}chosen/{text}/").status_code == 404
    assert editor.get(f"{CHOOSER}chosen-multiple/", {"id": text}).status_code == 404
