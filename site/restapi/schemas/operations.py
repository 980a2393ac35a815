"""Services as operations of OpenAPI."""

import inspect
import sys
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from restapi.http.parameters import Parameter
from restapi.reading.answers import query_of
from restapi.schemas.components import Schema
from restapi.schemas.headers import PARAMETERS, header_references, request_headers, security
from restapi.schemas.problems import problem_references
from restapi.services.registry import CONTENT, Service

# Names of groups: a service belongs to the first word of its address.
CONTENT_GROUP = "content"


class Types:
    """The types that operations name, to be described all together."""

    def __init__(self) -> None:
        self.named: list[Any] = []

    def place(self, kind: Any) -> Schema:
        """Note a type; return what stands for its schema until it is known: `{"x-type": number}`."""
        self.named.append(kind)
        return {"x-type": len(self.named) - 1}


def group_of(service: Service) -> str:
    """Return the name of the group to which a service belongs."""
    return service.template.partition("/")[0] or CONTENT_GROUP


def group_about(service: Service) -> str:
    """Return what the service's module says of itself, its first paragraph."""
    text = inspect.cleandoc(sys.modules[service.answer.__module__].__doc__ or "")
    return " ".join(text.partition("\n\n")[0].split())


def operation(services: list[Service], suffix: str, types: Types) -> dict[str, Any]:
    """Return the operation of the services that stand at one address with one method, each for pages of a type."""
    service = services[0]
    name = service.template.replace("/", "_").replace("{", "").replace("}", "").replace("-", "_")
    made: dict[str, Any] = {
        "operationId": f"{service.method.lower()}_{name or CONTENT_GROUP}{suffix}",
        "tags": [group_of(service)],
        "summary": service.summary,
        "parameters": _parameters(services),
        "responses": {**_answers(services, types), **problem_references(service)},
        "security": security(service),
    }
    about = _about(services)
    if about:
        made["description"] = about
    bodies = [each.body for each in services if each.body is not None]
    if bodies:
        made["requestBody"] = {
            "required": service.needs_body,
            "content": {service.sends: _content(bodies, types)},
        }
    return made


def _about(services: list[Service]) -> str:
    """Return the rest of the docstring, and on which pages the service is, if not on all."""
    text = (inspect.getdoc(services[0].answer) or "").partition("\n")[2]
    paragraphs = [" ".join(each.split()) for each in text.strip().split("\n\n") if each.strip()]
    models = sorted(service.model._meta.label for service in services)
    if services[0].model is not Page:
        paragraphs.append(f"Only on pages of the types: {', '.join(f'`{label}`' for label in models)}.")
    return "\n\n".join(paragraphs)


def _parameters(services: list[Service]) -> list[dict[str, Any]]:
    variables = [
        {
            "name": part.strip("{}"),
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1},
        }
        for part in services[0].template.split("/")
        if part.startswith("{")
    ]
    asked = {parameter.name: parameter for service in services for parameter in _query(service)}
    own = [_parameter(header, "header") for header in services[0].headers]
    headers = [{"$ref": PARAMETERS + name} for name in request_headers(services[0])]
    return [*variables, *(_parameter(each, "query") for each in asked.values()), *own, *headers]


def _query(service: Service) -> Iterable[Parameter]:
    return query_of(service.model) if service.query is None else service.query


def _parameter(parameter: Parameter, place: str) -> dict[str, Any]:
    schema = dict(parameter.schema)
    made: dict[str, Any] = {"name": parameter.name, "in": place}
    if parameter.about:
        made["description"] = parameter.about
    made["schema"] = {"type": "array", "items": schema} if parameter.is_repeated else schema
    return made


def _answers(services: list[Service], types: Types) -> dict[str, Any]:
    """Return the good answers by their statuses."""
    found: dict[int, list[Any]] = {}
    for service in services:
        for status, kind in service.good_answers.items():
            found.setdefault(status, []).append(kind)
    service = services[0]
    made = {str(status): _answer(service, status, kinds, types) for status, kinds in sorted(found.items())}
    if service.method == "GET":
        made["304"] = {"description": "What one has is still so.", "headers": header_references("ETag")}
    return made


def _answer(service: Service, status: int, kinds: list[Any], types: Types) -> dict[str, Any]:
    names = ["Location"] if status == 201 else []
    if service.method == "GET" or service.template == CONTENT:
        names.insert(0, "ETag")
    made: dict[str, Any] = {
        "description": "It is done." if status == 204 else service.summary,
        "headers": {**header_references(*names), **_answer_headers(service)},
    }
    shown = [kind for kind in kinds if kind is not None]
    if shown:
        schema = _any_of([types.place(kind) for kind in shown])
        made["content"] = {service.media_type: {"schema": schema}}
    return made


def _answer_headers(service: Service) -> dict[str, Any]:
    return {
        header.name: {"description": header.about, "schema": dict(header.schema)}
        for header in service.answer_headers
    }


def _content(bodies: list[Any], types: Types) -> dict[str, Any]:
    """Return what is said of a body; of bytes their media type says all."""
    return {} if bodies == [bytes] else {"schema": _any_of([types.place(body) for body in bodies])}


def _any_of(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
