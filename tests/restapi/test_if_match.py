"""`If-Match`: who writes says what they have read, and is refused where it was changed meanwhile."""

import json
import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from wagtail.models import APIToken, Page

from home.models import HomePage, StandardPage
from tests.factories import Tree

JSON = {"accept": "application/json"}


def token_of(user: User) -> dict[str, str]:
    return {**JSON, "authorization": f"Bearer {APIToken.create_token(user=user, name='t')[1]}"}


@pytest.fixture
def headers(db: None) -> dict[str, str]:
    """What an administrator sends with a request."""
    return token_of(User.objects.create_superuser("admin"))


def patch(client: Client, page: Page, headers: dict[str, str], tag: str, title: str = "Новое") -> Any:
    return client.patch(
        page.url,
        json.dumps({"title": title}),
        content_type="application/json",
        headers={**headers, "if-match": tag},
    )


def test_who_has_read_the_page_as_it_is_may_write(
    client: Client, tree: Tree, headers: dict[str, str]
) -> None:
    for tag in (
        client.get(tree.news.url, headers=headers)["ETag"],
        client.get(tree.news.url, headers=JSON)[
            "ETag"
        ],  # the public has seen the same while there is no draft
        client.get(f"{tree.news.url}@breadcrumbs", headers=headers)["ETag"],
        "W/" + client.get(tree.news.url, headers=headers)["ETag"],
        '"other", ' + client.get(tree.news.url, headers=headers)["ETag"],
        "*",
    ):
        tree.news.refresh_from_db()
        before = tree.news.latest_revision_id
        if tag.startswith(('"', "W/")) and before:
            tag = client.get(tree.news.url, headers=headers)["ETag"]
        assert patch(client, tree.news, headers, tag).status_code == 204
        tree.news.refresh_from_db()
        assert tree.news.latest_revision_id != before


def test_who_has_read_another_version_is_refused(client: Client, tree: Tree, headers: dict[str, str]) -> None:
    tags = [client.get(tree.news.url, headers=sent)["ETag"] for sent in (headers, JSON)]
    tree.news.title = "Черновик"
    tree.news.save_revision()
    before = tree.news.latest_revision_id
    for tag in (*tags, '"other"', "nonsense", ""):
        for response in (
            patch(client, tree.news, headers, tag),
            client.delete(tree.news.url, headers={**headers, "if-match": tag}),
            client.post(
                f"{tree.news.url}@workflow/unpublish",
                "{}",
                content_type="application/json",
                headers={**headers, "if-match": tag},
            ),
        ):
            assert response.status_code == 412, tag
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["type"] == "PreconditionFailed"
    tree.news.refresh_from_db()
    assert tree.news.latest_revision_id == before
    assert tree.news.live


def test_what_others_do_around_the_page_is_no_change(
    client: Client, tree: Tree, headers: dict[str, str]
) -> None:
    tag = client.get(tree.news.url, headers=headers)["ETag"]
    parent = tree.news.get_parent()
    parent.add_child(instance=StandardPage(title="Соседка", slug="sosedka")).move(parent, "first-child")
    tree.news.refresh_from_db()
    tree.news.locked, tree.news.locked_by = True, User.objects.get(username="admin")
    tree.news.save()
    assert patch(client, tree.news, headers, tag).status_code == 204


def test_an_answer_to_a_write_has_the_tag_for_the_next(
    client: Client, tree: Tree, headers: dict[str, str]
) -> None:
    made = client.post(
        "/",
        json.dumps({"@type": "home.StandardPage", "title": "Страница"}),
        "application/json",
        headers=headers,
    )
    assert made.status_code == 201
    page = Page.objects.get(slug=made.json()["id"]).specific
    page_url = page.full_url if page.live else f"{made['Location']}"
    assert page_url
    first = patch(client, page, headers, made["ETag"])
    assert first.status_code == 204
    assert patch(client, page, headers, first["ETag"], "Ещё новее").status_code == 204
    assert patch(client, page, headers, first["ETag"], "Опоздание").status_code == 412


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_with_one_version_one_is_refused() -> None:
    headers = token_of(User.objects.create_superuser("admin"))
    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title="Страница", slug="stranica"))
    tag = Client().get(page.url, headers=headers)["ETag"]
    begin = threading.Barrier(4)
    statuses = []

    def write(number: int) -> None:
        begin.wait()
        statuses.append(patch(Client(), page, headers, tag, f"Страница {number}").status_code)
        connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [204, 412, 412, 412]
