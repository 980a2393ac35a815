"""A real mail server on this machine: as much of SMTP (RFC 5321) as one letter needs."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from django.test import override_settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it gets; addresses in `refused` are unknown to it. One that is `deaf` takes calls and says nothing."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        self.got: list[Any] = []
        self.refused: set[str] = set()
        self.calls = 0
        self.deaf = threading.Event()
        super().__init__(("127.0.0.1", port), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    """One call."""

    server: MailServer

    def handle(self) -> None:
        """Answer until the other side has had enough."""
        self.server.calls += 1
        if self.server.deaf.is_set():
            self.rfile.readline()
            return
        self._say("220 here")
        for line in self.rfile:
            verb, _space, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            if verb.upper() == "DATA":
                self._take()
            elif any(address in rest for address in self.server.refused):
                self._say("550 nobody of this name")
            else:
                self._say("250 fine")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server.got.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """Run a server; letters go there."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        with letters_to(server.server_address[1]):
            yield server
        server.shutdown()
        thread.join()


@contextmanager
def letters_to(port: int) -> Iterator[None]:
    """Let letters go to a port of this machine, whoever is there."""
    with override_settings(
        EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=0.5, EMAIL_USE_TLS=False
    ):
        yield
