"""Webhooks in the admin: made, watched, switched off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from home.roles import administrators, press_service
from restapi.models import Delivery, Webhook
from restapi.telling.numbering import number_changes
from tests.factories import StandardPageFactory, Tree
from tests.restapi.receivers import Receiver, deliver

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def administrator(client: Client, tree: Tree) -> Client:
    """A client that is logged in as an administrator."""
    user = User.objects.create_user("administrator")
    user.groups.add(administrators())
    client.force_login(user)
    return client


def form(**changed: Any) -> dict[str, Any]:
    """Return the form of a webhook as a browser sends it."""
    return {
        "title": "Городской портал",
        "address": "https://portal.example/hook",
        "is_active": "on",
        "on_created": "on",
        "section": "",
        **changed,
    }


def test_an_administrator_makes_a_webhook_and_sees_its_secret_once(administrator: Client, tree: Tree) -> None:
    sent = form(section=str(tree.news_index.pk), types=["news.NewsPage"])
    response = administrator.post(reverse("restapi_webhooks:add"), sent)
    webhook = Webhook.objects.get()
    assert webhook.secret in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert webhook.kinds == {"created"}
    assert webhook.types == ["news.NewsPage"]
    for name, args in (
        ("index", []),
        ("edit", [webhook.pk]),
        ("history", [webhook.pk]),
        ("secret", [webhook.pk]),
    ):
        shown = administrator.get(reverse(f"restapi_webhooks:{name}", args=args))
        assert shown.status_code == 200
        assert webhook.secret not in shown.content.decode()


def test_another_secret_ends_the_first(administrator: Client) -> None:
    webhook = Webhook.objects.create(title="Портал", address="https://portal.example/")
    response = administrator.post(reverse("restapi_webhooks:secret", args=[webhook.pk]))
    first = webhook.secret
    webhook.refresh_from_db()
    assert webhook.secret != first
    assert webhook.secret in response.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "http://portal.example/"},
        {"address": "https://127.0.0.1/"},
        {"address": "https://[::1]/"},
        {"address": "https://localhost/"},
        {"address": "javascript:alert(1)"},
        {"address": ""},
        {"on_created": ""},
        {"types": ["auth.User"]},
        {"section": "999999"},
    ],
)
def test_the_form_refuses_what_can_never_work(administrator: Client, changed: dict[str, Any]) -> None:
    assert administrator.post(reverse("restapi_webhooks:add"), form(**changed)).status_code == 200
    assert not Webhook.objects.exists()


def test_the_log_shows_how_it_went_and_sends_again(
    administrator: Client, webhook: Webhook, receiver: Receiver, tree: Tree
) -> None:
    receiver.answer = 502
    tree.news.save_revision().publish()
    deliver()
    shown = administrator.get(reverse("restapi_deliveries:index"), {"webhook": webhook.pk}).content.decode()
    assert "502" in shown
    receiver.answer = 204
    again = reverse("restapi_deliveries:again", args=[Delivery.objects.get().pk])
    assert again in shown
    assert administrator.get(again).status_code == 405
    administrator.post(again)
    assert Delivery.objects.get().status_code == 204
    assert len(receiver.got) == 2


def test_webhooks_are_for_administrators(client: Client, tree: Tree, webhook: Webhook) -> None:
    tree.news.save_revision().publish()
    number_changes()
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client.force_login(user)
    delivery = Delivery.objects.get()
    for address in (
        reverse("restapi_webhooks:index"),
        reverse("restapi_webhooks:add"),
        reverse("restapi_webhooks:edit", args=[webhook.pk]),
        reverse("restapi_webhooks:secret", args=[webhook.pk]),
        reverse("restapi_deliveries:index"),
    ):
        assert client.get(address).status_code in (302, 403)
    secret = webhook.secret
    client.post(reverse("restapi_webhooks:secret", args=[webhook.pk]))
    client.post(reverse("restapi_deliveries:again", args=[delivery.pk]))
    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert (webhook.secret, delivery.tries) == (secret, 0)


def test_the_log_takes_the_same_number_of_queries_for_many_rows(
    administrator: Client, webhook: Webhook, tree: Tree, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _number in range(12):
        StandardPageFactory(parent=tree.home)
    number_changes()
    assert Delivery.objects.count() == 12
    administrator.get(reverse("restapi_deliveries:index"))
    with django_assert_max_num_queries(25):
        administrator.get(reverse("restapi_deliveries:index"))
