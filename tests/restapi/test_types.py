"""`@types`: what can be made where by whom, and the forms of page types."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from news.models import EventReportPage
from tests.restapi.town import ADMINISTRATOR, PRESS, SCHOOL, Town


def _addable(types):
    return {each["id"] for each in types if each["addable"]}


def test_every_type_that_can_be_made_is_listed_by_its_title(get, tree):
    types = get("/@types").json()
    titles = [each["title"].casefold() for each in types]
    assert titles == sorted(titles)
    assert types[0]["@id"] == f"http://testserver/@types/{types[0]['id']}"
    assert {"home.HomePage", "plans.PlanPage", "news.NewsPage"} <= {each["id"] for each in types}


def test_nobody_adds_anything_without_a_login(get, tree):
    assert _addable(get("/@types").json()) == set()


@pytest.mark.parametrize(("role", "addable"), [(SCHOOL, {"news.EventReportPage"}), (PRESS, None)])
def test_types_are_addable_by_rights_and_by_the_rules_of_pages(
    get, town: Town, client: Client, role, addable
):
    client.force_login(town.people[role])
    found = _addable(get(f"{town.school.get_url()}@types").json())
    assert EventReportPage._meta.label in found
    assert addable is None or found == addable
    assert _addable(get(f"{town.other_school.get_url()}@types").json()) == (
        set() if role == SCHOOL else found
    )


def test_the_object_holds_the_types_if_asked(get, town: Town, client: Client):
    client.force_login(town.people[ADMINISTRATOR])
    components = get(town.school.get_url(), {"expand": "types"}).json()["@components"]
    assert _addable(components["types"]) == _addable(get(f"{town.school.get_url()}@types").json())


def test_a_type_is_json_schema_with_the_tabs_of_its_form(get, tree):
    response = get("/@types/news.NewsPage")
    assert response["Content-Type"] == "application/json+schema"
    form = response.json()
    Draft202012Validator.check_schema(form)
    assert form["title"] == "новость"
    assert form["fieldsets"][0]["id"] == "default"
    assert {"title", "lead", "date", "picture", "blocks"} <= set(form["fieldsets"][0]["fields"])
    assert form["required"] == ["title"]
    assert form["properties"]["date"]["widget"] == "date"
    assert form["properties"]["picture"]["factory"] == "Image"
    assert form["properties"]["subjects"]["items"]["vocabulary"]["@id"].endswith("/@vocabularies/hashtags")


def test_choices_have_their_vocabulary(get, tree):
    kind = get("/@types/home.OrganisationPage").json()["properties"]["kind"]
    assert kind["enum"] == [token for token, _title in kind["choices"]]
    terms = get(kind["vocabulary"]["@id"].removeprefix("http://testserver"), {"b_size": -1}).json()
    assert [term["token"] for term in terms["items"]] == kind["enum"]


def test_an_unknown_type_is_not_found_and_the_nearest_is_named(get, tree):
    assert "news.NewsPage" in get("/@types/news.NewPage", status=404).json()["detail"]
