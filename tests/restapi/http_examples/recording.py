"""One request and its response as two texts, as a person would read them on the wire."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import APIToken

HOST = "vestnik.example"
JSON = "application/json"

# What a reader learns from; the rest is the same everywhere, or another one's.
SHOWN = (
    "Allow",
    "Cache-Control",
    "Content-Type",
    "ETag",
    "Last-Modified",
    "Location",
    "Preference-Applied",
    "Retry-After",
    "Tus-Extension",
    "Tus-Max-Size",
    "Tus-Resumable",
    "Tus-Version",
    "Upload-Expires",
    "Upload-Length",
    "Upload-Offset",
    "Vary",
    "WWW-Authenticate",
)


@dataclass(frozen=True)
class Exchange:
    """What was asked, and what was answered."""

    request: str
    response: str


class Wire:
    """Asks, and keeps the last exchange."""

    def __init__(self, people: Iterable[User]) -> None:
        self.client = Client()
        self.tokens = {user.pk: APIToken.create_token(user=user, name="example")[1] for user in people}
        self.last = Exchange("", "")

    def __call__(
        self, method: str, path: str, body: Any = None, user: User | None = None, **headers: str
    ) -> Any:
        """Return the response; `body` is JSON, or bytes; a header's name has underscores for its dashes."""
        sent = body if isinstance(body, bytes) else b"" if body is None else _json(body).encode()
        named = {"Host": HOST, "Accept": JSON}
        if body is not None:
            named["Content-Type"] = JSON
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        if user is not None:
            named["Authorization"] = f"Bearer {self.tokens[user.pk]}"
        response = self.client.generic(
            method, path, sent, named.get("Content-Type", ""), headers=_without_type(named)
        )
        assert response.status_code < 500, (method, path, response.content[:500])
        text = "" if isinstance(body, bytes) else sent.decode()
        self.last = Exchange(
            _message(f"{method} {path} HTTP/1.1", named, text or "…" * bool(sent)),
            _message(
                f"HTTP/1.1 {response.status_code} {response.reason_phrase}",
                {name: response[name] for name in SHOWN if name in response},
                _pretty(response.content),
            ),
        )
        return response


def _without_type(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "Content-Type"}


def _message(first: str, headers: dict[str, str], body: str) -> str:
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, "", body] if body else lines) + "\n"


def _pretty(content: bytes) -> str:
    return _json(json.loads(content)) if content else ""


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2)
