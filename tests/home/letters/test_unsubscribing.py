"""The link that switches letters off: what it does, and what a wrong one does not."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail, signing
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from home.letters import kinds
from home.letters.kinds import Kind
from home.letters.posting import post
from home.letters.sending import send_due
from home.letters.unsubscribing import SALT, off_address
from home.models import Mailbox, Notice

Rain = Callable[..., Notice]


def header() -> str:
    """Return the path that the last letter's header leads to."""
    message = mail.outbox[-1].message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return re.findall(r"^<http://127\.0\.0\.1:8000(/letters/off/\S+)>$", message["List-Unsubscribe"])[0]


@pytest.fixture
def path(rain: Rain) -> str:
    post([rain()])
    send_due()
    return header()


def wanted(user: User) -> bool:
    return Mailbox.objects.get(user=user).wants("rain")


def test_looking_changes_nothing_and_the_button_switches_off(path: str, anna: User) -> None:
    client = Client(enforce_csrf_checks=True)  # a mail program has no cookie
    page = client.get(path)
    assert "Письма «Погода» перестанут приходить" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert 'name="robots" content="noindex"' in page.content.decode()
    assert wanted(anna)
    done = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert "Писем «Погода» больше не будет" in done.content.decode().replace("\xa0", " ")
    assert not wanted(anna)
    assert Mailbox.objects.get(user=anna).pace == Mailbox.Pace.AT_ONCE
    assert client.post(path).status_code == 200
    assert Mailbox.objects.get(user=anna).switched_off == ["rain"]


def test_a_digest_of_several_kinds_switches_all_off(
    rain: Rain, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    snow = Kind("snow", "Снег", "", lambda user: True, lambda notices: notices)
    monkeypatch.setitem(kinds._kinds, "snow", snow)
    post([rain(), rain(kind="snow")])
    send_due()
    assert mail.outbox[-1].subject == "Вестник: новых сообщений 2"
    offered = re.findall(r"Не писать «(\w+)»: http://127.0.0.1:8000(\S+)", str(mail.outbox[-1].body))
    assert [name for name, _path in offered] == ["Погода", "Снег"]
    Client().post(offered[1][1])
    assert Mailbox.objects.get(user=anna).switched_off == ["snow"]
    Client().post(header())
    assert Mailbox.objects.get(user=anna).pace == Mailbox.Pace.NEVER


def test_it_switches_off_for_whom_the_letter_was_written(client: Client, path: str, anna: User) -> None:
    other = User.objects.create_user("boris", "boris@example.org")
    Mailbox.objects.create(user=other)
    client.force_login(other)
    client.post(path)
    assert wanted(other)
    assert not wanted(anna)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_link_does_nothing(client: Client, path: str, anna: User, method: str) -> None:
    bad = [
        path[:-3] + "x/",
        "/letters/off/x/",
        "/letters/off/" + signing.dumps([anna.pk, "rain"], salt="another") + "/",
        "/letters/off/" + signing.dumps([anna.pk, "nonsense"], salt=SALT) + "/",
        "/letters/off/" + signing.dumps([0, "rain"], salt=SALT) + "/",
    ]
    for each in bad:
        answer = getattr(client, method)(each)
        assert answer.status_code == 404, each
        assert "Ссылка не действует" in answer.content.decode()
    with freeze_time(timezone.now() + timedelta(days=91)):
        assert getattr(client, method)(path).status_code == 404
    assert wanted(anna)


def test_the_link_of_somebody_who_is_gone_does_nothing(client: Client, anna: User) -> None:
    address = off_address(anna, "rain")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert client.post(address).status_code == 404
    assert not Mailbox.objects.exists()
