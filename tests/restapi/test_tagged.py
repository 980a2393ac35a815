"""The short way of a search by one hashtag: it finds, counts and orders as the long way does."""

from typing import Any

import pytest

from restapi.http import stamps
from search.models import Hashtag, HashtagAlias
from tests.factories import HASHTAG, NewsPageFactory, StandardPageFactory, Tree
from tests.restapi.conftest import Get

# A second condition that leaves everything in: it leads to the long way.
LONG = {"review_state": "published"}


@pytest.fixture
def more(tree: Tree) -> None:
    """Hashtags of containers, and of more news than a batch holds, the dates not in the order of the ids."""
    tree.news_index.lead = f"Все новости #{HASHTAG}"
    tree.news_index.save_revision().publish()
    for number in range(12):
        NewsPageFactory(date=f"2026-0{number * 5 % 9 + 1}-11", hashtags=[HASHTAG])
    stamps.renew()


def found(get: Get, path: str, **query: Any) -> Any:
    return get(f"{path}@search", query).json()


@pytest.mark.parametrize("place", ["home", "news_index", "documents"])
@pytest.mark.parametrize("start", [0, 5, 500])
def test_both_ways_lead_to_the_same(get: Get, tree: Tree, more: None, place: str, start: int) -> None:
    query = {"Subject": HASHTAG, "b_size": 5, "b_start": start, "metadata_fields": "_all"}
    url = getattr(tree, place).url
    short, long = found(get, url, **query), found(get, url, **query, **LONG)
    assert short["items"] == long["items"]
    assert short["items_total"] == long["items_total"] > 0
    assert bool(short["items"]) is (start < short["items_total"])


def test_parts_of_pages_are_neither_found_nor_counted(get: Get, tree: Tree) -> None:
    answer = found(get, "/", Subject=HASHTAG)
    assert "plans.PlanItem" not in {item["@type"] for item in answer["items"]}
    assert answer["items_total"] == len(answer["items"])
    assert found(get, "/", Subject=HASHTAG, portal_type="plans.PlanItem")["items_total"] > 0


def test_old_names_and_other_spellings_lead_to_the_hashtag(get: Get, tree: Tree) -> None:
    tag = Hashtag.objects.get(name=HASHTAG)
    HashtagAlias.objects.create(key="прежнее", name="Прежнее", hashtag=tag)
    total = found(get, "/", Subject=HASHTAG)["items_total"]
    assert total > 0
    for name in (f"#{HASHTAG.upper()}", "Прежнее"):
        assert found(get, "/", Subject=name)["items_total"] == total


@pytest.mark.parametrize("name", ["", "#", "такогонет"])
def test_what_is_no_hashtag_finds_nothing(get: Get, tree: Tree, name: str) -> None:
    assert found(get, "/", Subject=name)["items_total"] == 0


def test_of_a_section_only_what_stands_below_is_found(get: Get, tree: Tree) -> None:
    StandardPageFactory(lead=f"#{HASHTAG}")
    answer = found(get, tree.school.url, Subject=HASHTAG)
    assert answer["items_total"] == len(answer["items"]) > 0
    assert all(tree.school.url in item["@id"] for item in answer["items"])
