"""The headers that are asked with and answered with, and the ways to say who one is."""

from typing import Any

from restapi.http.idempotency import LONGEST
from restapi.http.versions import LOGINS
from restapi.services.registry import CONTENT, Service

PARAMETERS = "#/components/parameters/"
HEADERS = "#/components/headers/"

RESPONSE_HEADERS: dict[str, Any] = {
    "ETag": {"description": "The version of the page and of this answer.", "schema": {"type": "string"}},
    "Location": {
        "description": "The address of what was made.",
        "schema": {"type": "string", "format": "uri"},
    },
    "RateLimit-Limit": {
        "description": "How many requests a minute are answered.",
        "schema": {"type": "integer"},
    },
    "RateLimit-Remaining": {"description": "How many are left.", "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": "Seconds until it begins anew.", "schema": {"type": "integer"}},
}
OF_EVERY_RESPONSE = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")

REQUEST_HEADERS: dict[str, Any] = {
    "If-None-Match": {
        "description": "The `ETag` of an answer that one has: it is not sent again.",
        "schema": {"type": "string"},
    },
    "If-Match": {
        "description": "The `ETag` of the page as one has read it: what was changed meanwhile is not overwritten.",
        "schema": {"type": "string"},
    },
    "Idempotency-Key": {
        "description": "A name of one's own for this request: sent again it is answered again and done once.",
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[ -~]+$"},
    },
    "Lock-Token": {
        "description": "The `token` of the lock that one holds.",
        "schema": {"type": "string"},
    },
    "Prefer": {
        "description": "`return=representation` to be answered with the page as it is then; whatever else is ignored "
        "(RFC 7240).",
        "schema": {"type": "string", "examples": ["return=representation"]},
    },
}
PATH = {
    "name": "path",
    "in": "path",
    "required": True,
    "description": "The page's path below the site's root: `news`, or `schools/school-3/news` with its slashes as they "
    "are; a client that writes a slash as `%2F` is understood too.",
    "schema": {"type": "string", "pattern": "^[-0-9A-Za-z_]+(/[-0-9A-Za-z_]+)*$"},
}

BEARER = "bearer"
SECURITY_SCHEMES: dict[str, Any] = {
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of a login (`@login`), or of a program, which is made in the admin.",
    },
}


def request_headers(service: Service) -> list[str]:
    """Return the names of the headers that a service understands beside those of all requests."""
    if service.method == "OPTIONS":
        return []
    if service.method == "GET":
        return ["If-None-Match"]
    if f"@{service.template}" in LOGINS:
        return []
    names = ["If-Match"]
    if service.method == "POST" and not service.is_open:
        names.append("Idempotency-Key")
    if service.method == "PATCH" and service.template == CONTENT:
        names += ["Lock-Token", "Prefer"]
    return names


def header_references(*names: str) -> dict[str, Any]:
    """Return headers of a response as references."""
    return {name: {"$ref": HEADERS + name} for name in (*names, *OF_EVERY_RESPONSE)}


def header_parameters() -> dict[str, Any]:
    """Return the headers of requests as parameters, by their names."""
    return {name: {"name": name, "in": "header", **header} for name, header in REQUEST_HEADERS.items()}


def security(service: Service) -> list[dict[str, list[str]]]:
    """Return who may ask: whoever reads need not say who they are, but then sees only what is public."""
    is_open = service.is_open or service.method in ("GET", "OPTIONS")
    return [{}, {BEARER: []}] if is_open else [{BEARER: []}]
