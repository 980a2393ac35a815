"""What a message to a receiver dares: no private network, no redirect, no waiting without an end."""

import socket
import ssl
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from restapi.telling import hosts, sending
from restapi.telling.sending import post
from tests.restapi.receivers import Receiver

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


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
    monkeypatch.setattr(sending, "resolved", lambda host, port, seconds: [address])
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
    monkeypatch.setattr(sending, "resolved", lambda host, port, seconds: ["93.184.216.34", "10.0.0.1"])
    monkeypatch.setattr(sending, "_connected", lambda *args: pytest.fail("connected"))
    assert post("https://portal.example/", b"{}", {}).error


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *args, **kwargs: answered.wait(30))
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    outcome = post("https://portal.example/", b"{}", {})
    answered.set()
    assert (outcome.status, outcome.error) == (None, "Нет ответа за 0 с.")
    assert outcome.duration < 5000


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    def connect(address: tuple[str, int], **kwargs: Any) -> Any:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(sending, "resolved", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    post("https://portal.example/", b"{}", {})
    assert (asked, connected) == (["portal.example"], [("93.184.216.34", 443)])
