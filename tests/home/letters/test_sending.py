"""From notices to letters: one letter for many things, what is left out, a server that is down, two that send at once."""

import logging
import smtplib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django_tasks import default_task_backend
from freezegun import freeze_time

from home.letters.posting import post
from home.letters.sending import GIVEN_UP_AFTER, PAUSES, REMEMBERED, Tally, send_due, send_to
from home.models import Mailbox, Notice
from tests.factories import NewsPageFactory, Tree

Rain = Callable[..., Notice]
State = Notice.State
HERE = f"{__name__}."
QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


class DeadServer(EmailBackend):
    """A mail server that nobody reaches."""

    def open(self) -> None:
        raise ConnectionRefusedError("nobody is there")


class FullBox(EmailBackend):
    """A mail server that takes no letter for one address."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["anna@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"anna@example.org": (452, b"full")})
        return int(super().send_messages(messages))


class BreakingServer(EmailBackend):
    """A mail server that goes away in mid-letter."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")


DEAD, FULL, BREAKING = (HERE + each.__name__ for each in (DeadServer, FullBox, BreakingServer))


def states() -> set[str]:
    return set(Notice.objects.values_list("state", flat=True))


def letter() -> Any:
    (only,) = mail.outbox
    return only


def later(**time: float) -> datetime:
    return timezone.now() + timedelta(**time)


def test_one_notice_is_a_letter_about_it(rain: Rain) -> None:
    assert post([rain(title="Дождь с утра", text="Возьмите зонт.", address="/pogoda/")]) == 1
    assert not mail.outbox
    assert send_due() == Tally(sent=1)
    sent = letter()
    assert (sent.to, sent.subject) == (["anna@example.org"], "Погода: Дождь с утра")
    assert sent.body.startswith("Здравствуйте, Анна Петрова!")
    assert "Возьмите зонт.\nhttp://127.0.0.1:8000/pogoda/\n" in sent.body
    ((html, content_type),) = sent.alternatives
    assert content_type == "text/html"
    assert '<a href="http://127.0.0.1:8000/pogoda/">Дождь с утра</a>' in html
    assert "http://127.0.0.1:8000/admin/account/" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert send_due() == Tally()
    assert len(mail.outbox) == 1


def test_twenty_things_are_one_letter(rain: Rain) -> None:
    post(rain() for _number in range(25))
    send_due()
    assert letter().subject == "Погода: 25"
    told = [line for line in letter().body.splitlines() if line.startswith("— ")]
    assert told == [f"— Дождь {number}" for number in range(25, 5, -1)]
    assert "и ещё 5" in letter().body
    assert states() == {State.SENT}


def test_the_first_letter_goes_at_once_and_the_next_after_an_hour(rain: Rain) -> None:
    post([rain()])
    send_due()
    post([rain()])
    post([rain()])
    with freeze_time(later(minutes=50)):
        assert send_due() == Tally()
    with freeze_time(later(minutes=61)):
        assert send_due() == Tally(sent=1)
    assert mail.outbox[1].subject == "Погода: 2"


def test_nothing_is_told_twice(rain: Rain) -> None:
    assert post([rain(key="same")]) == 1
    assert post([rain(key="same")]) == 0
    send_due()
    with freeze_time(later(days=1)):
        assert post([rain(key="same")]) == 0
        assert send_due() == Tally()


def test_a_digest_a_day_goes_in_the_morning_of_moscow(rain: Rain, anna: User) -> None:
    with freeze_time("2026-09-01 15:00"):
        Mailbox.objects.create(user=anna, pace=Mailbox.Pace.DAILY)
        post([rain()])
        assert send_due() == Tally()
    with freeze_time("2026-09-02 04:59"):  # 07:59 in Moscow
        post([rain()])
        assert send_due() == Tally()
    with freeze_time("2026-09-02 05:01"):
        assert send_due() == Tally(sent=1)
        assert letter().subject == "Погода: 2"
        post([rain()])
        assert send_due() == Tally()
    with freeze_time("2026-09-03 05:01"):
        assert send_due() == Tally(sent=1)


def test_what_is_switched_off_is_not_posted_and_not_sent(rain: Rain, anna: User) -> None:
    post([rain()])
    Mailbox.objects.get(user=anna).switch_off("rain")
    assert post([rain()]) == 0
    assert send_due() == Tally()
    assert states() == {State.DROPPED}
    assert not mail.outbox


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_cannot_be_written_to_is_not(rain: Rain, anna: User, change: dict[str, Any]) -> None:
    post([rain()])
    User.objects.filter(pk=anna.pk).update(**change)
    assert post([rain()]) == 0
    send_due()
    assert not mail.outbox
    assert states() == {State.DROPPED}


def test_nobody_is_told_of_a_page_that_they_do_not_see(tree: Tree, rain: Rain, anna: User) -> None:
    secret = NewsPageFactory(parent=tree.news_index, title="Тайна", live=False)
    post([rain(page=secret, title="Тайна"), rain(page=tree.news, title="Новость")])
    send_due()
    assert letter().subject == "Погода: Новость"
    assert "Тайна" not in letter().body
    tree.news.unpublish()
    with freeze_time(later(hours=2)):
        post([rain(page=tree.news)])
        assert send_due() == Tally()


def test_what_is_no_news_any_more_is_dropped(rain: Rain, monkeypatch: pytest.MonkeyPatch) -> None:
    post([rain(), rain(kind="forgotten", key="x")])
    send_due()
    assert letter().subject == "Погода: Дождь 1"
    assert Notice.objects.get(kind="forgotten").state == State.DROPPED


def test_a_title_brings_no_header_of_its_own(rain: Rain) -> None:
    post([rain(title="Дождь\nBcc: all@example.org", text="<script>")])
    send_due()
    assert letter().subject == "Погода: Дождь Bcc: all@example.org"
    assert letter().recipients() == ["anna@example.org"]
    assert "<script>" not in letter().alternatives[0][0]
    assert "Bcc" not in letter().message()


@pytest.mark.parametrize("address", ["анна", "anna@example.org\nBcc: all@example.org", "anna@@example.org"])
def test_an_address_that_is_none_is_given_up_at_once(
    rain: Rain, anna: User, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    User.objects.filter(pk=anna.pk).update(email=address)
    post([rain()])
    with caplog.at_level(logging.ERROR):
        assert send_due() == Tally(failed=1)
    assert states() == {State.GIVEN_UP}
    assert f"no letter to user {anna.pk}" in caplog.text
    assert not mail.outbox


def test_a_server_that_is_down_loses_nothing(rain: Rain) -> None:
    boris = User.objects.create_user("boris", "boris@example.org")
    post([rain(), rain(recipient=boris)])
    with override_settings(EMAIL_BACKEND=DEAD):
        assert send_due() == Tally(failed=1)  # nobody else is tried in this run
        assert send_due() == Tally(failed=1)
        assert send_due() == Tally()
    assert states() == {State.WAITING}
    with freeze_time(later(minutes=3)):
        assert send_due() == Tally(sent=2)
    assert set(Mailbox.objects.values_list("tries", "error")) == {(0, "")}


def test_a_server_that_breaks_off_ends_the_run(rain: Rain) -> None:
    post([rain()])
    with override_settings(EMAIL_BACKEND=BREAKING):
        assert send_due() == Tally(failed=1)
    box = Mailbox.objects.get()
    assert (box.tries, box.error) == (1, "gone")
    assert box.due > later(seconds=90)


def test_a_box_that_takes_nothing_does_not_hold_up_the_others(rain: Rain) -> None:
    boris = User.objects.create_user("boris", "boris@example.org")
    post([rain(), rain(recipient=boris)])
    with override_settings(EMAIL_BACKEND=FULL):
        assert send_due() == Tally(sent=1, failed=1)
    assert letter().to == ["boris@example.org"]


def test_tries_come_later_and_later_and_end_after_three_days(
    rain: Rain, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    post([rain()])
    begun, tries = timezone.now(), []
    with override_settings(EMAIL_BACKEND=FULL), freeze_time(begun) as clock:
        while timezone.now() - begun < GIVEN_UP_AFTER + timedelta(hours=1):
            before = Mailbox.objects.get().tries
            send_due()
            if Mailbox.objects.get().tries > before:
                tries.append(timezone.now() - begun)
            if states() == {State.GIVEN_UP}:
                break
            clock.tick(timedelta(minutes=2))
    waits = [after - before for before, after in pairwise(tries)]
    assert waits[: len(PAUSES)] == PAUSES
    assert set(waits[len(PAUSES) :]) == {PAUSES[-1]}
    assert states() == {State.GIVEN_UP}
    assert "1 notices to users" in caplog.text


def test_the_command_tells_what_went_and_what_never_will(
    rain: Rain, capsys: pytest.CaptureFixture[str]
) -> None:
    post([rain()])
    call_command("send_letters")
    assert capsys.readouterr().out == "Писем отправлено: 1, не ушло: 0.\n"
    call_command("send_letters")
    assert capsys.readouterr().out == ""
    with freeze_time(later(hours=2)):
        post([rain()])
        with override_settings(EMAIL_BACKEND=FULL):
            call_command("send_letters")
    assert capsys.readouterr().out == "Писем отправлено: 0, не ушло: 1.\n"
    with freeze_time(later(days=4)):
        call_command("send_letters")
    assert capsys.readouterr().err == "Извещений, которые так и не дошли: 1.\n"


def test_what_was_told_is_forgotten_after_a_season(rain: Rain) -> None:
    post([rain()])
    send_due()
    with freeze_time(timezone.now() + REMEMBERED + timedelta(days=1)):
        send_due()
    assert not Notice.objects.exists()


def test_a_worker_sends_after_the_commit(rain: Rain, django_capture_on_commit_callbacks: Any) -> None:
    with override_settings(TASKS=QUEUE):
        queue: Any = default_task_backend
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            notice = rain()
            post([notice])
            assert not queue.results
        (result,) = queue.results
    assert result.args == [notice.recipient_id]
    assert send_to(notice.recipient_id)
    assert not send_to(notice.recipient_id)
    assert len(mail.outbox) == 1


def test_without_a_queue_a_request_does_not_wait_for_the_server(
    rain: Rain, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(EMAIL_BACKEND=DEAD), django_capture_on_commit_callbacks(execute=True):
        post([rain()])
    assert states() == {State.WAITING}
    assert Mailbox.objects.get().tries == 0


@pytest.mark.django_db(transaction=True)
def test_two_that_send_at_once_write_once(rain: Rain) -> None:
    people = [User.objects.create_user(f"u{number}", f"u{number}@example.org") for number in range(20)]
    post(rain(recipient=each) for each in people)
    barrier = threading.Barrier(3)

    def run() -> None:
        barrier.wait()
        send_due()
        connection.close()

    senders = [threading.Thread(target=run) for _number in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(each.email for each in people)


def test_many_notices_cost_few_queries(rain: Rain, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        post(rain() for _number in range(500))
    with django_assert_max_num_queries(12):
        send_due()
