"""Holds every good answer of the API to the document that describes it."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import jsonschema_rs
from django.http import HttpRequest, HttpResponse
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from wagtail.models import Page

from restapi.dispatch import service_at, service_response
from restapi.schemas.openapi import addresses, document

PROMISED_HEADERS = ("ETag", "Location", "Tus-", "Upload-")

Respond = Callable[[str, Page, HttpRequest], HttpResponse]


def held_to_contract(respond: Respond = service_response) -> Respond:
    """Return what answers in the place of the dispatcher, and fails where the document says something else."""

    def answer(address: str, page: Page, request: HttpRequest) -> HttpResponse:
        response = respond(address, page, request)
        service, _segments = service_at(address, page.specific_class or Page, str(request.method))
        place, method = addresses(service)["_at_path"], service.method.lower()
        check(place, method, response)
        body = described()["paths"][place][method].get("requestBody", {"required": False})
        is_empty = request.headers.get("Content-Length", "0") == "0"
        is_of_lock = "Lock-Token" in request.headers  # Plone's client renews a lock by an empty PATCH
        if response.status_code < 300 and is_empty and not is_of_lock:
            assert not body["required"], f"{method.upper()} {place} needs no body"
        return response

    return answer


def check(place: str, method: str, response: HttpResponse) -> None:
    """Fail where a good answer is none of those that the document promises."""
    if response.status_code >= 300:
        return
    promised = described()["paths"][place][method]["responses"]
    said = f"{method.upper()} {place} answers {response.status_code}"
    assert str(response.status_code) in promised, f"{said}; promised are {', '.join(promised)}"
    headers = {name for name in response.headers if name.startswith(PROMISED_HEADERS)}
    unsaid = headers - promised[str(response.status_code)]["headers"].keys()
    assert not unsaid, f"{said} with {', '.join(unsaid)}; that is not promised"
    contents = promised[str(response.status_code)].get("content", {})
    if not contents:
        assert not response.content, f"{said} with a body; none is promised"
        return
    media_type = response["Content-Type"].partition(";")[0]
    assert media_type in contents, f"{said} as {media_type}; promised is {', '.join(contents)}"
    body, schema = json.loads(response.content), _with_components(contents[media_type]["schema"])
    if not _validator(place, method, str(response.status_code), media_type).is_valid(body):
        error = best_match(Draft202012Validator(schema).iter_errors(body))
        detail = f"{error.json_path}: {error.message[:2000]}" if error else "a format"
        raise AssertionError(f"{said} otherwise than promised, at {detail}")


@cache
def described() -> dict[str, Any]:
    """Return the document, made once for all tests."""
    return document()


def _with_components(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": described()["components"]}


@cache
def _validator(place: str, method: str, status: str, media_type: str) -> Any:
    content = described()["paths"][place][method]["responses"][status]["content"][media_type]
    return jsonschema_rs.Draft202012Validator(_with_components(content["schema"]), validate_formats=True)
