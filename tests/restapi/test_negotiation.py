"""One address, two languages: who gets HTML and who gets JSON."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from restapi.http.negotiation import prefers_json
from tests.factories import Tree
from tests.restapi.conftest import Get

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

HTML_ACCEPTS = [
    BROWSER,
    "*/*",
    "",
    "text/html",
    "text/html, application/json",
    "application/json;q=0.8, text/html;q=0.9",
    "application/json;q=0, */*",
    "application/json;q=0",
    "text/*, application/*",
    "application/problem+json",
    "nonsense",
    ",;q=,/",
]
JSON_ACCEPTS = [
    "application/json",
    "application/json, text/plain, */*",
    "application/json;q=0.9, text/html;q=0.8",
    "application/json;charset=utf-8",
    "text/html;q=0.5, application/*",
    "text/html;q=0, */*",
    "APPLICATION/JSON",
]


@pytest.mark.parametrize("accept", HTML_ACCEPTS)
def test_accept_means_html(rf, accept: str) -> None:
    assert not prefers_json(rf.get("/", headers={"accept": accept}))


@pytest.mark.parametrize("accept", JSON_ACCEPTS)
def test_accept_means_json(rf, accept: str) -> None:
    assert prefers_json(rf.get("/", headers={"accept": accept}))


def test_no_accept_header_means_html(rf) -> None:
    assert not prefers_json(rf.get("/"))


def test_a_page_answers_a_browser_in_html_and_a_program_in_json(client: Client, tree: Tree) -> None:
    for accept, content_type in (
        (BROWSER, "text/html; charset=utf-8"),
        ("application/json", "application/json"),
    ):
        response = client.get(tree.about.url, headers={"accept": accept})
        assert response.status_code == 200
        assert response.headers["Content-Type"] == content_type
        assert "Accept" in response.headers["Vary"]


def test_the_api_prefix_gives_the_same_json_to_everybody(client: Client, get: Get, tree: Tree) -> None:
    expected = get(tree.about.url).json()
    for path in (
        f"/++api++{tree.about.url}",
        f"/++api++{tree.about.url.rstrip('/')}",
        f"/++api++/{tree.about.url}",
    ):
        response = client.get(path, headers={"accept": BROWSER})
        assert response.headers["Content-Type"] == "application/json"
        assert response.json() == expected


@pytest.mark.parametrize("path", ["/++api++", "/++api++/"])
def test_the_api_prefix_alone_is_the_home_page(client: Client, tree: Tree, path: str) -> None:
    assert client.get(path).json()["@type"] == "home.HomePage"


def test_following_an_id_works(get: Get, tree: Tree) -> None:
    body = get(tree.report.url).json()
    assert get(body["@id"]).json() == body
    assert get(body["parent"]["@id"]).json()["UID"] == str(tree.school.translation_key)


def test_ids_keep_the_host_that_was_asked(get: Get, tree: Tree) -> None:
    body = get(tree.about.url, host="vestnik.example:8102").json()
    assert body["@id"] == f"http://vestnik.example:8102{tree.about.url}"
    assert body["parent"]["@id"] == "http://vestnik.example:8102/"


def test_a_missing_slash_at_the_end_leads_to_the_page(get: Get, tree: Tree) -> None:
    response = get(tree.about.url.rstrip("/"), status=301)
    assert response.headers["Location"] == tree.about.url


def test_head_answers_like_get_without_a_body(client: Client, tree: Tree) -> None:
    for path in (tree.about.url, f"/++api++{tree.about.url}", f"{tree.about.url}@search"):
        response = client.head(path, headers={"accept": "application/json"})
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/json"
        assert response.content == b""


def test_a_service_needs_no_accept_header(client: Client, tree: Tree) -> None:
    about = tree.about.url
    for path in ("/@search", "/@search/", f"{about}@search", f"{about}/@search", f"/++api++/{about}@search"):
        assert client.get(path).headers["Content-Type"] == "application/json", path


@pytest.mark.parametrize("path", ["/", "/++api++/", "/@search"])
def test_put_is_not_allowed(client: Client, home, path: str) -> None:
    response = client.put(path, {}, content_type="application/json")
    assert response.status_code == 405
    assert "GET, HEAD" in response.headers["Allow"]
    assert "PUT" not in response.headers["Allow"]
    assert response.headers["Content-Type"] == "application/problem+json"


def test_put_without_a_csrf_token_is_told_the_methods(home) -> None:
    response = Client(enforce_csrf_checks=True).put("/", {}, content_type="application/json")
    assert response.status_code == 405


def test_a_form_still_needs_its_csrf_token(tree: Tree) -> None:
    assert Client(enforce_csrf_checks=True).post(tree.about.url, {"a": "b"}).status_code == 403


def test_the_password_form_of_a_private_page_works(client: Client, tree: Tree) -> None:
    restriction = PageViewRestriction.objects.create(
        page=tree.about, restriction_type="password", password="слово"
    )
    page = client.get(tree.about.url)
    assert b"authenticate_with_password" in page.content
    answer = client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{tree.about.pk}/",
        {"password": "слово", "return_url": tree.about.url},
        headers={"accept": BROWSER},
    )
    assert answer.status_code == 302
    assert client.get(tree.about.url, headers={"accept": "application/json"}).status_code == 200


def test_the_login_form_keeps_its_address(client: Client, home) -> None:
    response = client.get("/_util/login/", follow=True)
    assert response.status_code == 200
    assert 'name="password"' in response.content.decode()


@pytest.mark.parametrize("path", ["/net/", "/net.txt", "/%ED%A0%80/"])
def test_what_is_missing_is_a_page_to_a_browser_and_a_problem_to_a_program(
    client: Client, home, path: str
) -> None:
    for accept, content_type in ((BROWSER, "text/html"), ("application/json", "application/problem+json")):
        response = client.get(path, headers={"accept": accept})
        assert response.status_code == 404
        assert response.headers["Content-Type"].startswith(content_type)
        assert "Accept" in response.headers["Vary"]
