"""Wagtail's own API stands beside ours."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import APIToken

from tests.factories import DocumentFactory, PictureFactory, Tree

LIBRARIES = ["documents", "images"]


def editor() -> User:
    """Return a user who may enter the admin."""
    user: User = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def bearer(user: User) -> dict[str, str]:
    """Return the headers of a program that writes for the user."""
    _token, key = APIToken.create_token(user=user, name="programma")
    return {"authorization": f"Bearer {key}"}


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


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_stranger_learns_of_no_files_in_wagtails_api(client: Client, tree: Tree, library: str) -> None:
    thing = DocumentFactory() if library == "documents" else PictureFactory()
    for address in (f"/api/v3/{library}/", f"/api/v3/{library}/{thing.pk}/"):
        for headers in ({}, {"authorization": "Bearer wrong"}):
            response = client.get(address, headers=headers)
            assert response.status_code == 401
            assert response.headers["Content-Type"] == "application/problem+json"
            assert "no-store" in response.headers["Cache-Control"]
            assert thing.title not in response.content.decode()
    assert client.post(f"/api/v3/{library}/").status_code == 401


@pytest.mark.parametrize("library", LIBRARIES)
def test_who_may_enter_the_admin_sees_the_files_in_wagtails_api(
    client: Client, tree: Tree, library: str
) -> None:
    thing = DocumentFactory() if library == "documents" else PictureFactory()
    address = f"/api/v3/{library}/{thing.pk}/"
    assert client.get(address, headers=bearer(editor())).json()["title"] == thing.title
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 401
    client.force_login(User.objects.get(username="editor"))
    assert client.get(address).json()["title"] == thing.title


@pytest.mark.parametrize(
    "query",
    [
        "search=%00",
        "search=%22",
        "search=a%22b",
        "search=%20",
        "search=" + "a%20" * 200,
        "slug=%00",
        "offset=99999999999999999999999",
        "search=a&offset=9223372036854775807",
    ],
)
def test_a_query_that_no_database_can_answer_is_refused(client: Client, tree: Tree, query: str) -> None:
    for address in ("/api/v3/pages/", "/api/v3/redirects/"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"


def test_wagtails_api_searches_for_words_and_phrases(client: Client, tree: Tree) -> None:
    for query in ("деревья", '"посадили деревья"', "деревья*", "a^b", "title:a", "NEAR(a", "AND"):
        assert client.get("/api/v3/pages/", {"search": query}).status_code == 200, query
