"""The way from an invitation to an editor's first login, without JavaScript; and the admin's form."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from home.enrolling.invitations import InvitationNotSent, invite
from home.models import OrganisationPage
from tests.restapi.town import ADMINISTRATOR, COORDINATOR, PRESS, SCHOOL, Town, everything

ADDRESS = re.compile(r"http://\S+(/invitation/\S+)")
PASSWORD = "Берёза-у-реки-7"
FORM = {"title": "Школа № 12", "kind": "school", "editor_email": "New@example.org"}


@pytest.fixture
def invited(db: None) -> User:
    user = User.objects.create_user("new@example.org", "new@example.org")
    invite(user)
    return user


def address() -> str:
    """Return the path that the last letter leads to."""
    return ADDRESS.findall(str(mail.outbox[-1].body))[0]


def choose(client: Client, path: str, password: str = PASSWORD, again: str = "") -> Any:
    """Return the answer to the form at the address where the letter's link leads."""
    form = client.get(path, follow=True)
    data = {"new_password1": password, "new_password2": again or password}
    return client.post(form.redirect_chain[-1][0], data)


def test_the_letter_says_who_is_invited_and_until_when(invited: User) -> None:
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert letter.subject == "Приглашение на сайт «Вестник»"
    assert "Имя для входа: new@example.org" in letter.body
    assert "действует дней: 3" in letter.body
    assert settings.WAGTAILADMIN_BASE_URL + address() in letter.body


def test_an_editor_chooses_a_password_and_is_in(client: Client, invited: User) -> None:
    assert choose(client, address()).status_code == 302
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(invited.pk)


def test_the_link_works_once(client: Client, invited: User) -> None:
    path = address()
    choose(client, path)
    again = Client().get(path, follow=True)
    assert "Ссылка не действует" in again.content.decode()


def test_the_link_ends(client: Client, invited: User) -> None:
    with freeze_time(timezone.now() + timedelta(days=4)):
        assert "Ссылка не действует" in client.get(address(), follow=True).content.decode()


@pytest.mark.parametrize("path", ["/invitation/MQ/x-y/", "/invitation/%D0%AF/set-password/"])
def test_a_forged_link_leads_nowhere(client: Client, invited: User, path: str) -> None:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    assert "Ссылка не действует" in answer.content.decode()


def test_who_was_switched_off_does_not_come_in(client: Client, invited: User) -> None:
    User.objects.update(is_active=False)
    assert "Ссылка не действует" in client.get(address(), follow=True).content.decode()


@pytest.mark.parametrize(
    ("password", "again", "complaint"),
    [
        ("12345", "", "слишком короткий"),
        ("1234567890", "", "только из цифр"),
        (PASSWORD, PASSWORD + "!", "не совпадают"),
        ("new@example.org", "", "слишком похож"),
    ],
)
def test_a_bad_password_is_refused_in_russian(
    client: Client, invited: User, password: str, again: str, complaint: str
) -> None:
    answer = choose(client, address(), password, again)
    assert answer.status_code == 200
    assert complaint in answer.content.decode()
    invited.refresh_from_db()
    assert not invited.has_usable_password()


def test_the_page_asks_no_search_engine_and_says_the_name(client: Client, invited: User) -> None:
    page = client.get(address(), follow=True)
    text = page.content.decode()
    assert "new@example.org" in text
    assert 'name="robots" content="noindex"' in text
    assert 'autocomplete="new-password"' in text
    assert "no-store" in page.headers["Cache-Control"]


def test_who_has_a_password_is_not_invited(db: None) -> None:
    user = User.objects.create_user("anna", "anna@example.org", PASSWORD)
    with pytest.raises(InvitationNotSent, match="уже есть пароль"):
        invite(user)
    assert not mail.outbox


def test_an_administrator_enrols_by_one_form(client: Client, town: Town) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    listing = client.get(reverse("home_organisationpage_modeladmin_index")).content.decode()
    assert reverse("enrol_organisation") in listing
    assert client.get(reverse("enrol_organisation")).status_code == 200
    answer = client.post(reverse("enrol_organisation"), FORM, follow=True)
    page = OrganisationPage.objects.get(title="Школа № 12")
    assert page.live
    assert page.owner == town.people[ADMINISTRATOR]
    assert "Приглашение отправлено на new@example.org" in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"title": ""}, "Требуется заполнить это поле"),
        ({"title": "Гимназия № 40"}, "уже есть"),
        ({"editor_email": "почта"}, "электронной почты"),
        ({"title": "?!"}, "ни букв, ни цифр"),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_does_nothing(
    client: Client, town: Town, changed: dict[str, str], complaint: str
) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    before = everything()
    answer = client.post(reverse("enrol_organisation"), {**FORM, **changed})
    assert complaint in answer.content.decode()
    assert everything() == before
    assert not mail.outbox


@pytest.mark.parametrize("role", [SCHOOL, PRESS, COORDINATOR])
def test_others_neither_enrol_nor_invite(
    client: Client, town: Town, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(town.people[role])
    before = everything()
    for path in (reverse("enrol_organisation"), reverse("invite_user", args=[town.people[ADMINISTRATOR].pk])):
        assert client.get(path).status_code == 302
        assert client.post(path, FORM).status_code == 302
    assert everything() == before
    assert not mail.outbox
    assert f"refused: user {town.people[role].pk} may not enrol organisations or invite" in caplog.text


def test_an_administrator_invites_again_from_the_users_page(
    client: Client, town: Town, invited: User
) -> None:
    client.force_login(town.people[ADMINISTRATOR])
    path = reverse("invite_user", args=[invited.pk])
    edit = reverse("wagtailusers_users:edit", args=[invited.pk])
    assert path in client.get(edit).content.decode()
    assert "new@example.org" in client.get(path).content.decode()
    client.post(path)
    assert len(mail.outbox) == 2
    choose(Client(), address())
    assert path not in client.get(edit).content.decode()
    assert "Приглашать не нужно" in client.get(path).content.decode()
    assert "уже есть пароль" in client.post(path, follow=True).content.decode()
    assert len(mail.outbox) == 2
