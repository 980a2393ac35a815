"""Webhooks: what reaches a receiver, what it is signed with, what happens when it fails, and where nothing is sent."""

import json
import socket
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend
from freezegun import freeze_time
from wagtail.models import Page

from restapi.models import Change, Delivery, Webhook
from restapi.telling import delivering
from restapi.telling.delivering import MOST_GIVEN_UP, PAUSES, attempt
from restapi.telling.numbering import number_changes
from restapi.telling.signing import signature
from tests.factories import NewsPageFactory, Tree
from tests.restapi.receivers import Receiver, deliver, verified

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_the_specifications_own_example_has_its_signature() -> None:
    made = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_change_reaches_the_receiver_signed(tree: Tree, webhook: Webhook, receiver: Receiver) -> None:
    page = NewsPageFactory(parent=tree.news_index, title="Липы", lead="Посажены липы.")
    deliver()
    ((headers, body),) = receiver.got
    message = verified(webhook, headers, body)
    assert headers["content-type"] == "application/json"
    assert message["type"] == "page.created"
    assert message["data"] == {
        "number": Change.objects.get().number,
        "change": "created",
        "@id": page.full_url,
        "@type": "news.NewsPage",
        "UID": str(page.translation_key),
        "title": "Липы",
        "description": "Посажены липы.",
        "review_state": "published",
        "type_title": "новость",
        "time": message["timestamp"],
    }
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status_code, delivery.tries) == ("delivered", 200, 1)
    assert delivery.duration is not None
    deliver()
    assert len(receiver.got) == 1


def test_what_is_private_by_the_time_of_sending_is_not_told(
    tree: Tree, webhook: Webhook, receiver: Receiver
) -> None:
    tree.news.title = "Тайна"
    tree.news.save_revision().publish()
    number_changes()
    tree.news.unpublish()
    deliver()
    assert [json.loads(body)["type"] for _headers, body in receiver.got] == ["page.changed", "page.removed"]
    assert "Тайна" not in b"".join(body for _headers, body in receiver.got).decode()


def test_a_webhook_is_told_of_what_it_wants_only(tree: Tree, webhook: Webhook, receiver: Receiver) -> None:
    webhook.section, webhook.on_changed, webhook.types = tree.organisations, False, ["news.EventReportPage"]
    webhook.save()
    tree.news.unpublish()  # of another section
    tree.school.save_revision().publish()  # of another type, and a change
    tree.report.save_revision().publish()  # a change
    tree.report.unpublish()
    deliver()
    assert [json.loads(body)["data"]["@id"] for _headers, body in receiver.got] == [tree.report.full_url]


def test_the_removal_of_the_section_itself_is_told_and_the_webhook_does_not_widen(
    tree: Tree, webhook: Webhook, receiver: Receiver
) -> None:
    webhook.section = Page.objects.get(pk=tree.documents.pk)
    webhook.save()
    Page.objects.get(pk=tree.documents.pk).delete()
    deliver()
    assert {json.loads(body)["type"] for _headers, body in receiver.got} == {"page.removed"}
    assert len(receiver.got) == 3
    tree.news.save_revision().publish()
    deliver()
    assert len(receiver.got) == 3
    webhook.refresh_from_db()
    webhook.save()
    assert webhook.place


def test_a_section_that_is_renamed_is_told_of_under_both_names(
    tree: Tree, webhook: Webhook, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    webhook.section = Page.objects.get(pk=tree.news_index.pk)
    webhook.save()
    tree.news_index.slug = "vesti"
    with django_capture_on_commit_callbacks(execute=True):
        tree.news_index.save_revision().publish()
    deliver()
    kinds = [json.loads(body)["type"] for _headers, body in receiver.got]
    assert sorted(kinds) == ["page.created"] * 2 + ["page.removed"] * 2
    webhook.refresh_from_db()
    assert webhook.place.endswith("/vesti/")


def test_failed_tries_come_again_later_and_later_and_then_are_given_up(
    tree: Tree, webhook: Webhook, receiver: Receiver
) -> None:
    receiver.answer = 500
    with freeze_time(timezone.now()) as clock:
        tree.news.save_revision().publish()
        deliver()
        ids = {headers["webhook-id"] for headers, _body in receiver.got}
        for turn, pause in enumerate(PAUSES, start=1):
            clock.tick(pause - timedelta(seconds=1))
            deliver()
            assert len(receiver.got) == turn
            clock.tick(timedelta(seconds=1))
            deliver()
            assert len(receiver.got) == turn + 1
        clock.tick(timedelta(days=2))
        deliver()
    assert len(receiver.got) == 6
    assert {headers["webhook-id"] for headers, _body in receiver.got} == ids
    assert len({headers["webhook-timestamp"] for headers, _body in receiver.got}) == 6
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.status_code) == ("given_up", 6, 500)
    assert "500" in delivery.error


def test_a_webhook_that_always_fails_is_switched_off_and_can_be_switched_on_again(
    tree: Tree, webhook: Webhook, receiver: Receiver, client: Client
) -> None:
    receiver.answer = 503
    for _number in range(MOST_GIVEN_UP):
        tree.news.save_revision().publish()
        number_changes()
        Delivery.objects.filter(state="waiting").update(tries=len(PAUSES))
        deliver()
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert webhook.switched_off_at
    tree.news.save_revision().publish()
    deliver()
    assert len(receiver.got) == MOST_GIVEN_UP
    client.force_login(User.objects.create_superuser("root"))
    for address in (reverse("wagtailadmin_home"), reverse("restapi_webhooks:edit", args=[webhook.pk])):
        assert webhook.switched_off_why in client.get(address).content.decode()
    webhook.is_active = True
    webhook.save()
    assert (webhook.given_up, webhook.switched_off_at) == (0, None)


def test_success_forgets_earlier_failures(tree: Tree, webhook: Webhook) -> None:
    Webhook.objects.update(given_up=4)
    tree.news.save_revision().publish()
    deliver()
    webhook.refresh_from_db()
    assert webhook.given_up == 0


def test_a_receiver_that_says_it_is_gone_is_told_no_more(
    tree: Tree, webhook: Webhook, receiver: Receiver
) -> None:
    receiver.answer = 410
    tree.news.save_revision().publish()
    deliver()
    webhook.refresh_from_db()
    assert not webhook.is_active


def test_a_receiver_that_fails_does_not_hold_up_another(
    tree: Tree, webhook: Webhook, receiver: Receiver
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        dead = Webhook.objects.create(title="Мёртвый", address=f"http://127.0.0.1:{nobody.getsockname()[1]}/")
        for page in (tree.news, tree.report, tree.school):
            page.save_revision().publish()
        deliver()
    assert len(receiver.got) == 3
    assert dead.deliveries.filter(tries=1).count() == 1


def test_one_delivery_is_sent_by_one_process(tree: Tree, webhook: Webhook, receiver: Receiver) -> None:
    tree.news.save_revision().publish()
    number_changes()
    pk = Delivery.objects.values_list("pk", flat=True).get()
    real, nested = delivering.post, []

    def meanwhile(*args: Any) -> Any:
        nested.append(attempt(pk))
        return real(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivering, "post", meanwhile)
        assert attempt(pk)
    assert nested == [None]
    assert len(receiver.got) == 1


def test_the_request_that_publishes_sends_nothing_itself(
    tree: Tree, webhook: Webhook, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tree.news.save_revision().publish()
    assert Delivery.objects.get().state == "waiting"
    assert receiver.got == []


def test_a_queue_is_given_the_deliveries(
    tree: Tree, webhook: Webhook, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(TASKS=QUEUE):
        queue: Any = default_task_backend
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tree.news.save_revision().publish()
        queued = [result for result in queue.results if result.task.name == "deliver"]
        assert [list(result.args) for result in queued] == [[Delivery.objects.get().pk]]
        queued[0].task.call(*queued[0].args)
    assert len(receiver.got) == 1
