"""Tokens in the admin and by command: made with terms, shown once, listed with what they are for, revoked."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken, ModelLogEntry

from home import roles
from restapi.models import TokenTerms
from tests.factories import NewsPageFactory, Tree

TOKENS = "/admin/api-tokens/"
DAY = datetime.timedelta(days=1)


def user_in(group: Group, name: str) -> User:
    """Return a new user with a role."""
    user: User = User.objects.create_user(name)
    user.groups.add(group)
    return user


@pytest.fixture
def press(tree: Tree, client: Client) -> User:
    """A press officer, signed in."""
    user = user_in(roles.press_service(tree.home), "press")
    client.force_login(user)
    return user


def make(client: Client, user: User, **chosen: Any) -> Any:
    """Send the form for a new token."""
    return client.post(f"{TOKENS}new/", {"name": "Сайт школы", "user": user.pk, "lifetime": 365, **chosen})


def shown(response: Any) -> str:
    """Return the token that a page shows."""
    return str(re.findall(r'value="(wagtail_\w+)"', response.content.decode())[0])


def test_the_form_asks_in_words_that_people_understand(client: Client, press: User) -> None:
    page = client.get(f"{TOKENS}new/").content.decode()
    assert "write:news.EventReportPage" in page
    assert "отчёт" in page.lower()
    assert '<option value="365" selected>' in page
    assert "page-chooser" in page
    assert f'<option value="{press.pk}" selected>' in page


def test_a_token_is_made_with_its_terms_and_shown_once(client: Client, press: User, tree: Tree) -> None:
    scopes = ["read_drafts", "write:news.EventReportPage"]
    page = make(client, press, scopes=scopes, section=tree.school.pk, lifetime=90)
    key = shown(page)
    assert (
        f"curl -H 'Accept: application/json' -H 'Authorization: Bearer {key}' http" in page.content.decode()
    )
    assert page.content.decode().count(key) >= 2
    assert 'data-action="w-clipboard#copy"' in page.content.decode()
    terms = TokenTerms.objects.get()
    assert (terms.scopes, terms.section_id, terms.is_sectioned) == (scopes, tree.school.pk, True)
    assert abs(terms.expires_at - timezone.now() - 90 * DAY) < datetime.timedelta(minutes=5)
    assert ModelLogEntry.objects.filter(action="wagtail.apitoken.create").exists()
    for path in (TOKENS, f"{TOKENS}edit/{terms.token_id}/"):
        assert key not in client.get(path).content.decode()
    answer = client.get(
        "/@breadcrumbs", headers={"accept": "application/json", "authorization": f"Bearer {key}"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"scopes": ["everything"]}, {"lifetime": 10_000}, {"lifetime": ""}, {"section": 999_999}, {"name": ""}],
)
def test_a_wrong_choice_makes_nothing(client: Client, press: User, wrong: dict[str, Any]) -> None:
    assert make(client, press, **wrong).status_code == 200
    assert not APIToken.objects.exists()


def test_a_section_that_the_maker_does_not_see_is_no_choice(client: Client, tree: Tree) -> None:
    group = roles.school_editors(tree.school, roles.organisation_collection(tree.school))
    roles._allow(group, roles.TOKENS)
    user = user_in(group, "school")
    client.force_login(user)
    draft = NewsPageFactory(title="Тайная новость", live=False)
    assert "Тайная новость" not in make(client, user, section=draft.pk).content.decode()
    assert not APIToken.objects.exists()
    assert shown(make(client, user, section=tree.school.pk))


def test_the_listing_says_what_each_token_is_for(
    client: Client, press: User, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    make(client, press, scopes=["read_drafts"], section=tree.school.pk)
    make(client, press)
    APIToken.create_token(user=press, name="старый")
    page = client.get(TOKENS).content.decode()
    assert tree.school.title in page
    assert f"{timezone.localtime() + 365 * DAY:%d.%m.%Y}" in page
    with django_assert_max_num_queries(40) as few:
        client.get(TOKENS)
        budget = len(few)
    for _number in range(10):
        make(client, press, scopes=["publish"], section=tree.school.pk)
    with django_assert_max_num_queries(budget):
        client.get(TOKENS)


def test_a_revoked_token_is_dead(client: Client, press: User) -> None:
    key = shown(make(client, press))
    token = APIToken.objects.get()
    assert client.post(f"{TOKENS}delete/{token.pk}/").status_code == 302
    headers = {"accept": "application/json", "authorization": f"Bearer {key}"}
    assert client.get("/@breadcrumbs", headers=headers).status_code == 401


def test_a_press_officer_makes_tokens_for_oneself_only(client: Client, press: User, tree: Tree) -> None:
    other = User.objects.create_user("other")
    assert make(client, other).status_code == 200
    token, _key = APIToken.create_token(user=other, name="чужой")
    assert "чужой" not in client.get(TOKENS).content.decode()
    assert client.post(f"{TOKENS}delete/{token.pk}/").status_code == 404
    assert APIToken.objects.get().revoked_at is None


def test_an_administrator_makes_tokens_for_others_but_not_for_superusers(client: Client, tree: Tree) -> None:
    client.force_login(user_in(roles.administrators(), "chief"))
    other, root = User.objects.create_user("other"), User.objects.create_superuser("root")
    assert shown(make(client, other))
    make(client, root)
    assert [token.user for token in APIToken.objects.all()] == [other]


def test_who_has_no_right_to_tokens_makes_none(client: Client, tree: Tree) -> None:
    user = user_in(roles.coordinators(tree.documents), "coordinator")
    client.force_login(user)
    for path in (TOKENS, f"{TOKENS}new/"):
        assert client.get(path).status_code == 302
    make(client, user)
    assert not APIToken.objects.exists()
    assert "api-tokens" not in client.get("/admin/").content.decode()


def test_wagtails_addresses_are_not_doubled(client: Client, press: User) -> None:
    page = client.get("/admin/").content.decode()
    assert page.count('"name": "api_tokens"') == 1


def test_a_command_makes_a_token(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("press")
    scopes = ["--scope", "read_drafts", "--scope", "write:news.NewsPage"]
    day = timezone.localdate() + 10 * DAY
    call_command(
        "make_token",
        "press",
        "--name",
        "Лента",
        *scopes,
        "--section",
        tree.news_index.url,
        "--expires",
        f"{day}",
    )
    key = capsys.readouterr().out.strip()
    terms = TokenTerms.objects.get(token__key_hash=APIToken.hash_token(key))
    assert terms.scopes == ["read_drafts", "write:news.NewsPage"]
    assert terms.section_id == tree.news_index.pk
    assert timezone.localtime(terms.expires_at).date() == day + DAY

    call_command("make_token", "press", "--name", "Лента", "--section", str(tree.home.pk))
    terms = TokenTerms.objects.latest("pk")
    assert (terms.scopes, terms.section_id) == ([], tree.home.pk)
    assert abs(terms.expires_at - timezone.now() - 365 * DAY) < datetime.timedelta(minutes=5)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nobody"],
        ["press", "--scope", "everything"],
        ["press", "--expires", "2020-01-01"],
        ["press", "--expires", "-1"],
        ["press", "--expires", "0"],
        ["press", "--expires", "2027-02-31"],
        ["press", "--expires", "завтра"],
        ["press", "--expires", "9" * 30],
        ["press", "--expires", "9999-12-31"],
        ["press", "--section", "/net/"],
        ["press", "--section", "999999"],
        ["press", "--section", "9" * 30],
    ],
)
def test_a_command_says_what_is_wrong_and_makes_nothing(tree: Tree, arguments: list[str]) -> None:
    User.objects.create_user("press")
    with pytest.raises(CommandError):
        call_command("make_token", *arguments, "--name", "Лента")
    assert not APIToken.objects.exists()
