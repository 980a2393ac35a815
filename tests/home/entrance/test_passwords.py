"""The rules of passwords: the same wherever one is chosen, shown before one types, in Russian."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from home.enrolling.invitations import invite
from home.models import HomePage
from tests.home.entrance.people import PASSWORD

RULES = (
    "как минимум 10 символов",
    "не должен быть слишком похож",
    "не должен быть слишком простым",
    "не может состоять только из цифр",
)
REFUSED = {
    "les-i-rek": "слишком короткий",
    "anna@example.org": "слишком похож",
    "qwertyuiop": "слишком широко распространён",
    "4815162342": "только из цифр",
}


@pytest.fixture
def anna(home: HomePage) -> User:
    """Whose password is chosen."""
    user: User = User.objects.create_superuser(
        "anna@example.org", "anna@example.org", PASSWORD, first_name="Анна", last_name="Лесная"
    )
    return user


def invitation(client: Client, anna: User) -> tuple[str, dict[str, str]]:
    """Return the form behind an invitation, and the names of its fields with other values."""
    anna.set_unusable_password()
    anna.save()
    invite(anna)
    path = re.findall(r"/invitation/\S+", str(mail.outbox[-1].body))[0]
    return client.get(path, follow=True).redirect_chain[-1][0], {"new_password1": "", "new_password2": ""}


def forgotten(client: Client, anna: User) -> tuple[str, dict[str, str]]:
    """Return the form behind the letter for a forgotten password."""
    client.post("/admin/password_reset/", {"email": anna.email})
    path = re.findall(r"/admin/password_reset/confirm/\S+", str(mail.outbox[-1].body))[0]
    return client.get(path, follow=True).redirect_chain[-1][0], {"new_password1": "", "new_password2": ""}


def own_account(client: Client, anna: User) -> tuple[str, dict[str, str]]:
    """Return the form in one's own account."""
    client.force_login(anna)
    tabs = client.get("/admin/account/").context["panels_by_tab"]
    fields = [field for panels in tabs.values() for panel in panels for field in panel.get_form()]
    shown = {field.html_name: field.value() for field in fields if field.value()}  # no file, no empty one
    passwords = {
        "password-old_password": PASSWORD,
        "password-new_password1": "",
        "password-new_password2": "",
    }
    return "/admin/account/", {**shown, **passwords}


def users_editor(client: Client, anna: User) -> tuple[str, dict[str, str]]:
    """Return the form in which an administrator changes somebody."""
    client.force_login(User.objects.create_superuser("root"))
    more = {"username": anna.username, "email": anna.email, "first_name": "Анна", "last_name": "Лесная"}
    return f"/admin/users/edit/{anna.pk}/", {"password1": "", "password2": "", **more}


def new_user(client: Client, anna: User) -> tuple[str, dict[str, str]]:
    """Return the form in which an administrator makes somebody."""
    client.force_login(anna)
    more = {"username": "anna", "email": "anna@example.org", "first_name": "Анна", "last_name": "Л"}
    return "/admin/users/new/", {"password1": "", "password2": "", **more}


PLACES = [invitation, forgotten, own_account, users_editor, new_user]
Place = Callable[[Client, User], tuple[str, dict[str, str]]]


def choose(client: Client, path: str, form: dict[str, str], password: str) -> Any:
    """Return the answer to a password."""
    data = {name: password if re.search(r"password[12]$", name) else value for name, value in form.items()}
    return client.post(path, data)


@pytest.mark.parametrize("place", PLACES)
def test_the_rules_are_shown_before_one_types(client: Client, anna: User, place: Place) -> None:
    path, _form = place(client, anna)
    page = client.get(path).content.decode()
    assert [rule for rule in RULES if rule not in page] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_bad_password_is_refused_with_its_reason(client: Client, anna: User, place: Place) -> None:
    path, form = place(client, anna)
    before = list(User.objects.values_list("username", "password"))
    for password, reason in REFUSED.items():
        answer = choose(client, path, form, password)
        assert answer.status_code == 200, password
        assert reason in answer.content.decode(), password
    assert list(User.objects.values_list("username", "password")) == before


@pytest.mark.parametrize("place", PLACES)
def test_a_good_one_is_taken(client: Client, anna: User, place: Place) -> None:
    path, form = place(client, anna)
    assert choose(client, path, form, "gora-i-more-77").status_code == 302
    assert any(user.check_password("gora-i-more-77") for user in User.objects.all())
