"""The one error shape: `application/problem+json` (RFC 9457) that Plone's clients understand too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy

PROBLEM_JSON = "application/problem+json"

# Plone's names of errors. They serve as `type`, a relative URI reference: there its clients look.
NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    410: "Gone",
    412: "PreconditionFailed",
    413: "RequestEntityTooLarge",
    415: "UnsupportedMediaType",
    422: "UnprocessableEntity",
    429: "TooManyRequests",
}
# What depends on who asks must stay in no cache.
NOT_KEPT = {"Cache-Control": "private, no-store"}
TITLES = {
    400: gettext_lazy("Bad request"),
    401: gettext_lazy("Login required"),
    403: gettext_lazy("Access denied"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    409: gettext_lazy("Conflict"),
    410: gettext_lazy("No longer kept"),
    412: gettext_lazy("Changed meanwhile"),
    413: gettext_lazy("Too much"),
    415: gettext_lazy("Form not understood"),
    422: gettext_lazy("Cannot be done"),
    429: gettext_lazy("Too many requests"),
}


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with a request: where (`["query", "b_size"]`), of what kind, in words."""

    loc: list[str | int]
    type: str
    msg: str


class Problem(Exception):
    """What went wrong, as the client is told; views turn it into a response."""

    def __init__(
        self,
        status: int,
        detail: str,
        mistakes: Iterable[Mistake] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.mistakes = list(mistakes)
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, Any]:
        """The members of RFC 9457; then `message` and `error`, where Plone's clients look."""
        body = {
            "type": NAMES[self.status],
            "title": str(TITLES[self.status]),
            "status": self.status,
            "detail": self.detail,
            "message": self.detail,
            "error": {"type": NAMES[self.status], "message": self.detail},
        }
        if self.mistakes:
            body["errors"] = [asdict(mistake) for mistake in self.mistakes]
        return body

    def response(self) -> HttpResponse:
        """Return the problem as a response."""
        body = json.dumps(self.body, ensure_ascii=False)
        return HttpResponse(body, status=self.status, content_type=PROBLEM_JSON, headers=self.headers)


def bad_parameter(name: str, kind: str, message: str) -> Problem:
    """Return the problem of one wrong query parameter."""
    return bad_parameters([Mistake(["query", name], kind, message)])


def bad_parameters(mistakes: list[Mistake]) -> Problem:
    """Return the problem of wrong query parameters; its detail says all that is wrong."""
    return Problem(400, " ".join(mistake.msg for mistake in mistakes), mistakes)


def not_found() -> Problem:
    """Return the problem of an address with nothing behind it that the public may know of."""
    return Problem(404, gettext("There is no page at this address."))


def login_required(detail: str = "") -> Problem:
    """Return the problem of something private asked for by nobody we know."""
    headers = {"WWW-Authenticate": "Bearer", **NOT_KEPT}
    return Problem(401, detail or gettext("Log in to see this page."), headers=headers)


def access_denied(detail: str = "") -> Problem:
    """Return the problem of something private asked for by someone who has no right to it."""
    return Problem(403, detail or gettext("You have no right to see this page."), headers=NOT_KEPT)


def method_not_allowed(allowed: Iterable[str]) -> Problem:
    """Return the problem of a method that the address does not know; views answer OPTIONS by it."""
    methods = ", ".join(sorted({*allowed, "OPTIONS"}))
    detail = gettext("Methods of this address: %(methods)s.") % {"methods": methods}
    return Problem(405, detail, headers={"Allow": methods})
