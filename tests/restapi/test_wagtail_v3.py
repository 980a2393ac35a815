"""Wagtail's own API stands beside ours."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import APIToken

from home import roles
from news.models import NewsPage
from tests.factories import DocumentFactory, NewsPageFactory, PictureFactory, Tree

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


@pytest.mark.parametrize(
    ("path", "wrong", "nearest"),
    [
        ("pages/", "limi=5", "limit"),
        ("pages/", "chld_of=3", "child_of"),
        ("pages/", "limit:int=5", "limit"),
        ("pages/", "date=2026-01-01", "Известны|Known|locale|title"),
        ("pages/?type=news.NewsPage&type=news.EventReportPage", "leed=x", "."),
        ("pages/find/", "html_pat=/", "html_path"),
        ("redirects/", "old_pth=/", "old_path"),
        ("whoami/", "x=1", "."),
    ],
)
def test_an_unknown_parameter_is_refused_with_the_nearest(
    client: Client, tree: Tree, path: str, wrong: str, nearest: str
) -> None:
    user = User.objects.create_superuser("admin")
    response = client.get(f"/api/v3/{path}{'&' if '?' in path else '?'}{wrong}", headers=bearer(user))
    assert response.status_code == 400
    body = response.json()
    assert body["errors"][0]["loc"] == ["query", wrong.partition("=")[0]]
    assert re.search(nearest, body["detail"])


def test_what_a_type_lists_by_is_known_with_that_type_only(client: Client, tree: Tree) -> None:
    name = next(field.name for field in NewsPage.api_fields if field.name == "lead")
    known = client.get("/api/v3/pages/", {"type": "news.NewsPage", name: tree.news.lead})
    assert [page["id"] for page in known.json()["items"]] == [tree.news.pk]
    assert client.get("/api/v3/pages/", {name: tree.news.lead}).status_code == 400


def test_a_token_sees_the_public_and_what_its_user_edits(client: Client, tree: Tree) -> None:
    draft = NewsPageFactory(title="Тайная новость", live=False)
    public = {page["id"] for page in client.get("/api/v3/pages/").json()["items"]}
    press = User.objects.create_user("press")
    press.groups.add(roles.press_service(tree.home))
    for user, drafts in ((User.objects.create_user("nobody"), set()), (press, {draft.pk})):
        headers = bearer(user)
        listed = {page["id"] for page in client.get("/api/v3/pages/", headers=headers).json()["items"]}
        assert listed == public | drafts
        assert client.get("/api/v3/pages/?site=net.example", headers=headers).status_code == 404
        found = client.get("/api/v3/pages/", {"search": "Тайная"}, headers=headers).json()
        assert {page["id"] for page in found["items"]} == drafts
        assert client.get(f"/api/v3/pages/{tree.news.pk}/", headers=headers).status_code == 200
        found = client.get("/api/v3/pages/find/", {"html_path": tree.news.url}, headers=headers)
        assert found.status_code == 302


def test_drafts_are_for_who_may_edit_them(client: Client, tree: Tree) -> None:
    tree.news.title = "Тайная правка"
    tree.news.save_revision()
    path = f"/api/v3/pages/{tree.news.pk}/?version=draft"
    assert client.get(path).status_code == 401
    assert client.get(path, headers=bearer(User.objects.create_user("nobody"))).status_code == 403
    client.force_login(User.objects.create_superuser("admin"))
    assert client.get(path).status_code == 401  # sessions count for nothing here
    assert (
        client.get(path, headers=bearer(User.objects.get(username="admin"))).json()["title"]
        == "Тайная правка"
    )
