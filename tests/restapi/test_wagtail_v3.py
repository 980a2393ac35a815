"""Wagtail's own API stands beside ours."""

import pytest
from django.test import Client

from tests.factories import Tree


def test_wagtails_api_lists_pages(client: Client, tree: Tree) -> None:
    response = client.get("/api/v3/pages/")
    assert response.status_code == 200
    assert tree.news.title in [page["title"] for page in response.json()["items"]]


def test_wagtails_api_shows_every_page(client: Client, tree: Tree) -> None:
    for page in (tree.home, tree.about, tree.school, tree.order, tree.plan, tree.news, tree.report):
        response = client.get(f"/api/v3/pages/{page.pk}/")
        assert response.status_code == 200, (page, response.content[:500])


@pytest.mark.parametrize("query", ["limit=x", "offset=-1", "type=no.Page", "order=x", "fields=*", "x=1"])
def test_obvious_mistakes_do_not_break_wagtails_api(client: Client, tree: Tree, query: str) -> None:
    assert client.get(f"/api/v3/pages/?{query}").status_code < 500
