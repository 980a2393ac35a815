"""A second factor is set up, looked after and switched off by its owner, and taken away by who may."""

import logging
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from home.entrance.noting import SET_UP, SWITCHED_OFF
from home.entrance.requirement import TAKEN_AWAY
from tests.home.entrance.people import PASSWORD, code_of, give_code, give_second_factor, is_in, sign_in
from tests.restapi.town import ADMINISTRATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town

KEY = re.compile(r'value="([A-Z2-7]{32})"')


@pytest.fixture
def anna(db: None) -> User:
    """Someone who need not have a second factor."""
    user: User = User.objects.create_user("anna", "anna@example.org", PASSWORD)
    return user


def set_up(client: Client) -> Any:
    """Set a second factor up as the page tells to; return the key and the answer."""
    key = KEY.findall(client.get("/account/code/").content.decode())[0]
    return key, client.post("/account/code/", {"code": code_of(key)})


def codes_shown(client: Client) -> list[str]:
    """Return the recovery codes that the page shows."""
    return re.findall(r"<li>(\d{8})</li>", client.get("/account/recovery-codes/").content.decode())


def test_it_is_set_up_after_a_login_without_being_asked_again(client: Client, anna: User) -> None:
    sign_in(client)
    page = client.get("/account/code/").content.decode()
    assert "<svg" in page
    assert "<?xml" not in page
    assert "otpauth://totp/" in page
    key, answer = set_up(client)
    assert answer["Location"] == "/account/recovery-codes/"
    codes = codes_shown(client)
    assert len(set(codes)) == 10
    text = client.get("/account/recovery-codes/file/")
    assert text.headers["Content-Disposition"].startswith("attachment")
    assert all(code in text.content.decode() for code in codes)
    other = Client()
    assert sign_in(other)["Location"] == "/login/code/"
    give_code(other, code_of(key))
    assert is_in(other)


def test_a_wrong_code_sets_nothing_up_and_keeps_the_key(client: Client, anna: User) -> None:
    sign_in(client)
    key = KEY.findall(client.get("/account/code/").content.decode())[0]
    page = client.post("/account/code/", {"code": "яблоко"}).content.decode()
    assert "Код не подходит" in page
    assert KEY.findall(page) == [key]
    assert not Authenticator.objects.exists()


def test_an_old_session_is_asked_for_the_password(client: Client, anna: User) -> None:
    sign_in(client)
    with freeze_time(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 600))):
        answer = client.get("/account/code/")
        assert answer["Location"] == "/account/confirm/?next=%2Faccount%2Fcode%2F"
        answer = client.post("/account/confirm/", {"password": "falsch", "next": "/account/code/"})
        assert "Это не тот пароль" in answer.content.decode()
        answer = client.post("/account/confirm/", {"password": PASSWORD, "next": "/account/code/"})
        assert answer["Location"] == "/account/code/"
        assert client.get("/account/code/").status_code == 200


def test_switching_off_asks_for_the_password_or_a_code(client: Client, anna: User) -> None:
    sign_in(client)
    _key, _answer = set_up(client)
    assert client.get("/account/code/off/")["Location"].startswith("/account/confirm/")
    assert client.post("/account/code/off/")["Location"].startswith("/account/confirm/")
    assert Authenticator.objects.count() == 2
    client.post("/account/confirm/code/", {"code": codes_shown(client)[0]})
    assert client.get("/account/code/off/").status_code == 200
    assert client.post("/account/code/off/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert "Не включён" in client.get("/account/").content.decode()


def test_the_log_says_when_its_owner_has_set_it_up_and_off(
    client: Client, anna: User, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    client.post("/account/confirm/", {"password": PASSWORD})
    client.post("/account/code/off/")
    entries = ModelLogEntry.objects.filter(object_id=str(anna.pk)).order_by("pk")
    assert list(entries.values_list("action", "user")) == [(SET_UP, anna.pk), (SWITCHED_OFF, anna.pk)]


def test_new_recovery_codes_end_the_old_ones(client: Client, anna: User) -> None:
    sign_in(client)
    set_up(client)
    old = codes_shown(client)
    client.post("/account/confirm/", {"password": PASSWORD})
    client.post("/account/recovery-codes/new/")
    assert not set(old) & set(codes_shown(client))


@pytest.mark.parametrize(
    "path", ["", "code/", "code/off/", "confirm/", "confirm/code/", "recovery-codes/", "recovery-codes/new/"]
)
def test_all_of_it_is_for_who_is_signed_in(client: Client, anna: User, path: str) -> None:
    answer = client.get(f"/account/{path}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_it_is_offered_in_the_admin_and_on_the_desk_of_reports(client: Client, town: Town) -> None:
    client.force_login(town.people[SCHOOL])
    for path in ("/admin/account/", "/reports/"):
        assert 'href="/account/"' in client.get(path).content.decode(), path


# Where it must be.


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/", "/admin/account/", "/reports/", "/reports/new/"]
)
@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_who_must_have_one_is_led_to_it(client: Client, town: Town, path: str) -> None:
    for role in (PRESS, ADMINISTRATOR):
        client.force_login(town.people[role])
        assert client.get(path)["Location"] == "/account/code/", role
        assert client.post(path)["Location"] == "/account/code/", role
        assert client.get(path, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(path)["Location"] == "/account/code/"


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_schools_and_visitors_are_not(client: Client, town: Town) -> None:
    client.force_login(town.people[SCHOOL])
    assert client.get("/admin/").status_code == 200
    client.force_login(town.people[PRESS])
    assert client.get("/").status_code == 200
    assert client.post("/admin/logout/")["Location"] == "/login/"


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_with_it_the_way_is_open_and_it_stays(client: Client, town: Town) -> None:
    press = town.people[PRESS]
    press.set_password(PASSWORD)
    press.save()
    sign_in(client, press.username)
    _key, _answer = set_up(client)
    assert client.get("/admin/").status_code == 200
    page = client.get("/account/").content.decode()
    assert "обязателен" in page
    assert "/account/code/off/" not in page
    client.post("/account/confirm/", {"password": PASSWORD})
    answer = client.post("/account/code/off/")
    assert "отключить его нельзя" in answer.content.decode()
    assert Authenticator.objects.filter(user=press).count() == 2


# When the telephone is lost.


@pytest.fixture
def school(town: Town) -> User:
    """A school's editor with a second factor."""
    give_second_factor(town.people[OTHER_SCHOOL])
    return town.people[OTHER_SCHOOL]


def test_an_administrator_takes_it_away(client: Client, town: Town, school: User) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    path = f"/admin/second-factor/{school.pk}/"
    assert path in client.get(f"/admin/users/edit/{school.pk}/").content.decode()
    assert "с одним паролем" in client.get(path).content.decode()
    assert client.post(path)["Location"] == f"/admin/users/edit/{school.pk}/"
    assert not Authenticator.objects.filter(user=school).exists()
    entry = ModelLogEntry.objects.get(action=TAKEN_AWAY)
    assert entry.user == town.people[ADMINISTRATOR]
    assert entry.object_id == str(school.pk)
    assert path not in client.get(f"/admin/users/edit/{school.pk}/").content.decode()
    client.post(path)
    assert ModelLogEntry.objects.filter(action=TAKEN_AWAY).count() == 1


@pytest.mark.parametrize("role", [SCHOOL, PRESS])
def test_nobody_else_does(
    client: Client, town: Town, school: User, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(town.people[role])
    for ask in (client.get, client.post):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert ask(f"/admin/second-factor/{school.pk}/")["Location"] == "/admin/"
        assert f"refused: user {town.people[role].pk}" in caplog.text
    assert Authenticator.objects.filter(user=school).count() == 2


def test_an_administrator_takes_neither_his_own_nor_a_superusers(client: Client, town: Town) -> None:
    administrator, root = town.people[ADMINISTRATOR], User.objects.create_superuser("root")
    client.force_login(administrator)
    for user in (administrator, root):
        give_second_factor(user)
        path = f"/admin/second-factor/{user.pk}/"
        client.post(path)
        assert path not in client.get(f"/admin/users/edit/{user.pk}/").content.decode()
        assert Authenticator.objects.filter(user=user).count() == 2


def test_the_listing_says_who_has_one(client: Client, town: Town, school: User) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    page = client.get("/admin/users/").content.decode()
    assert "Вход с кодом" in page
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    marked = [row for row in rows if row.count('href="#icon-check"') == 2]  # active, and with a code
    assert len(marked) == 1
    assert school.username in marked[0]


def test_the_command_takes_it_away(school: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reset_second_factor", school.username)
    assert f"у пользователя {school.username} отключён" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=school).exists()
    assert ModelLogEntry.objects.get(action=TAKEN_AWAY).user is None
    for name, complaint in ((school.username, "не включён"), ("niemand", "нет")):
        with pytest.raises(CommandError, match=complaint):
            call_command("reset_second_factor", name)


def test_a_login_with_a_code_forgets_the_failures(client: Client, anna: User) -> None:
    key, _codes = give_second_factor(anna)
    sign_in(client, password="falsch")
    sign_in(client)
    give_code(client, code_of(key))
    assert not AccessAttempt.objects.exists()
