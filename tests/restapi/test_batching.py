"""Long lists in batches."""

from collections.abc import Callable

import pytest
from wagtail.models import Page

from tests.restapi.conftest import Get

MakePages = Callable[[Page, int], list[Page]]


@pytest.mark.parametrize("path", ["/", "/@search"])
def test_a_list_comes_in_batches_of_25(get: Get, home: Page, make_pages: MakePages, path: str) -> None:
    make_pages(home, 30)
    body = get(path).json()
    assert len(body["items"]) == 25
    assert body["items_total"] == (30 if path == "/" else 31)
    assert set(body["batching"]) == {"@id", "first", "last", "next"}


def test_following_next_reads_the_whole_list_once(get: Get, home: Page, make_pages: MakePages) -> None:
    pages = make_pages(home, 7)
    address, found = (
        "/@search?sort_on=sortable_title&b_size=3&path.depth=1&portal_type:list=home.StandardPage",
        [],
    )
    while address:
        body = get(address).json()
        assert len(body["items"]) <= 3
        found += [item["title"] for item in body["items"]]
        address = body["batching"].get("next")
    assert found == [page.title for page in pages]


def test_links_know_both_ends(get: Get, home: Page, make_pages: MakePages) -> None:
    make_pages(home, 7)
    start = {"b_size": 3, "path.depth": 1}
    links = get("/@search", {**start, "b_start": 3}).json()["batching"]
    assert links["@id"].endswith("b_start=3&b_size=3")
    assert links["first"].endswith("b_start=0&b_size=3")
    assert links["prev"] == links["first"]
    assert links["next"] == links["last"]
    assert links["last"].endswith("b_start=6&b_size=3")
    assert set(get(links["first"]).json()["batching"]) == {"@id", "first", "last", "next"}
    assert set(get(links["last"]).json()["batching"]) == {"@id", "first", "last", "prev"}


def test_the_id_of_a_list_has_neither_batch_nor_order(get: Get, home: Page, make_pages: MakePages) -> None:
    make_pages(home, 3)
    query = "b_size=2&b_start:int=2&sort_on=date&sort_order=reverse&review_state=published"
    assert get(f"/@search?{query}").json()["@id"] == "http://testserver/@search?review_state=published"
    assert get("/?b_size=2").json()["@id"] == "http://testserver/"


def test_a_list_of_one_batch_has_no_links(get: Get, home: Page, make_pages: MakePages) -> None:
    make_pages(home, 3)
    assert "batching" not in get("/@search", {"path.depth": 1, "b_size": 3}).json()


def test_past_the_end_stands_nothing_but_the_way_back(get: Get, home: Page, make_pages: MakePages) -> None:
    make_pages(home, 3)
    body = get("/@search", {"path.depth": 1, "b_start": 900, "b_size": 2}).json()
    assert body["items"] == []
    assert body["items_total"] == 3
    assert body["batching"]["prev"].endswith("b_start=2&b_size=2")


@pytest.mark.parametrize("path", ["/", "/@search"])
@pytest.mark.parametrize("name", ["b_start", "b_size"])
@pytest.mark.parametrize("value", ["-1", "x", "1.5", "", "1" * 23, "１２", "1e3", "+1", " "])
def test_a_bad_number_is_named(get: Get, home: Page, path: str, name: str, value: str) -> None:
    response = get(path, {name: value}, status=400)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [error["loc"] for error in response.json()["errors"]] == [["query", name]]


@pytest.mark.parametrize("size", ["0", "201"])
def test_a_batch_has_1_to_200_rows(get: Get, home: Page, size: str) -> None:
    get("/@search", {"b_size": size}, status=400)
    get("/@search", {"b_size": "200"})
