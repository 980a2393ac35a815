"""Letters by Django's own SMTP to a server that is there, is not, hangs, or knows nobody of the name."""

import re
import socket
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from freezegun import freeze_time

from home.letters.posting import post
from home.letters.sending import Tally, send_due
from home.models import Mailbox, Notice
from tests.home.letters.mail_server import letters_to, mail_server

Rain = Callable[..., Notice]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_letter_arrives_as_it_was_written(rain: Rain) -> None:
    post([rain(title="Ливень «Ольга»", text=".\nПервая точка — не конец письма.")])
    with mail_server() as server:
        assert send_due() == Tally(sent=1)
    (letter,) = server.got
    assert letter["Subject"] == "Погода: Ливень «Ольга»"
    assert letter["To"] == "anna@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    plain, html = letter.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "\n.\nПервая точка — не конец письма.\n" in plain.get_content().replace("\r\n", "\n")
    off = re.findall(r"http\S+/letters/off/\S+", plain.get_content())[0]
    assert letter["List-Unsubscribe"].strip() == f"<{off}>"
    assert off in html.get_content()


def test_one_call_is_enough_for_many_letters(rain: Rain) -> None:
    people = [User.objects.create_user(f"u{number}", f"u{number}@example.org") for number in range(5)]
    post(rain(recipient=each) for each in people)
    with mail_server() as server:
        assert send_due() == Tally(sent=5)
    assert server.calls == 1


def test_a_server_that_was_down_gets_the_letter_when_it_is_up(rain: Rain) -> None:
    post([rain()])
    port = free_port()
    with letters_to(port):
        assert send_due() == Tally(failed=1)
    with mail_server(port) as server:
        assert send_due() == Tally()  # too early
        with freeze_time(timezone.now() + timedelta(minutes=3)):
            assert send_due() == Tally(sent=1)
    assert len(server.got) == 1


def test_a_server_that_hangs_keeps_nobody_long(rain: Rain) -> None:
    people = [User.objects.create_user(f"u{number}", f"u{number}@example.org") for number in range(3)]
    post(rain(recipient=each) for each in people)
    with mail_server() as server:
        server.deaf.set()
        assert send_due() == Tally(failed=1)
    assert server.calls == 1
    assert sorted(Mailbox.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_who_is_unknown_there_does_not_hold_up_the_others(rain: Rain) -> None:
    boris = User.objects.create_user("boris", "boris@example.org")
    post([rain(), rain(recipient=boris)])
    with mail_server() as server:
        server.refused.add("anna@example.org")
        assert send_due() == Tally(sent=1, failed=1)
    assert [letter["To"] for letter in server.got] == ["boris@example.org"]
    assert "550" in Mailbox.objects.get(user__username="anna").error
