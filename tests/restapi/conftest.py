"""What the tests of the API share: a client that asks for JSON, and many cheap pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage
from restapi.schemas.openapi import document
from search.catalog import write_subtree
from tests.restapi import contract
from tests.restapi.receivers import receiver, webhook  # noqa: F401 - fixtures

Get = Callable[..., Any]


@pytest.fixture(scope="session", autouse=True)
def types(routes: None) -> None:
    """The types of pages are made when they are asked for first: with a clock that runs."""
    document()


@pytest.fixture(autouse=True)
def held_to_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every good answer in these tests must be what the document of OpenAPI says."""
    monkeypatch.setattr("restapi.views.service_response", contract.held_to_contract())


@pytest.fixture
def get(client: Client) -> Get:
    """Return a function that asks for JSON and returns the response; `status` is what it must be."""

    def get(path: str, query: Any = None, status: int = 200, **headers: str) -> Any:
        response = client.get(path, query, headers={"accept": "application/json", **headers})
        assert response.status_code == status, (path, query, response.content[:500])
        return response

    return get


@pytest.fixture
def make_pages() -> Callable[[Page, int], list[Page]]:
    """Return a function that publishes many plain pages below a page, cheaply."""

    def make_pages(parent: Page, number: int) -> list[Page]:
        pages = [
            parent.add_child(
                instance=StandardPage(title=f"Страница {place:03}", slug=f"s-{place:03}", show_in_menus=True)
            )
            for place in range(number)
        ]
        write_subtree(parent)
        return pages

    return make_pages
