"""The one error shape, and which errors an operation can answer."""

from typing import Any

from pydantic import Field

from restapi.http.problems import NAMES, PROBLEM_JSON
from restapi.schemas.answers import Answer
from restapi.services.registry import Service

RESPONSES = "#/components/responses/"

WHEN = {
    400: "What is asked or sent is not understood; `errors` says what and where.",
    401: "Nobody is logged in, or the token is wrong, revoked or has expired.",
    403: "Whoever asks has not the right.",
    404: "Nothing stands at this address that the asker may know of.",
    409: "It cannot be done as things are now.",
    410: "What was asked for is not kept any more.",
    412: "The page was changed after it had been read.",
    413: "The body is too big.",
    415: "The body is not in a form that is understood here.",
    422: "The same `Idempotency-Key` was used for another request.",
    429: "Too many requests; `Retry-After` says when to try again.",
}
OF_READING = (400, 401, 403, 404, 410, 429)
OF_WRITING = (400, 401, 403, 404, 409, 412, 413, 415, 422, 429)


class Mistake(Answer):
    """One thing that is wrong: where it stands, of what kind it is, in words."""

    loc: list[str | int]
    type: str
    msg: str


class NamedError(Answer):
    """The error as Plone's clients look for it."""

    type: str
    message: str


class ProblemDetails(Answer):
    """What went wrong (RFC 9457); `message` and `error` say the same to Plone's clients."""

    type: str = Field(description="Plone's name of the error.")
    title: str
    status: int
    detail: str
    message: str
    error: NamedError
    errors: list[Mistake] = []


def problems_of(service: Service) -> list[int]:
    """Return the statuses of the errors that a service can answer."""
    statuses = OF_READING if service.method in ("GET", "OPTIONS") else OF_WRITING
    return sorted({*statuses} - ({410} if service.template != "changes" else set()))


def problem_responses(schema: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    """Return the responses that all operations share, by their names."""
    retry = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return {
        NAMES[status]: {
            "description": description,
            "headers": {**headers, **(retry if status == 429 else {})},
            "content": {PROBLEM_JSON: {"schema": schema}},
        }
        for status, description in WHEN.items()
    }


def problem_references(service: Service) -> dict[str, Any]:
    """Return the errors of a service by their statuses, as references."""
    return {str(status): {"$ref": RESPONSES + NAMES[status]} for status in problems_of(service)}
