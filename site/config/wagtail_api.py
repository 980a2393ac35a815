"""The addresses of Wagtail's own API, each with the questions that are asked before it answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.api.v3.urls import api

from config.api_v3 import questions, rights
from restapi.http.problems import Problem

View = Callable[..., HttpResponse]


def _guarded(pattern: URLPattern) -> URLPattern:
    """Return a route of the API that refuses what must not or cannot be answered."""
    view = _careful(pattern.callback, str(pattern.pattern))
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


def _careful(view: View, route: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            rights.check(request, route, kwargs)
            questions.check(request, route, kwargs)
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        except OverflowError:  # a moment before the first year, a number that SQLite cannot hold
            response = Problem(400, _("Таких чисел и таких дат здесь нет.")).response()
        if "Authorization" in request.headers or route.startswith(rights.LIBRARIES):
            add_never_cache_headers(response)
        return response

    return answer


patterns, app_name, namespace = api.urls
urls = ([_guarded(pattern) for pattern in patterns], app_name, namespace)
