"""What a page of a foreign site may ask: to read for everybody, to write for those who are listed."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

JSON = {"accept": "application/json"}
LISTED, OTHER = "https://front.example", "https://other.example"
ALLOW_ORIGIN = "Access-Control-Allow-Origin"


@pytest.fixture(autouse=True)
def listed(settings: Any) -> None:
    """One site may write."""
    settings.CORS_ALLOWED_ORIGINS = [LISTED]


def preflight(client: Client, path: str, origin: str, method: str) -> Any:
    return client.options(path, headers={"origin": origin, "access-control-request-method": method})


def words(response: Any, header: str) -> set[str]:
    return set(response.headers.get(header, "").split(", "))


@pytest.mark.parametrize("origin", [LISTED, OTHER, "null", "not an origin"])
@pytest.mark.parametrize("path", ["/", "/++api++/", "/@search", "/net/", "/api/v3/pages/"])
def test_every_site_may_read(client: Client, home: Page, path: str, origin: str) -> None:
    response = client.get(path, headers={**JSON, "origin": origin})
    assert response[ALLOW_ORIGIN] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    exposed = words(response, "Access-Control-Expose-Headers")
    assert {"ETag", "Location", "RateLimit-Remaining", "Retry-After"} <= exposed


def test_an_answer_without_an_origin_can_be_kept_for_all(client: Client, home: Page) -> None:
    assert client.get("/@search")[ALLOW_ORIGIN] == "*"
    assert "Origin" not in client.get("/@search")["Vary"]


@pytest.mark.parametrize("path", ["/", "/login/", "/search/", "/static/site.css"])
def test_what_is_no_api_says_nothing(client: Client, home: Page, path: str) -> None:
    assert ALLOW_ORIGIN not in client.get(path, headers={"origin": LISTED})
    if path != "/":
        assert ALLOW_ORIGIN not in preflight(client, path, LISTED, "POST")


@pytest.mark.parametrize("path", ["/", "/++api++/", "/@search", "/api/v3/pages/"])
def test_every_site_is_told_that_it_may_read(client: Client, home: Page, path: str) -> None:
    response = preflight(client, path, OTHER, "GET")
    assert response.status_code == 204
    assert response[ALLOW_ORIGIN] == "*"
    assert words(response, "Access-Control-Allow-Methods") == {"GET", "HEAD", "OPTIONS"}
    assert "if-none-match" in words(response, "Access-Control-Allow-Headers")
    assert "authorization" not in words(response, "Access-Control-Allow-Headers")


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/++api++/", "/@search"])
def test_a_listed_site_may_write_and_no_other(client: Client, home: Page, path: str, method: str) -> None:
    asked = preflight(client, path, LISTED, method)
    assert asked[ALLOW_ORIGIN] == LISTED
    assert method in words(asked, "Access-Control-Allow-Methods")
    assert {"authorization", "content-type", "if-match", "idempotency-key"} <= words(
        asked, "Access-Control-Allow-Headers"
    )
    assert "Origin" in words(asked, "Vary")
    assert "Access-Control-Allow-Credentials" not in asked
    for origin in (OTHER, "null", f"{LISTED}.evil.example", LISTED.replace("https", "http")):
        refused = preflight(client, path, origin, method)
        assert ALLOW_ORIGIN not in refused
        assert "Access-Control-Allow-Methods" not in refused


@pytest.mark.parametrize(("origin", "allowed"), [(LISTED, LISTED), (OTHER, None)])
def test_only_a_listed_site_reads_what_a_write_says(
    client: Client, home: Page, origin: str, allowed: str | None
) -> None:
    response = client.post(
        "/",
        json.dumps({"@type": "home.StandardPage"}),
        "application/json",
        headers={**JSON, "origin": origin},
    )
    assert response.status_code == 401
    assert response.headers.get(ALLOW_ORIGIN) == allowed


def test_a_listed_site_may_send_a_token_when_it_reads(client: Client, home: Page) -> None:
    response = preflight(client, "/", LISTED, "GET")
    assert "authorization" in words(response, "Access-Control-Allow-Headers")
