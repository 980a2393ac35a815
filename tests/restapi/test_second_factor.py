"""A second factor in the API: a code at `@login`, counted as passwords are; no session that lacks what it must have."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import APIToken

from home.models import HomePage
from restapi.models import Login
from tests.home.entrance.people import HERE, PASSWORD, THERE, code_of, give_second_factor, wrong
from tests.restapi.town import OTHER_SCHOOL, PRESS, Town

JSON = "application/json"


@pytest.fixture
def anna(home: HomePage) -> User:
    """A person who need not have a second factor."""
    user: User = User.objects.create_user("anna", password=PASSWORD)
    return user


def come_in(client: Client, address: str = HERE, **members: Any) -> Any:
    """Return the answer to a login."""
    body = {"login": "anna", "password": PASSWORD, **members}
    return client.post("/@login", body, content_type=JSON, headers={"accept": JSON}, REMOTE_ADDR=address)


def test_without_a_second_factor_no_code_is_asked_for(client: Client, anna: User) -> None:
    assert come_in(client).status_code == 200
    assert come_in(client, code="").status_code == 200
    assert come_in(client, code="123456").status_code == 200


def test_with_one_the_code_belongs_to_the_login(client: Client, anna: User) -> None:
    secret, codes = give_second_factor(anna)
    for code, words in (
        ("", "Нужен код"),
        (wrong(code_of(secret)), "Код не подходит"),
        ("яблоко", "Код не подходит"),
    ):
        answer = come_in(client, code=code)
        assert answer.status_code == 401
        assert words in answer.json()["detail"]
        (mistake,) = answer.json()["errors"]
        assert (mistake["loc"], mistake["type"]) == (["body", "code"], "second_factor")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "no-store" in answer.headers["Cache-Control"]
    assert not Login.objects.exists()
    assert come_in(client, code=code_of(secret)).json()["token"]
    assert come_in(client, code=codes[0]).json()["token"]
    assert come_in(client, code=code_of(secret)).status_code == 401
    assert come_in(client, code=codes[0]).status_code == 401


def test_a_wrong_password_says_nothing_of_codes(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    answer = come_in(client, password="falsch", code=code_of(secret))
    assert answer.status_code == 401
    assert "errors" not in answer.json()


def test_who_guesses_codes_waits(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    statuses = [come_in(client, code=wrong(code_of(secret))).status_code for _time in range(5)]
    assert statuses == [401, 401, 401, 401, 429]
    answer = come_in(client, code=code_of(secret))
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert come_in(client, THERE, code=code_of(secret)).status_code == 200


@pytest.mark.parametrize("code", [None, 123456, "1" * 41, ["123456"]])
def test_what_is_no_code_is_a_bad_request(client: Client, anna: User, code: Any) -> None:
    give_second_factor(anna)
    assert come_in(client, code=code).status_code == 400


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_who_must_have_one_is_sent_to_the_set_up(client: Client, town: Town) -> None:
    press = town.people[PRESS]
    press.set_password(PASSWORD)
    press.save()
    answer = come_in(client, login=press.username)
    assert answer.status_code == 403
    assert f"http://127.0.0.1:8000{reverse('mfa_activate_totp')}" in answer.json()["detail"]
    assert not Login.objects.exists()
    secret, _codes = give_second_factor(press)
    assert come_in(client, login=press.username, code=code_of(secret)).status_code == 200


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_a_session_without_it_neither_reads_nor_writes(client: Client, town: Town) -> None:
    press = town.people[PRESS]
    client.force_login(press)
    path = town.draft.url
    for ask in (
        lambda: client.get(f"/++api++{path}"),
        lambda: client.get(path, headers={"accept": JSON}),
        lambda: client.patch(path, {"title": "Иначе"}, content_type=JSON, headers={"accept": JSON}),
        lambda: client.post(f"{path}@lock", headers={"accept": JSON}),
        lambda: client.get("/api/v3/images/"),
    ):
        answer = ask()
        assert answer.status_code == 403
        assert "Сначала включите вход с кодом" in answer.json()["detail"]
    give_second_factor(press)
    assert client.get(path, headers={"accept": JSON}).status_code == 200


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_schools_sessions_and_programs_go_on(client: Client, town: Town) -> None:
    client.force_login(town.people[OTHER_SCHOOL])
    assert client.get(town.foreign_draft.url, headers={"accept": JSON}).status_code == 200
    client.logout()
    token = APIToken.create_token(user=town.people[PRESS], name="t")[1]
    headers = {"accept": JSON, "authorization": f"Bearer {token}"}
    assert client.get(town.draft.url, headers=headers).status_code == 200


def test_a_project_without_the_setting_asks_for_nothing_more(client: Client, anna: User) -> None:
    give_second_factor(anna)
    with override_settings(RESTAPI={}, SECOND_FACTOR_REQUIRED=True):
        assert come_in(client).status_code == 200
