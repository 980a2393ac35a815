"""Who guesses passwords waits, in the API and at the site's login: by name and address, and by address alone."""

import datetime
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client, RequestFactory, override_settings
from freezegun import freeze_time

from home.models import HomePage
from restapi.http.clients import client_address

PASSWORD = "les-i-reka-7"
JSON = "application/json"
LOGIN = "/login/"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def anna(home: HomePage) -> User:
    """Someone to be guessed at, who may enter the admin."""
    user: User = User.objects.create_superuser("anna", password=PASSWORD)
    return user


def try_api(client: Client, password: str, name: str = "anna", address: str = HERE) -> Any:
    """Return what the API says to a name and a password."""
    body = {"login": name, "password": password}
    return client.post("/@login", body, content_type=JSON, headers={"accept": JSON}, REMOTE_ADDR=address)


def try_site(client: Client, password: str, name: str = "anna", address: str = HERE) -> Any:
    """Return what the site's login says to a name and a password."""
    return client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)


def guess(client: Client, times: int, **who: str) -> None:
    """Guess wrongly, by turns in the API and on the site."""
    for number in range(times):
        (try_api, try_site)[number % 2](client, f"falsch-{number}", **who)


def test_after_five_failures_the_right_password_waits_too(client: Client, anna: User) -> None:
    guess(client, 4)
    assert try_api(client, PASSWORD).status_code == 200
    guess(client, 5)
    answer = try_api(client, PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Слишком много неудачных попыток входа" in answer.json()["detail"]
    assert 1790 < int(answer.headers["Retry-After"]) <= 1800
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_fifth_failure_is_told_already(client: Client, anna: User) -> None:
    guess(client, 4)
    assert try_api(client, "falsch").status_code == 429


def test_the_site_shows_a_page(client: Client, anna: User) -> None:
    guess(client, 5)
    answer = try_site(client, PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    page = answer.content.decode()
    assert "Слишком много неудачных попыток входа. Попробуйте снова через 30 мин." in page
    assert LOGIN in page
    assert "_auth_user_id" not in client.session


def test_others_are_not_locked_out(client: Client, anna: User) -> None:
    User.objects.create_user("boris", password=PASSWORD)
    guess(client, 5)
    assert try_api(client, PASSWORD, address=THERE).status_code == 200
    assert try_api(client, PASSWORD, name="boris").status_code == 200


def test_half_an_hour_later_it_is_over_though_somebody_goes_on_trying(client: Client, anna: User) -> None:
    start = datetime.datetime(2026, 10, 1, 8, tzinfo=datetime.UTC)
    with freeze_time(start):
        guess(client, 5)
    with freeze_time(start + datetime.timedelta(minutes=29)):
        assert int(try_api(client, "falsch").headers["Retry-After"]) == 60
    with freeze_time(start + datetime.timedelta(minutes=31)):
        assert try_api(client, PASSWORD).status_code == 200


@override_settings(ADDRESS_FAILURE_LIMIT=20)
def test_many_failures_lock_an_address_whatever_the_names(client: Client, anna: User) -> None:
    User.objects.create_user("boris", password=PASSWORD)
    for number in range(19):
        try_api(client, "falsch", name=f"name-{number}")
    # Who has an account cannot wipe off by it what was guessed at others.
    assert try_api(client, PASSWORD, name="boris").status_code == 200
    assert try_api(client, "falsch", name="name-20").status_code == 429
    assert try_api(client, PASSWORD).status_code == 429
    assert try_site(client, PASSWORD).status_code == 429
    assert try_api(client, PASSWORD, address=THERE).status_code == 200


def test_passwords_are_not_kept(client: Client, anna: User) -> None:
    guess(client, 2)
    kept = str(list(AccessAttempt.objects.values()))
    assert "falsch" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 203.0.113.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "nonsense", None),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.9", "198.51.100.9"),
    ],
)
def test_the_address_is_what_our_own_proxies_have_seen(
    proxies: int, forwarded: str, address: str | None
) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=HERE)
    with override_settings(RESTAPI={"TRUSTED_PROXIES": proxies}):
        assert client_address(request) == address


def test_where_the_address_is_unknown_the_name_is_locked_all_the_same(client: Client, anna: User) -> None:
    guess(client, 5, address="")
    assert try_api(client, PASSWORD, address="").status_code == 429
