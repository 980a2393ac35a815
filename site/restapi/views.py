"""The views: a page as HTML or JSON, a page as JSON only, a service on a page.

They are exempt from the CSRF check because nothing here writes; what goes on to Wagtail is checked as always.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.defaults import page_not_found
from wagtail.models import Page
from wagtail.views import serve

from restapi.dispatch import service_answer
from restapi.http.negotiation import prefers_json, sends_json
from restapi.http.problems import Problem, method_not_allowed, not_found
from restapi.http.rendering import json_response
from restapi.reading.answers import page_answer
from restapi.tree.traversal import page_at

READING = ("GET", "HEAD")

html = csrf_protect(serve)


@csrf_exempt
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer a page's own address: in JSON to whoever prefers it, else as Wagtail does."""
    wants_json = prefers_json(request) if request.method in READING else sends_json(request)
    response = content_only(request, path) if wants_json else html(request, path)
    patch_vary_headers(response, ["Accept"])
    return response


@csrf_exempt
def content_only(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the content object, whatever the client accepts: `/++api++/…` is this alone."""
    return _answered(request, path, _content)


@csrf_exempt
def service(request: HttpRequest, path: str, name: str, rest: str) -> HttpResponse:
    """Answer `/…/@name`."""

    def answer(page: Page, request: HttpRequest) -> dict[str, Any]:
        if rest.strip("/"):
            raise not_found()
        return service_answer(name, page, request)

    return _answered(request, path, answer)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address with nothing behind it, as a page or as a problem; for a project's `handler404`."""
    response = not_found().response() if prefers_json(request) else page_not_found(request, exception)
    patch_vary_headers(response, ["Accept"])
    return response


def _content(page: Page, request: HttpRequest) -> dict[str, Any]:
    if request.method not in READING:
        raise method_not_allowed(READING)
    return page_answer(page, request)


def _answered(
    request: HttpRequest, path: str, answer: Callable[[Page, HttpRequest], dict[str, Any]]
) -> HttpResponse:
    try:
        found = page_at(request, path)
        response = json_response(answer(found.page, request))
    except Problem as problem:
        return problem.response()
    if found.is_private:
        add_never_cache_headers(response)
    return response
