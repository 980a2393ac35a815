"""The only login: for the site and its admin, with a code where one is set up, and no way around it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import PageViewRestriction

from home import roles
from home.enrolling.invitations import invite
from home.models import HomePage
from tests.factories import Tree
from tests.home.entrance.people import PASSWORD, code_of, give_code, give_second_factor, is_in, sign_in, wrong
from tests.restapi.town import PRESS, Town


@pytest.fixture
def anna(home: HomePage) -> User:
    """Someone who may enter the admin."""
    user: User = User.objects.create_superuser("anna", "anna@example.org", PASSWORD)
    return user


def test_a_password_is_enough_where_no_code_is_set_up(client: Client, anna: User) -> None:
    assert sign_in(client)["Location"] == "/admin/"
    assert is_in(client)


def test_a_wrong_password_is_refused_in_russian(client: Client, anna: User) -> None:
    answer = sign_in(client, password="falsch")
    assert answer.status_code == 200
    assert "Имя и пароль не подходят друг к другу" in answer.content.decode()
    assert not is_in(client)


def test_with_a_second_factor_the_password_alone_is_not_enough(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    assert sign_in(client, next="/admin/reports/")["Location"] == "/login/code/"
    assert not is_in(client)
    assert give_code(client, wrong(code_of(secret))).status_code == 200
    assert not is_in(client)
    assert give_code(client, code_of(secret))["Location"] == "/admin/reports/"
    assert is_in(client)


def test_a_code_is_good_once(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    code = code_of(secret)
    sign_in(client)
    give_code(client, code)
    other = Client()
    sign_in(other)
    answer = give_code(other, code)
    assert "действует один раз" in answer.content.decode()
    assert not is_in(other)
    give_code(other, code_of(secret, 1))
    assert is_in(other)


def test_a_recovery_code_is_good_once(client: Client, anna: User) -> None:
    _secret, codes = give_second_factor(anna)
    sign_in(client)
    give_code(client, codes[3])
    assert is_in(client)
    other = Client()
    sign_in(other)
    give_code(other, codes[3])
    assert not is_in(other)
    give_code(other, codes[4])
    assert is_in(other)


def test_a_code_without_a_password_is_nothing(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    assert give_code(client, code_of(secret))["Location"] == "/login/"
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", "яблоко", "1" * 500, "\x00", "-"])
def test_what_is_no_code_is_refused_and_shown_in_russian(client: Client, anna: User, code: str) -> None:
    give_second_factor(anna)
    sign_in(client)
    answer = give_code(client, code)
    assert answer.status_code == 200
    assert 'class="errors"' in answer.content.decode()
    assert not is_in(client)


def test_the_key_is_not_kept_in_plain_text(anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    kept = str(list(Authenticator.objects.filter(user=anna).values("data")))
    assert "secret" in kept
    assert secret not in kept


def test_another_secret_key_is_no_error_of_the_site(client: Client, anna: User, settings) -> None:
    secret, codes = give_second_factor(anna)
    settings.SECRET_KEY = "another-insecure-key-of-the-tests"
    sign_in(client)
    assert give_code(client, code_of(secret)).status_code == 200
    assert give_code(client, codes[0]).status_code == 200
    settings.SECRET_KEY_FALLBACKS = ["insecure-key-of-the-tests"]
    assert give_code(client, code_of(secret)).status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_logins_lead_here(client: Client, anna: User, path: str) -> None:
    answer = client.get(path, {"next": "/admin/pages/"})
    assert answer["Location"] == "/login/?next=%2Fadmin%2Fpages%2F"
    client.post(path, {"username": "anna", "password": PASSWORD})
    assert not is_in(client)


def test_a_closed_page_asks_here_too(client: Client, tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.about, restriction_type="login")
    assert client.get(tree.about.url)["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_login_leads_to_this_host_only(client: Client, anna: User, target: str) -> None:
    assert sign_in(client, next=target)["Location"] == "/admin/"


def test_another_host_of_ours_is_another_host(client: Client, anna: User, settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    assert sign_in(client, next="http://other.example/")["Location"] == "/admin/"


def test_who_is_in_goes_on_and_who_may_not_enter_sees_the_form(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.get("/login/")["Location"] == "/admin/"
    assert client.get("/login/?next=/admin/pages/")["Location"] == "/admin/pages/"
    client.force_login(User.objects.create_user("visitor"))
    assert client.get("/login/?next=/admin/").status_code == 200
    assert client.get("/admin/")["Location"] == "/login/?next=/admin/"


def test_a_page_closed_to_who_is_in_shows_the_form_too(client: Client, town: Town) -> None:
    PageViewRestriction.objects.create(page=town.tree.about, restriction_type="groups")
    client.force_login(town.people[PRESS])
    answer = client.get(town.tree.about.url, follow=True)
    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()


def test_who_is_in_signs_in_as_somebody_else(client: Client, anna: User) -> None:
    secret, _codes = give_second_factor(anna)
    visitor = User.objects.create_user("visitor")
    client.force_login(visitor)
    sign_in(client, password="falsch")
    assert client.session["_auth_user_id"] == str(visitor.pk)
    assert sign_in(client)["Location"] == "/login/code/"
    assert not is_in(client)
    give_code(client, code_of(secret))
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_nobody_signs_up_or_changes_addresses_by_allauth(client: Client, anna: User) -> None:
    for name in (
        "signup",
        "email",
        "reset_password",
        "change_password",
        "set_password",
        "logout",
        "inactive",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(f"account_{name}")
    for path in (
        "/signup/",
        "/accounts/",
        "/accounts/signup/",
        "/account/email/",
        "/account/password/reset/",
    ):
        assert client.get(path).status_code == 404, path


def test_a_script_gets_the_page_as_everybody(client: Client, anna: User) -> None:
    headers = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
    answer = client.post("/login/", {"login": "anna", "password": "falsch"}, headers=headers)
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_new_password_by_mail_does_not_get_around_the_code(client: Client, anna: User) -> None:
    give_second_factor(anna)
    client.post("/admin/password_reset/", {"email": "anna@example.org"})
    path = re.findall(r"/admin/password_reset/confirm/\S+", str(mail.outbox[0].body))[0]
    form = client.get(path, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"new_password1": "gora-i-more-77", "new_password2": "gora-i-more-77"}
    )
    assert not is_in(client)
    assert sign_in(client, password="gora-i-more-77")["Location"] == "/login/code/"
    assert not is_in(client)


def test_the_pages_are_for_no_search_engine_and_no_cache(client: Client, anna: User) -> None:
    page = client.get("/login/")
    assert 'name="robots" content="noindex"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_who_is_invited_ends_at_the_set_up_where_it_is_required(client: Client, tree: Tree, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    boris = User.objects.create_user("boris@example.org", "boris@example.org")
    boris.groups.add(roles.press_service(tree.home))
    invite(boris)
    path = re.findall(r"/invitation/\S+", str(mail.outbox[0].body))[0]
    form = client.get(path, follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    assert [way for way, _status in answer.redirect_chain] == ["/admin/", "/account/code/"]
    assert "<svg" in answer.content.decode()
