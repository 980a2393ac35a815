"""The addresses of Wagtail's own API, each with the questions that are asked before it answers."""

from collections.abc import Callable
from functools import wraps
from traceback import walk_tb
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.api.v3 import form_data
from wagtail.api.v3.urls import api

from config.api_v3 import questions, rights
from restapi.http.caching import not_kept
from restapi.http.frame import framed
from restapi.http.problems import Problem

View = Callable[..., HttpResponse]


def _guarded(pattern: URLPattern) -> URLPattern:
    """Return a route of the API that refuses what must not or cannot be answered."""
    view = _careful(pattern.callback, str(pattern.pattern))
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


def _careful(view: View, route: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return not_kept(framed(request, lambda: _answer(request, *args, **kwargs)))

    def _answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            rights.check(request, route, kwargs)
            questions.check(request, route, kwargs)
            return view(request, *args, **kwargs)
        except OverflowError:  # a moment before the first year, a number that SQLite cannot hold
            raise Problem(400, _("Таких чисел и таких дат здесь нет.")) from None
        except (AttributeError, KeyError, TypeError) as error:
            if not _is_of_stream(error):
                raise
            raise Problem(400, _("Содержание страницы записано не так, как его понимает API.")) from None

    return answer


def _is_of_stream(error: Exception) -> bool:
    """Whether Wagtail stumbled over a stream whose items are none: it takes them apart without looking."""
    names = (frame.f_globals.get("__name__", "") for frame, _line in walk_tb(error.__traceback__))
    return any(name == form_data.__name__ for name in names)


patterns, app_name, namespace = api.urls
urls = ([_guarded(pattern) for pattern in patterns], app_name, namespace)
