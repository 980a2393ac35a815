"""`@querystring` and `@querystring-search`: a search as a list of criteria."""

import datetime
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import HASHTAG, EventReportPageFactory, NewsPageFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise

OPERATION = "plone.app.querystring.operation"


def criterion(index: str, operation: str, value: Any = None) -> dict[str, Any]:
    """Return one criterion."""
    return {"i": index, "o": f"{OPERATION}.{operation}", "v": value}


def found(get: Get, *criteria: dict[str, Any], path: str = "/", **more: Any) -> set[str]:
    """Return the titles that the criteria find."""
    query = json.dumps({"query": criteria, **more})
    body = get(f"{path}@querystring-search", {"query": query}).json()
    return {item["title"] for item in held_to_promise("querystring-search", body)["items"]}


def posted(client: Client, body: Any, status: int = 200) -> Any:
    """Return what the answer to a POST says."""
    response = client.post(
        "/@querystring-search", body if isinstance(body, str) else json.dumps(body), "application/json"
    )
    assert response.status_code == status, response.content[:500]
    return response.json()


def test_indexes_have_operations_under_plones_names(get: Get, tree: Tree) -> None:
    body = held_to_promise("querystring", get("/@querystring").json())
    subject = body["indexes"]["Subject"]
    assert subject["operations"] == [f"{OPERATION}.selection.{name}" for name in ("any", "all", "none")]
    assert subject["vocabulary"] == "hashtags"
    assert body["indexes"]["portal_type"]["values"]["news.NewsPage"] == {"title": "новость"}
    assert "effective" in body["sortable_indexes"]
    assert "SearchableText" not in body["sortable_indexes"]
    for index in body["indexes"].values():
        assert set(index["operations"]) == set(index["operators"])


def test_types_and_words_choose(get: Get, tree: Tree) -> None:
    assert found(get, criterion("portal_type", "selection.any", ["news.NewsPage"])) == {tree.news.title}
    assert found(get, criterion("portal_type", "selection.any", "news.NewsPage")) == {tree.news.title}
    EventReportPageFactory(parent=tree.school, title="Ярмарка профессий")
    assert found(get, criterion("SearchableText", "string.contains", "ярмарки*")) == {"Ярмарка профессий"}


def test_hashtags_are_any_all_or_none(get: Get, tree: Tree) -> None:
    both = NewsPageFactory(parent=tree.news_index, title="Оба", hashtags=["Ёлка", HASHTAG])
    news = criterion("portal_type", "selection.any", ["news.NewsPage"])
    tags = ["елка", HASHTAG]
    assert found(get, news, criterion("Subject", "selection.any", tags)) == {both.title, tree.news.title}
    assert found(get, news, criterion("Subject", "selection.all", tags)) == {both.title}
    assert found(get, news, criterion("Subject", "selection.none", ["Ёлка"])) == {tree.news.title}


def test_places_are_paths_uids_and_ways_from_here(get: Get, tree: Tree) -> None:
    below = {tree.news_index.title, tree.news.title}
    assert found(get, criterion("path", "string.absolutePath", tree.news_index.url)) == below
    assert found(get, criterion("path", "string.absolutePath", f"{tree.news_index.url}::1")) == {
        tree.news.title
    }
    assert found(get, criterion("path", "string.absolutePath", str(tree.news_index.translation_key))) == below
    here = tree.news.url
    assert found(get, criterion("path", "string.relativePath", "."), path=here) == {tree.news.title}
    assert found(get, criterion("path", "string.relativePath", ".."), path=tree.news_index.url) == below


@pytest.mark.parametrize(
    ("operation", "value", "names"),
    [
        ("date.lessThan", "2026-05-01", {"Весна", "Зима"}),
        ("date.largerThan", "2026-05-01", {"Весна", "Лето"}),
        ("date.between", ["2026-04-01", "2026-06-01"], {"Весна"}),
        ("date.beforeToday", None, {"Весна", "Зима", "Лето"}),
        ("date.today", None, set()),
    ],
)
def test_dates_choose(get: Get, tree: Tree, operation: str, value: Any, names: set[str]) -> None:
    for name, day in {"Зима": (2026, 1, 1), "Весна": (2026, 5, 1), "Лето": (2026, 7, 1)}.items():
        NewsPageFactory(parent=tree.news_index, title=name, date=datetime.date(*day))
    news = criterion("portal_type", "selection.any", ["news.NewsPage"])
    assert found(get, news, criterion("date", operation, value)) - {tree.news.title} == names


def test_days_count_from_today(get: Get, tree: Tree) -> None:
    today = timezone.localdate()
    for days in (-5, 0, 5):
        NewsPageFactory(parent=tree.news_index, title=str(days), date=today + datetime.timedelta(days))
    names = {"-5", "0", "5"}
    assert names & found(get, criterion("date", "date.lessThanRelativeDate", 5)) == {"0", "5"}
    assert names & found(get, criterion("date", "date.largerThanRelativeDate", "4")) == {"0"}


def test_a_query_may_be_encoded_twice_or_be_a_bare_list(get: Get, tree: Tree) -> None:
    criteria = [criterion("portal_type", "selection.any", ["news.NewsPage"])]
    for query in (
        quote(json.dumps({"query": criteria})),
        json.dumps(criteria),
        json.dumps(json.dumps({"query": criteria})),
    ):
        body = get("/@querystring-search", {"query": query}).json()
        assert [item["title"] for item in body["items"]] == [tree.news.title]


def test_a_post_finds_the_same_and_its_links_lead_on(client: Client, get: Get, tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index)
    body = {"query": [criterion("portal_type", "selection.any", ["news.NewsPage"])], "b_size": 1}
    first = held_to_promise("querystring-search", posted(client, body), "POST")
    assert (first["items_total"], len(first["items"])) == (2, 1)
    second = get(first["batching"]["next"].removeprefix("http://testserver")).json()
    assert second["items_total"] == 2
    assert second["items"][0]["@id"] != first["items"][0]["@id"]


def test_order_metadata_objects_and_limit(client: Client, tree: Tree) -> None:
    for name in ("А", "Б", "В"):
        NewsPageFactory(parent=tree.news_index, title=name)
    news = [criterion("portal_type", "selection.any", ["news.NewsPage"])]
    by_title = {"query": news, "sort_on": "sortable_title", "sort_order": "descending"}
    body = posted(client, {**by_title, "metadata_fields": ["UID"], "limit": 2})
    assert (body["items_total"], [item["title"] for item in body["items"]]) == (2, [tree.news.title, "В"][:2])
    assert "UID" in body["items"][0]
    assert "blocks" in posted(client, {"query": news, "fullobjects": True})["items"][0]
    assert posted(client, {"query": news, "b_start": 3, "b_size": 5})["items_total"] == 4


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"query": [{"i": "net", "o": "x"}]}, ["body", "query", 0, "i"]),
        ({"query": [{"i": "Subject", "o": "x"}]}, ["body", "query", 0, "o"]),
        ({"query": [criterion("date", "date.between", ["2026-01-01"])]}, ["query", "date.query"]),
        ({"query": [criterion("date", "date.lessThan", "завтра")]}, ["query", "date.query"]),
        ({"query": [criterion("Subject", "selection.any", {"a": 1})]}, ["body", "query", 0, "v"]),
        ({"query": [criterion("UID", "string.is", ["a", "b"])]}, ["body", "query", 0, "v"]),
        ({"query": [criterion("date", "date.lessThanRelativeDate", "9" * 30)]}, ["body", "query", 0, "v"]),
        ({"query": [criterion("path", "string.path", "/::x")]}, ["query", "path.depth"]),
        ({"query": [criterion("year", "string.is", "2026")] * 2}, ["body", "query", 1, "i"]),
        ({"query": "нет"}, ["body", "query"]),
        ({"net": 1}, ["body", "net"]),
        ({"query": [], "b_size": 1000}, ["query", "b_size"]),
        ("{", ["body"]),
        ("[]", ["body"]),
    ],
)
def test_a_wrong_query_is_refused_by_its_place(
    client: Client, home: Any, body: Any, place: list[Any]
) -> None:
    assert posted(client, body, status=400)["errors"][0]["loc"] == place


@pytest.mark.parametrize("query", ["{", "%257B", "null", "1", '"', "нет", "\x00"])
def test_a_broken_query_in_the_address_is_refused(get: Get, home: Any, query: str) -> None:
    get("/@querystring-search", {"query": query}, status=400)
