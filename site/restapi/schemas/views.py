"""The description of the API, for programs and for people."""

import hashlib
from functools import cache, lru_cache

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from restapi.conf import option
from restapi.http.negotiation import JSON
from restapi.schemas.documentation import groups, prose, types
from restapi.schemas.openapi import document
from restapi.schemas.problems import WHEN

# Pages that are kept: one for each language and address of the site.
KEPT = 8


@require_safe
@condition(etag_func=lambda request: _tag_of_json())
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the document of OpenAPI."""
    return _kept(HttpResponse(_json(), content_type=JSON))


@require_safe
@condition(etag_func=lambda request: _tag(_page(request)))
def docs(request: HttpRequest) -> HttpResponse:
    """Answer with the page that shows the same to people."""
    return _kept(HttpResponse(_page(request)))


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=int(option("MAX_AGE").total_seconds()))
    return response


@cache
def _json() -> bytes:
    return orjson.dumps(document())


def _page(request: HttpRequest) -> bytes:
    return _html(get_language() or "", f"{request.scheme}://{request.get_host()}")


@lru_cache(maxsize=KEPT)
def _html(language: str, origin: str) -> bytes:
    described = orjson.loads(_json())
    found = [
        {
            "name": group.name,
            "about": group.about,
            "operations": [(operation, operation.example(origin)) for operation in group.operations],
        }
        for group in groups(described)
    ]
    context = {
        "title": described["info"]["title"],
        "about": prose(described["info"]["description"]),
        "groups": found,
        "types": types(described),
        "errors": [(status, prose(about)) for status, about in WHEN.items()],
        "language": language,
    }
    return render_to_string("restapi/docs.html", context).encode()


def _tag_of_json() -> str:
    return _tag(_json())


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'
