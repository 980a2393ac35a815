"""What is kept between requests about the site that is asked: never longer than the content stays the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from home.models import HomePage, StandardPage
from restapi.http import stamps
from tests.factories import HomePageFactory, Tree
from tests.restapi.conftest import Get

JSON = {"accept": "application/json"}


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    stamps.renew()


def test_the_second_request_does_not_ask_for_the_site(
    get: Get, tree: Tree, django_assert_num_queries: Any
) -> None:
    stamps.renew()
    get("/@breadcrumbs")
    with django_assert_num_queries(1):  # the stamp; a home page has no way up
        get("/@breadcrumbs")


PLACES: dict[str, Callable[[Tree], Page]] = {
    "itself": lambda tree: tree.news,
    "its section": lambda tree: tree.news_index,
    "the home page": lambda tree: tree.home,
    "above the site": lambda tree: Page.objects.get(depth=1),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_is_closed_is_closed_at_once(client: Client, tree: Tree, place: Callable[[Tree], Page]) -> None:
    stamps.renew()
    for _request in range(2):
        assert client.get(tree.news.url, headers=JSON).status_code == 200
    close(place(tree))
    for _request in range(2):
        assert client.get(tree.news.url, headers=JSON).status_code == 401
        assert client.get(f"{tree.news.url}@breadcrumbs").status_code == 401


def test_what_is_opened_stays_closed_elsewhere(client: Client, tree: Tree) -> None:
    close(tree.school)
    for _request in range(2):
        assert client.get(tree.news.url, headers=JSON).status_code == 200
        assert client.get(tree.school.url, headers=JSON).status_code == 401
        assert client.get(tree.report.url, headers=JSON).status_code == 401


def test_pictures_of_a_closed_collection_are_left_out_at_once(get: Get, tree: Tree) -> None:
    stamps.renew()
    for _request in range(2):
        assert get(tree.report.url).json()["image"]
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    stamps.renew()
    for _request in range(2):
        assert get(tree.report.url).json()["image"] is None


def test_each_host_has_its_own_site(client: Client, home: HomePage) -> None:
    other = HomePageFactory(title="Другой сайт")
    other.add_child(instance=StandardPage(title="Там", slug="tam", live=True))
    Site.objects.create(hostname="other.example", root_page=other)
    stamps.renew()
    for _request in range(2):
        assert client.get("/", headers=JSON).json()["title"] == home.title
        there = client.get("/", headers={**JSON, "host": "other.example"})
        assert there.json()["title"] == "Другой сайт"
        assert client.get("/tam/", headers=JSON).status_code == 404
        assert client.get("/tam/", headers={**JSON, "host": "other.example"}).status_code == 200
