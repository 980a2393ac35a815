"""`@vocabularies`: what can be chosen, from which words."""

from typing import Any

import pytest

from home.models import OrganisationPage
from search.models import Hashtag
from tests.factories import NewsPageFactory, OrganisationPageFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise


def terms(get: Get, name: str, query: Any = None) -> list[str]:
    """Return the titles of a vocabulary's terms."""
    body = held_to_promise("vocabularies/{name}", get(f"/@vocabularies/{name}", query).json())
    return [term["title"] for term in body["items"]]


def test_all_vocabularies_are_listed_and_answer_at_their_addresses(get: Get, tree: Tree) -> None:
    listed = held_to_promise("vocabularies", get(f"{tree.news.url}@vocabularies").json())
    names = {each["@id"].rpartition("/")[2] for each in listed}
    assert names >= {"hashtags", "types", "review_states", "languages", "organisations"}
    assert names >= {"home.OrganisationPage.kind", "plans.OrderPage.kind", "plans.PlanPage.kind"}
    for each in listed:
        body = get(each["@id"].removeprefix("http://testserver")).json()
        held_to_promise("vocabularies/{name}", body)
        assert body["items"]


def test_a_vocabulary_that_is_not_there_is_not_found(get: Get, tree: Tree) -> None:
    problem = get("/@vocabularies/net", status=404).json()
    assert "net" in problem["detail"]


def test_hashtags_are_public_ones_with_official_ones_first(get: Get, tree: Tree) -> None:
    Hashtag.objects.create(name="НикемНеЗанят")
    NewsPageFactory(parent=tree.news_index, hashtags=["Ёлка"], live=False)
    NewsPageFactory(parent=tree.news_index, hashtags=["Официальный"])
    Hashtag.objects.filter(slug="официальный").update(is_official=True)
    assert terms(get, "hashtags") == ["Официальный", "НеделяДобра"]
    assert terms(get, "plone.app.vocabularies.Keywords") == ["Официальный", "НеделяДобра"]
    assert get("/@vocabularies/hashtags").json()["items"][1]["token"] == "неделядобра"


def test_terms_are_chosen_by_title_or_by_token(get: Get, tree: Tree) -> None:
    assert terms(get, "hashtags", {"title": "#НЕДЕЛЯ"}) == ["НеделяДобра"]
    assert terms(get, "hashtags", {"token": "неделядобра"}) == ["НеделяДобра"]
    assert terms(get, "hashtags", {"token": "неделя"}) == []
    kinds = OrganisationPage.Kind
    both = [str(kinds.SCHOOL.label), str(kinds.COLLEGE.label)]
    assert terms(get, "home.OrganisationPage.kind", {"tokens": "college,school"}) == both
    assert terms(get, "home.OrganisationPage.kind", {"tokens:list": ["college", "school"]}) == both
    problem = get("/@vocabularies/types", {"title": "a", "token": "b"}, status=400).json()
    assert problem["errors"][0]["loc"] == ["query", "token"]


def test_a_long_vocabulary_comes_in_batches_or_whole(get: Get, tree: Tree) -> None:
    for number in range(3, 12):
        OrganisationPageFactory(title=f"Школа № {number}")
    body = get("/@vocabularies/organisations", {"b_size": 4}).json()
    assert (len(body["items"]), body["items_total"], "next" in body["batching"]) == (4, 10, True)
    whole = get("/@vocabularies/organisations", {"b_size": -1}).json()
    assert (len(whole["items"]), "batching" in whole) == (10, False)
    titles = [term["title"] for term in whole["items"]]
    assert titles.index("Школа № 3") < titles.index("Школа № 11")
    get("/@vocabularies/organisations", {"b_size": -2}, status=400)
    get("/@vocabularies/organisations", {"b_sise": 2}, status=400)


def test_organisations_are_public_ones_by_uid(get: Get, tree: Tree) -> None:
    hidden = OrganisationPageFactory(title="Ещё не открыта", live=False)
    body = get("/@vocabularies/organisations").json()
    assert {"token": str(tree.school.translation_key), "title": tree.school.title} in body["items"]
    assert hidden.title not in [term["title"] for term in body["items"]]


@pytest.mark.parametrize("name", ["hashtags", "organisations", "types"])
def test_a_vocabulary_takes_few_queries(
    get: Get, tree: Tree, django_assert_max_num_queries: Any, name: str
) -> None:
    with django_assert_max_num_queries(5):
        get(f"/@vocabularies/{name}")
