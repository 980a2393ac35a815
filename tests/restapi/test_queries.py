"""How many times the database is asked: lists cost the same at any length."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from tests.factories import Tree
from tests.restapi.conftest import Get

MakePages = Callable[[Page, int], list[Page]]

SEARCHES: dict[str, dict[str, Any]] = {
    "all": {},
    "words": {"SearchableText": "страница"},
    "hashtags": {"Subject": ["А", "Б"]},
    "path": {"path.query": "/", "path.depth": "1"},
    "all members": {"metadata_fields": "_all"},
}


@pytest.mark.parametrize("number", [20, 200])
def test_lists_cost_the_same_at_any_length(
    get: Get, home: Page, make_pages: MakePages, django_assert_max_num_queries: Any, number: int
) -> None:
    make_pages(home, number)
    for name, query in SEARCHES.items():
        get("/@search")  # once an hour Wagtail reads where its sites begin
        with django_assert_max_num_queries(6, info=name):
            get("/@search", {**query, "b_size": number})
    with django_assert_max_num_queries(9):
        get("/", {"b_size": number})
    with django_assert_max_num_queries(10):
        get("/", {"b_size": number, "expand": "breadcrumbs,navigation"})


def test_a_search_deep_in_the_tree_stays_within_its_budget(
    get: Get, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    address = f"{tree.report.url}@search"
    with django_assert_max_num_queries(6):
        get(address, {"metadata_fields": "_all"})


def test_whole_objects_stay_bounded(get: Get, tree: Tree, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(130):
        get("/@search", {"fullobjects": "1"})
