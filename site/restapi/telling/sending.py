"""One POST to a foreign server that may be slow, wrong or hostile.

The name is resolved once, every address that it has is checked, and the connection goes to a checked address: a name
that means another address a moment later leads nowhere else. No proxy, no redirect, no cookie; the answer's status is
read and its body is not. All of it has one deadline, however slowly bytes drip.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from restapi.conf import option
from restapi.telling.hosts import is_public, resolved

SECONDS = 5.0
PORTS = {"https": 443, "http": 80}


class Refused(Exception):
    """An address to which nothing is sent, and why."""


@dataclass(frozen=True)
class Outcome:
    """How it went: the status of the answer if there was one, milliseconds, what failed."""

    status: int | None
    duration: int
    error: str = ""

    @property
    def is_success(self) -> bool:
        """Whether the receiver has taken the message."""
        return self.status is not None and 200 <= self.status < 300


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send a body to an address; whatever goes wrong is told in the outcome."""
    begun = time.monotonic()
    status, error = None, ""
    try:
        status = _status(address, body, headers, begun + SECONDS)
        if not 200 <= status < 300:
            error = f"HTTP {status} {http.client.responses.get(status, '')}".strip()
            error += _(": redirects are not followed") if 300 <= status < 400 else ""
    except Refused as refused:
        error = str(refused)
    except TimeoutError:
        error = _("No answer within %(seconds)d seconds.") % {"seconds": SECONDS}
    except (OSError, http.client.HTTPException, ValueError) as failure:
        error = f"{type(failure).__name__}: {failure}"
    return Outcome(status, round((time.monotonic() - begun) * 1000), error)


def _status(address: str, body: bytes, headers: Mapping[str, str], deadline: float) -> int:
    """Return the status of the answer; raises Refused, OSError, HTTPException, ValueError."""
    url = urlsplit(address)
    anywhere = option("WEBHOOKS_ANYWHERE")
    if url.scheme not in PORTS or (url.scheme != "https" and not anywhere):
        raise Refused(_("Only addresses that begin with https:// are told."))
    if not url.hostname or url.username is not None:
        raise Refused(_("This is no address of a server."))
    host, port = url.hostname.encode("idna").decode(), url.port or PORTS[url.scheme]
    addresses = resolved(host, port, _left(deadline))
    if not anywhere and not all(map(is_public, addresses)):
        raise Refused(_("The address leads into a private network."))
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = PORTS[url.scheme]  # the header `Host` leaves it out
    connection.sock = _connected(addresses, port, host if url.scheme == "https" else "", deadline)
    try:
        path = iri_to_uri((url.path or "/") + (f"?{url.query}" if url.query else ""))
        connection.request("POST", path, body, {"User-Agent": "Webhooks", **headers, "Connection": "close"})
        return connection.getresponse().status
    finally:
        connection.close()


def _connected(addresses: list[str], port: int, tls_host: str, deadline: float) -> "_Timed":
    """Return a connection to the first of the addresses that takes one; raises OSError."""
    failure: OSError = OSError(_("The name has no address."))
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout=_left(deadline))
        except OSError as error:
            failure = error
            continue
        try:
            plain.settimeout(_left(deadline))
            return _Timed(_secured(plain, tls_host) if tls_host else plain, deadline)
        except OSError:
            plain.close()
            raise
    raise failure


def _secured(plain: socket.socket, host: str) -> socket.socket:
    """Return the connection under TLS; the certificate must be the host's, whatever numeric address was taken."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _left(deadline: float) -> float:
    """Return how many seconds are left; raises TimeoutError if none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """What `http.client` asks of a socket, with one deadline for all of it in place of one for each read."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.sock = sock
        self.deadline = deadline

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(_left(self.deadline))
        self.sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self))

    def close(self) -> None:
        self.sock.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, timed: _Timed) -> None:
        self.timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.timed.sock.settimeout(_left(self.timed.deadline))
        return self.timed.sock.recv_into(buffer)
