"""Who guesses waits: passwords and codes are counted together, by name and address, and by address alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from home.models import HomePage
from tests.home.entrance.people import (
    HERE,
    PASSWORD,
    THERE,
    code_of,
    give_code,
    give_second_factor,
    is_in,
    sign_in,
    wrong,
)


@pytest.fixture
def secret(home: HomePage) -> str:
    """The key of a telephone; its owner is «anna»."""
    return give_second_factor(User.objects.create_superuser("anna", password=PASSWORD))[0]


def guess(client: Client, secret: str, times: int, address: str = HERE) -> list[int]:
    """Guess codes after the right password; return the answers' statuses."""
    sign_in(client, address=address)
    return [give_code(client, wrong(code_of(secret)), address).status_code for _time in range(times)]


def test_after_five_wrong_codes_the_right_one_waits_too(client: Client, secret: str) -> None:
    assert guess(client, secret, 5) == [200, 200, 200, 200, 429]
    answer = give_code(client, code_of(secret))
    assert answer.status_code == 429
    assert "Слишком много неудачных попыток входа" in answer.content.decode()
    assert not is_in(client)


def test_the_right_password_does_not_begin_the_count_anew(client: Client, secret: str) -> None:
    guess(client, secret, 3)
    assert guess(client, secret, 2) == [200, 429]
    assert sign_in(client).status_code == 429


def test_passwords_and_codes_are_counted_together(client: Client, secret: str) -> None:
    for number in range(3):
        sign_in(Client(), password=f"falsch-{number}")
    assert guess(client, secret, 2) == [200, 429]


def test_another_address_is_not_locked_out(client: Client, secret: str) -> None:
    guess(client, secret, 5)
    other = Client()
    sign_in(other, address=THERE)
    give_code(other, code_of(secret), THERE)
    assert is_in(other)


def test_the_address_is_what_our_own_proxy_has_seen(client: Client, secret: str) -> None:
    with override_settings(RESTAPI={"TRUSTED_PROXIES": 1}):
        sign_in(client)
        for number in range(5):
            forwarded = {"x-forwarded-for": f"6.6.6.{number}, 198.51.100.9"}
            answer = client.post("/login/code/", {"code": wrong(code_of(secret))}, headers=forwarded)
        assert answer.status_code == 429


@override_settings(ADDRESS_FAILURE_LIMIT=8)
def test_an_address_that_guesses_at_many_is_locked(client: Client, secret: str) -> None:
    for number in range(7):
        sign_in(Client(), name=f"name-{number}")
    assert guess(client, secret, 1) == [429]


def test_the_password_that_confirms_is_counted_too(client: Client, secret: str) -> None:
    client.force_login(User.objects.get())
    for number in range(5):
        answer = client.post("/account/confirm/", {"password": f"falsch-{number}"}, REMOTE_ADDR=HERE)
    assert answer.status_code == 429
    assert client.post("/account/confirm/", {"password": PASSWORD}, REMOTE_ADDR=HERE).status_code == 429


def test_the_code_that_confirms_is_counted_too(client: Client, secret: str) -> None:
    client.force_login(User.objects.get())
    for _time in range(5):
        code = {"code": wrong(code_of(secret))}
        answer = client.post("/account/confirm/code/", code, REMOTE_ADDR=HERE)
    assert answer.status_code == 429


def test_who_guesses_from_everywhere_closes_the_second_factor(
    client: Client, secret: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("home.entrance.codes.REFUSALS", 6)
    for place in ("192.0.2.5", "192.0.2.6"):
        assert guess(Client(), secret, 2, place) == [200, 200]
    sign_in(client)
    give_code(client, code_of(secret))
    assert is_in(client)
    for place in ("192.0.2.7", "192.0.2.8", "192.0.2.9"):
        assert guess(Client(), secret, 2, place) == [200, 200]
    assert "is closed after 6 wrong codes" in caplog.text
    other = Client()
    sign_in(other)
    give_code(other, code_of(secret, 1))
    assert not is_in(other)
