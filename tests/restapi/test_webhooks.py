"""Webhooks: what reaches a receiver, what it is signed with, what happens when it fails, and where nothing is sent."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend
from freezegun import freeze_time
from wagtail.models import Page

from home.roles import administrators, press_service
from restapi.models import Change, Delivery, Webhook
from restapi.telling import delivering, hosts, sending
from restapi.telling.delivering import MOST_GIVEN_UP, PAUSES, attempt
from restapi.telling.numbering import number_changes
from restapi.telling.sending import post
from restapi.telling.signing import signature
from tests.factories import NewsPageFactory, StandardPageFactory, Tree

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@dataclass
class Receiver:
    """A real server on this machine. `answer` is the status; what it got is kept."""

    address: str
    server: ThreadingHTTPServer
    answer: int = 200
    location: str = ""
    drip: bool = False
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver, and the setting that lets messages go to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if made.drip:
                self._drip()
                return
            self.send_response(made.answer)
            if made.location:
                self.send_header("Location", made.location)
            self.end_headers()

        def _drip(self) -> None:
            try:
                for _byte in range(100):
                    self.wfile.write(b"H")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass  # the sender has had enough

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Receiver(f"http://127.0.0.1:{server.server_port}/hook?of=vestnik", server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with override_settings(RESTAPI={"WEBHOOKS_ANYWHERE": True}):
        yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def webhook(tree: Tree, receiver: Receiver) -> Webhook:
    """A webhook of everything, beside a tree that is known already."""
    Change.objects.all().delete()
    return Webhook.objects.create(title="Городской портал", address=receiver.address)


def deliver() -> None:
    """Do what cron does every minute."""
    call_command("deliver_webhooks", verbosity=0)


def verified(webhook: Webhook, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """Check a message as its receiver does, by the specification and nothing of ours; returns what it says."""
    scheme, secret = webhook.secret.split("_")
    assert scheme == "whsec"
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    expected = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
    version, given = headers["webhook-signature"].split(",")
    assert version == "v1"
    assert hmac.compare_digest(base64.b64decode(given), expected)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 300
    message: dict[str, Any] = json.loads(body)
    return message


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


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    receiver.answer, receiver.location = 302, receiver.address
    outcome = post(receiver.address, b"{}", {})
    assert (outcome.status, outcome.is_success, len(receiver.got)) == (302, False, 1)
    assert outcome.error


def test_a_receiver_that_drips_is_left_when_the_time_is_up(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.5)
    receiver.drip = True
    outcome = post(receiver.address, b"{}", {})
    assert outcome.status is None
    assert outcome.error
    assert 400 <= outcome.duration < 2000


@pytest.mark.usefixtures("receiver")
def test_a_receiver_that_never_answers_is_left_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        outcome = post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})
    assert outcome.status is None
    assert 200 <= outcome.duration < 2000


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A file with a key and a certificate for `localhost` that nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(timezone.now() - timedelta(days=1))
        .not_valid_after(timezone.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, none)
    file = tmp_path / "server.pem"
    file.write_bytes(private + made.public_bytes(encoding))
    return file


@pytest.mark.parametrize("is_trusted", [True, False])
def test_the_certificate_must_be_the_hosts(
    receiver: Receiver, certificate: Path, monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    receiver.server.socket = context.wrap_socket(receiver.server.socket, server_side=True)
    if is_trusted:
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    outcome = post(f"https://localhost:{receiver.server.server_port}/hook", b"{}", {})
    assert outcome.is_success is is_trusted, outcome
    assert len(receiver.got) == is_trusted
    assert ("CERTIFICATE_VERIFY_FAILED" in outcome.error) is not is_trusted


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_nothing_is_sent_into_a_private_network(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not hosts.is_public(address)
    monkeypatch.setattr(sending, "resolved", lambda host, port: [address])
    monkeypatch.setattr(sending, "_connected", lambda *args: pytest.fail("connected"))
    outcome = post("https://portal.example/hook", b"{}", {})
    assert (outcome.status, outcome.is_success) == (None, False)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert hosts.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "http://93.184.216.34/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "https://name:word@93.184.216.34/",
        "https:///x",
        "https://93.184.216.34:99999/",
        "https://[::1/",
        "",
    ],
)
def test_every_way_to_write_a_forbidden_address_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_connected", lambda *args: pytest.fail("connected"))
    outcome = post(address, b"{}", {})
    assert outcome.status is None
    assert outcome.error


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "resolved", lambda host, port: ["93.184.216.34", "10.0.0.1"])
    monkeypatch.setattr(sending, "_connected", lambda *args: pytest.fail("connected"))
    assert post("https://portal.example/", b"{}", {}).error


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    def connect(address: tuple[str, int], **kwargs: Any) -> Any:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(sending, "resolved", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    post("https://portal.example/", b"{}", {})
    assert (asked, connected) == (["portal.example"], [("93.184.216.34", 443)])


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
