"""How often one may ask, and what who asks too often is told."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from freezegun import freeze_time
from wagtail.models import APIToken, Page

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def limits(settings: Any) -> None:
    """Three reads and two writes a minute."""
    settings.RESTAPI = {**settings.RESTAPI, "READS_PER_MINUTE": 3, "WRITES_PER_MINUTE": 2}


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Let no test stand between two minutes."""
    with freeze_time("2026-05-05 12:00:15") as clock:
        yield clock


def bearer(user: User) -> dict[str, str]:
    return {**JSON, "authorization": f"Bearer {APIToken.create_token(user=user, name='t')[1]}"}


def left(response: Any) -> tuple[int, ...]:
    return tuple(int(response[f"RateLimit-{name}"]) for name in ("Limit", "Remaining", "Reset"))


def test_each_answer_says_what_is_left(client: Client, home: Page, at_noon: Any) -> None:
    assert left(client.get("/", headers=JSON)) == (3, 2, 45)
    assert left(client.get("/net/", headers=JSON)) == (3, 1, 45)
    at_noon.tick(40)
    assert left(client.get("/@search")) == (3, 0, 5)


def test_who_asks_too_often_is_told_when_to_come_again(client: Client, home: Page, at_noon: Any) -> None:
    for _time in range(3):
        assert client.get("/@search").status_code == 200
    refused = client.get("/@search")
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "TooManyRequests"
    assert refused["Retry-After"] == refused["RateLimit-Reset"] == "45"
    assert refused["RateLimit-Remaining"] == "0"
    at_noon.tick(45)
    assert client.get("/@search").status_code == 200


def test_reads_and_writes_are_counted_by_themselves(client: Client, home: Page) -> None:
    for _time in range(3):
        client.get("/@search")
    statuses = [
        client.post(
            "/", json.dumps({"@type": "home.StandardPage"}), "application/json", headers=JSON
        ).status_code
        for _time in range(3)
    ]
    assert statuses == [401, 401, 429]


def test_addresses_tokens_and_users_are_counted_by_themselves(client: Client, home: Page) -> None:
    user = User.objects.create_superuser("admin")
    for headers in (JSON, bearer(user), bearer(user)):
        assert [client.get("/", headers=headers).status_code for _time in range(4)] == [200, 200, 200, 429]
    assert client.get("/", headers=JSON, REMOTE_ADDR="192.0.2.7").status_code == 200
    client.force_login(user)
    assert client.get("/", headers=JSON).status_code == 200


def test_who_guesses_tokens_is_counted_too(client: Client, home: Page) -> None:
    wrong = {**JSON, "authorization": f"Bearer {APIToken.generate_token()}"}
    assert [client.get("/", headers=wrong).status_code for _time in range(4)] == [401, 401, 401, 429]


def test_a_client_names_no_address_of_its_own(client: Client, home: Page, settings: Any) -> None:
    def statuses() -> list[int]:
        return [
            client.get("/", headers={**JSON, "x-forwarded-for": f"192.0.2.{number}, 203.0.113.5"}).status_code
            for number in range(4)
        ]

    assert statuses() == [200, 200, 200, 429]
    settings.RESTAPI = {**settings.RESTAPI, "TRUSTED_PROXIES": 1}
    assert statuses() == [200, 200, 200, 429]  # all of them the one that the proxy has seen
    settings.RESTAPI = {**settings.RESTAPI, "TRUSTED_PROXIES": 2}
    assert statuses() == [200, 200, 200, 200]


def test_people_who_read_pages_are_not_counted(client: Client, home: Page) -> None:
    assert {client.get("/").status_code for _time in range(5)} == {200}
    assert "RateLimit-Limit" not in client.get("/")


def test_304_is_counted_and_without_limits_nothing_is_said(client: Client, home: Page, settings: Any) -> None:
    assert left(client.get("/", headers={**JSON, "if-none-match": "*"}))[1] == 2
    settings.RESTAPI = {**settings.RESTAPI, "READS_PER_MINUTE": 0}
    assert "RateLimit-Limit" not in client.get("/@search")
