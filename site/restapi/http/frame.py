"""What every answer has around it: whose request it is, how often they may ask, errors in one shape."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from restapi.access.authentication import authenticate
from restapi.http.caching import not_kept, vary
from restapi.http.limits import allowance
from restapi.http.problems import Problem
from restapi.http.rendering import no_content


def framed(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer to who is known and has not asked too often, else the problem in its place."""
    refusal = None
    try:
        authenticate(request)
    except Problem as problem:
        refusal = problem
    allowed = allowance(request)  # who guesses tokens is counted too
    try:
        if allowed:
            allowed.refuse_excess()
        if refusal:
            raise refusal
        response = answer()
    except Problem as problem:
        response = not_kept(problem.response())
        if request.method == "OPTIONS" and problem.status == 405:
            response = no_content()
            response.headers["Allow"] = problem.headers["Allow"]
    if allowed:
        allowed.put(response)
    return vary(_without_body(response) if request.method == "HEAD" else response)


def _without_body(response: HttpResponse) -> HttpResponse:
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
