"""Wagtail's own API, closed where it says too much: its lists of files and pictures are for editors.

A file of a public collection may belong to a draft, so that being public says nothing of who may know of it.
What Wagtail would answer with a server error is refused here too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api

View = Callable[..., HttpResponse]

LIBRARIES = ("documents/", "images/")
READING = {"GET", "HEAD"}

NUMBERS = ("limit", "offset")

# No list is longer than nine digits tell; databases hold nineteen.
LONGEST_NUMBER = 9

# PostgreSQL gives up at some two hundred.
MOST_WORDS = 50


def _guarded(pattern: URLPattern) -> URLPattern:
    """Return a route of the API with the questions that are asked before it answers."""
    view = _careful(pattern.callback)
    if str(pattern.pattern).startswith(LIBRARIES):
        view = _for_editors(view)
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


def _for_editors(view: View) -> View:
    """Refuse to read to whoever may not enter the admin; what writes asks for a token by itself."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING or _is_editor(request):
            response = view(request, *args, **kwargs)
        else:
            response = problem_response(status=401, detail="Authentication required")
            response.headers["WWW-Authenticate"] = "Bearer"
        add_never_cache_headers(response)
        return response

    return answer


def _is_editor(request: HttpRequest) -> bool:
    """Whether the request has a valid token, else a session, of somebody who may enter the admin."""
    if "Authorization" in request.headers:
        BearerTokenAuth()(request)
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def _careful(view: View) -> View:
    """Refuse a query that no database can answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_sound(request):
            return problem_response(status=400, detail="The query cannot be understood.")
        return view(request, *args, **kwargs)

    return answer


def _is_sound(request: HttpRequest) -> bool:
    """Whether the databases can hold the numbers of a query, and their searches understand its words."""
    values = [value for name in request.GET for value in request.GET.getlist(name)]
    numbers = [value for name in NUMBERS for value in request.GET.getlist(name)]
    return (
        not any("\x00" in value for value in values)
        and all(len(value) <= LONGEST_NUMBER for value in numbers)
        and all(_is_searchable(text) for text in request.GET.getlist("search"))
    )


def _is_searchable(text: str) -> bool:
    has_words = any(character.isalnum() for character in text)
    return has_words and text.count('"') % 2 == 0 and len(text.split()) <= MOST_WORDS


patterns, app_name, namespace = api.urls
urls = ([_guarded(pattern) for pattern in patterns], app_name, namespace)
