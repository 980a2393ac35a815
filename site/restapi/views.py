"""The views: a page as HTML or JSON, a page as JSON only, a service on a page.

Django's own CSRF check is left to `restapi.access`: programs with a token need none, a session that writes does.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.defaults import page_not_found
from wagtail.views import serve

from restapi.dispatch import service_response
from restapi.http.caching import completed, freshness, known_already
from restapi.http.frame import framed
from restapi.http.idempotency import once
from restapi.http.negotiation import prefers_json, sends_json
from restapi.http.problems import not_found
from restapi.http.versions import unless_changed
from restapi.services.registry import CONTENT
from restapi.tree.traversal import page_at

READING = ("GET", "HEAD")

html = csrf_protect(serve)


@csrf_exempt
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer a page's own address: in JSON to whoever prefers it, else as Wagtail does.

    The methods are those of both.
    """
    wants_json = prefers_json(request) if request.method in READING else sends_json(request)
    view = content_only if wants_json or request.method == "OPTIONS" else html
    response = view(request, path)
    patch_vary_headers(response, ["Accept"])
    return response


@csrf_exempt
def content_only(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the content object, whatever the client accepts: `/++api++/…` is this alone."""
    return framed(request, lambda: _answer(request, path, CONTENT))


@csrf_exempt
def service(request: HttpRequest, path: str, address: str) -> HttpResponse:
    """Answer `/…/@address`."""
    return framed(request, lambda: _answer(request, path, address))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address with nothing behind it, as a page or as a problem; for a project's `handler404`."""
    response = not_found().response() if prefers_json(request) else page_not_found(request, exception)
    patch_vary_headers(response, ["Accept"])
    return response


def _answer(request: HttpRequest, path: str, address: str) -> HttpResponse:
    fresh = freshness(request)
    known = known_already(request, fresh) if fresh else None
    if known:
        return known
    found = page_at(request, path)
    response = once(
        request,
        lambda: unless_changed(request, found.page, lambda: service_response(address, found.page, request)),
    )
    return completed(request, response, found.page, None if found.is_private else fresh)
