"""A receiver of webhooks in the tests, and what is sent to it."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from restapi.models import Change, Webhook
from tests.factories import Tree

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
