"""What may be kept and for how long, and who hears «304, nothing new»."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import APIToken, Page, PageViewRestriction

from restapi.http import caching, stamps
from tests.factories import NewsPageFactory, Tree
from tests.restapi.conftest import Get

JSON = {"accept": "application/json"}
NOON = datetime.datetime(2026, 5, 5, 9, tzinfo=datetime.UTC)  # twelve in Moscow


@pytest.fixture(autouse=True)
def stamp(db: None) -> None:
    """Tests commit nothing: what was written so far is stamped by hand."""
    stamps.renew()


@pytest.fixture
def admin(db: None) -> User:
    user: User = User.objects.create_superuser("admin")
    return user


def bearer(user: User) -> dict[str, str]:
    return {"authorization": f"Bearer {APIToken.create_token(user=user, name='t')[1]}"}


PATHS = ["/", "/++api++/", "/@search?SearchableText=школа", "/@breadcrumbs", "/@navigation"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_an_answer_hears_304_after_one_small_query(
    client: Client, tree: Tree, path: str, django_assert_num_queries: Any
) -> None:
    first = client.get(path, headers=JSON)
    assert first.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(path, headers={**JSON, "if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "Content-Type" not in again
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == first[name]


@pytest.mark.parametrize("path", PATHS)
def test_who_is_logged_in_hears_304_too(client: Client, tree: Tree, admin: User, path: str) -> None:
    headers = {**JSON, **bearer(admin)}
    first = client.get(path, headers=headers)
    assert client.get(path, headers={**headers, "if-none-match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={**headers, "if-none-match": '"x"'}).status_code == 200


def test_a_weak_tag_one_of_several_and_a_star_are_known(client: Client, tree: Tree) -> None:
    tag = client.get("/", headers=JSON)["ETag"]
    for given in (f"W/{tag}", f'"other", {tag}', "*"):
        assert client.get("/", headers={**JSON, "if-none-match": given}).status_code == 304
    for given in ('"other"', "nonsense", tag[:-3] + '00"'):
        assert client.get("/", headers={**JSON, "if-none-match": given}).status_code == 200
    assert client.get("/net/", headers={**JSON, "if-none-match": "*"}).status_code == 404


def test_other_questions_have_other_tags(client: Client, tree: Tree) -> None:
    asked = [
        client.get("/", headers=JSON),
        client.get("/++api++/"),
        client.get("/", {"include_items": "0"}, headers=JSON),
        client.get("/", headers={**JSON, "host": "other.example"}),
        client.get("/", headers=JSON, secure=True),
        client.get("/@search"),
    ]
    assert len({response["ETag"] for response in asked}) == len(asked)


def test_a_tag_ends_with_the_stamp_and_with_the_day(client: Client, tree: Tree) -> None:
    with freeze_time(NOON):
        tag = client.get("/", headers=JSON)["ETag"]
    with freeze_time(NOON + datetime.timedelta(hours=11, minutes=59)):
        assert client.get("/", headers={**JSON, "if-none-match": tag}).status_code == 304
    with freeze_time(NOON + datetime.timedelta(hours=12)):
        assert client.get("/", headers={**JSON, "if-none-match": tag}).status_code == 200
    with freeze_time(NOON):
        stamps.renew()
        assert client.get("/", headers={**JSON, "if-none-match": tag}).status_code == 200


def test_a_page_that_was_closed_is_not_304(client: Client, tree: Tree) -> None:
    tag = client.get(tree.news.url, headers=JSON)["ETag"]
    PageViewRestriction.objects.create(page=tree.news, restriction_type=PageViewRestriction.LOGIN)
    stamps.renew()  # after the commit
    assert client.get(tree.news.url, headers={**JSON, "if-none-match": tag}).status_code == 401


def test_the_tag_of_the_public_tells_nothing_of_drafts(client: Client, tree: Tree, admin: User) -> None:
    def versions() -> list[str]:
        return [
            client.get(tree.news.url, headers={**JSON, **headers})["ETag"].partition("-")[0]
            for headers in ({}, bearer(admin))
        ]

    before = versions()
    tree.news.title = "Черновик"
    tree.news.save_revision()
    after = versions()
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_a_date_is_told_where_it_is_exact(client: Client, tree: Tree, monkeypatch: Any) -> None:
    monkeypatch.setattr(caching, "software_changed_at", lambda: NOON - datetime.timedelta(days=1))
    with freeze_time(NOON):
        stamps.renew()
        assert "Last-Modified" not in client.get("/", headers=JSON)
    with freeze_time(NOON + datetime.timedelta(seconds=5)):
        date = client.get("/", headers=JSON)["Last-Modified"]
        assert date == "Tue, 05 May 2026 09:00:00 GMT"
        assert client.get("/", headers={**JSON, "if-modified-since": date}).status_code == 304
        other = {"if-modified-since": date, "if-none-match": '"x"'}
        assert client.get("/", headers={**JSON, **other}).status_code == 200
        stamps.renew()
        assert client.get("/", headers={**JSON, "if-modified-since": date}).status_code == 200


def test_new_software_knows_nothing_of_the_old_one(client: Client, tree: Tree, monkeypatch: Any) -> None:
    first = client.get("/", headers=JSON)
    monkeypatch.setattr(caching, "software_changed_at", timezone.now)
    assert client.get("/", headers={**JSON, "if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_caches_keep_what_everybody_sees_for_a_minute(client: Client, tree: Tree, path: str) -> None:
    with freeze_time(NOON):
        response = client.get(path, headers=JSON)
    assert response["Cache-Control"] == "public, max-age=60"
    assert {"Accept", "Authorization", "Cookie"} <= set(response["Vary"].split(", "))


def test_they_keep_it_until_midnight_at_most(client: Client, tree: Tree) -> None:
    with freeze_time(NOON + datetime.timedelta(hours=11, minutes=59, seconds=50)):
        assert client.get("/", headers=JSON)["Cache-Control"] == "public, max-age=10"


def test_they_keep_it_until_the_next_expiry_at_most(client: Client, tree: Tree) -> None:
    Page.objects.filter(pk=tree.news.pk).update(expire_at=NOON + datetime.timedelta(seconds=20))
    with freeze_time(NOON):
        assert client.get("/", headers=JSON)["Cache-Control"] == "public, max-age=20"
    with freeze_time(NOON + datetime.timedelta(seconds=25)):  # until the schedule is carried out
        assert client.get("/", headers=JSON)["Cache-Control"] == "public, max-age=0"


def test_they_keep_it_until_the_next_publishing_at_most(client: Client, tree: Tree) -> None:
    client.get("/", headers=JSON)
    with freeze_time(NOON):
        page = NewsPageFactory(parent=tree.news.get_parent(), live=False)
        page.go_live_at = timezone.now() + datetime.timedelta(seconds=30)
        page.save_revision().publish()
        stamps.renew()
        assert client.get("/", headers=JSON)["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize("path", PATHS)
def test_nobody_keeps_what_depends_on_who_asks(client: Client, tree: Tree, admin: User, path: str) -> None:
    by_token = client.get(path, headers={**JSON, **bearer(admin)})
    client.force_login(admin)
    for response in (by_token, client.get(path, headers=JSON)):
        assert response["Cache-Control"] == "private, no-store"
        assert "Last-Modified" not in response


def test_nobody_keeps_a_refusal(get: Get, tree: Tree) -> None:
    for path, status in (("/net/", 404), ("/?net=1", 400), ("/@net", 404)):
        response = get(path, status=status)
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response


def test_html_and_json_depend_on_what_is_accepted(client: Client, tree: Tree) -> None:
    assert "Accept" in client.get("/")["Vary"]
    assert "Accept" in client.get("/", headers=JSON)["Vary"]
    assert "Accept" in client.get("/@search")["Vary"]


@pytest.mark.parametrize("path", PATHS)
def test_head_says_the_same_without_the_body(client: Client, tree: Tree, admin: User, path: str) -> None:
    for headers in (JSON, {**JSON, **bearer(admin)}):
        got, head = client.get(path, headers=headers), client.head(path, headers=headers)
        assert head.status_code == 200
        assert head.content == b""
        assert head["Content-Length"] == str(len(got.content))
        assert head["ETag"] == got["ETag"]
        assert client.head(path, headers={**headers, "if-none-match": got["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "DELETE, GET, HEAD, OPTIONS, PATCH, POST"),
        ("/++api++/", "DELETE, GET, HEAD, OPTIONS, PATCH, POST"),
        ("/@search", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_and_405_name_the_methods(client: Client, tree: Tree, path: str, allowed: str) -> None:
    asked = client.options(path)
    assert (asked.status_code, asked.content, asked["Allow"]) == (204, b"", allowed)
    for method in ("PUT", "TRACE", "LINK"):
        refused = client.generic(method, path, headers=JSON)
        assert (refused.status_code, refused["Allow"]) == (405, allowed)
        assert refused["Content-Type"] == "application/problem+json"


def test_options_tells_nothing_of_what_is_closed(client: Client, tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.news, restriction_type=PageViewRestriction.LOGIN)
    assert client.options(tree.news.url).status_code == 401
    assert client.options("/net/").status_code == 404
