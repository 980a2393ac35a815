"""JSON responses."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.functional import Promise

from restapi.http.negotiation import JSON


def json_response(body: Any, status: int = 200, media_type: str = JSON) -> HttpResponse:
    """Return a body as a response; letters stay letters, so that people can read it too."""
    content = orjson.dumps(body, default=_plain, option=orjson.OPT_NON_STR_KEYS)
    return HttpResponse(content, status=status, content_type=media_type)


def no_content(status: int = 204, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return a response that has no body, and so no media type."""
    response = HttpResponse(status=status, headers=headers)
    del response.headers["Content-Type"]
    return response


def _plain(value: Any) -> Any:
    """Return what orjson does not know as what it knows; raises TypeError."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
