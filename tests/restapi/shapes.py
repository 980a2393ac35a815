"""Answers held to the types that their services promise."""

from typing import Any

from pydantic import TypeAdapter

from restapi.services.registry import SERVICES


def held_to_promise(template: str, body: Any, method: str = "GET") -> Any:
    """Return the answer of a service; raises ValidationError where it is not of the promised type."""
    (service,) = (each for each in SERVICES if (each.template, each.method) == (template, method))
    TypeAdapter(service.answers).validate_python(body)
    return body
