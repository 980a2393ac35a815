"""The document of OpenAPI 3.1: every service that is registered, every page type, every block."""

from typing import Any

from django.utils.translation import override
from wagtail.models import Page, get_page_models

from restapi.schemas.answers import ChangedContent, ContentObject, NewContent
from restapi.schemas.components import COMPONENTS, Schema, json_schemas
from restapi.schemas.headers import (
    PARAMETERS,
    PATH,
    RESPONSE_HEADERS,
    SECURITY_SCHEMES,
    header_parameters,
    header_references,
)
from restapi.schemas.operations import Types, group_about, group_of, operation
from restapi.schemas.pages import LANGUAGE, content_type, write_type
from restapi.schemas.problems import ProblemDetails, problem_responses
from restapi.services.registry import CONTENT, SERVICES, Service

API = "/++api++"
# What the name of an operation ends with where it is one at a page.
AT_PATH = "_at_path"
ABOUT = (
    "Pages as JSON, in the manner of Plone. Every service `@name` stands at the address of every page on which it means "
    "something: at the site's root and at `/++api++/{path}/@name`. A page's own address answers in JSON, too, to "
    "whoever sends `Accept: application/json`: `/{path}/`, `/{path}/@name`. Unknown query parameters are refused, and a "
    "text with a NUL character in it is, too. Errors have one shape, `application/problem+json`."
)


@override(LANGUAGE)
def document() -> dict[str, Any]:
    """Return the document; it is the same on every database and in every order of apps."""
    types = Types()
    paths = _paths(types)
    problem = types.place(ProblemDetails)
    schemas, shared = json_schemas([*types.named, *_page_types()])
    made = {
        "openapi": "3.1.0",
        "info": {"title": "Plone-style JSON API", "version": "1", "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": _groups(),
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**shared, **_unions()}.items())),
            "responses": problem_responses(problem, header_references()),
            "parameters": {"path": PATH, **header_parameters()},
            "headers": RESPONSE_HEADERS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }
    placed: dict[str, Any] = _placed(made, schemas)
    return placed


def addresses(service: Service) -> dict[str, str]:
    """Return by the suffix of its name the addresses of a service: at the site's root, and at a page."""
    behind = f"/@{service.template}" if service.template != CONTENT else "/"
    at_page = {AT_PATH: f"{API}/{{path}}{behind}"}
    return at_page if service.model is not Page else {"": f"{API}{behind}", **at_page}


def _paths(types: Types) -> dict[str, Any]:
    by_place: dict[tuple[str, str], list[Service]] = {}
    for service in sorted(SERVICES, key=lambda each: (each.template, each.method, each.model._meta.label)):
        by_place.setdefault((service.template, service.method), []).append(service)
    paths: dict[str, Any] = {}
    for (_template, method), services in by_place.items():
        for suffix, address in addresses(services[0]).items():
            item = paths.setdefault(
                address, {"parameters": [{"$ref": f"{PARAMETERS}path"}]} if suffix else {}
            )
            item[method.lower()] = operation(services, suffix, types)
    return paths


def _groups() -> list[dict[str, str]]:
    """Return the groups, that of the pages themselves first."""
    first = {group_of(service): service for service in sorted(SERVICES, key=lambda each: each.template)[::-1]}
    names = sorted(first, key=lambda name: (first[name].template != CONTENT, name))
    return [{"name": name, "description": group_about(first[name])} for name in names]


def _models() -> list[Any]:
    return sorted(get_page_models(), key=lambda model: str(model._meta.label))


def _page_types() -> list[Any]:
    read = [content_type(model) for model in _models()]
    made = [write_type(model, True) for model in _models() if model.is_creatable]
    return [*read, *made, *(write_type(model, False) for model in _models())]


def _unions() -> dict[str, Schema]:
    """Return the types of which there is one for each page type; `@type` says which it is."""
    creatable = [model for model in _models() if model.is_creatable]
    return {
        ContentObject.__name__: _union(
            ContentObject, {model._meta.label: model._meta.label for model in _models()}
        ),
        NewContent.__name__: _union(
            NewContent, {model._meta.label: f"{model._meta.label}.new" for model in creatable}
        ),
        ChangedContent.__name__: {
            "description": ChangedContent.__doc__,
            "anyOf": [{"$ref": f"{COMPONENTS}{model._meta.label}.change"} for model in _models()],
        },
    }


def _union(kind: type, names: dict[str, str]) -> Schema:
    references = {label: COMPONENTS + name for label, name in names.items()}
    return {
        "description": kind.__doc__,
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "@type", "mapping": references},
    }


def _placed(part: Any, schemas: list[Schema]) -> Any:
    """Return a part of the document with the schemas of types in their places."""
    if isinstance(part, list):
        return [_placed(each, schemas) for each in part]
    if not isinstance(part, dict):
        return part
    if "x-type" in part:
        return schemas[part["x-type"]]
    return {name: _placed(each, schemas) for name, each in part.items()}
