"""Answers that a reader's program asks for again and again: it hears «304, nothing new» where nothing is new."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag


def conditional_answer(
    request: HttpRequest,
    body: bytes,
    content_type: str,
    modified: datetime.datetime | None,
    seconds: int,
) -> HttpResponseBase:
    """Return the body with ETag, Last-Modified and so many seconds of life; 304 where the program has it already.

    The ETag is made of the body: what has left the catalog changes it too, which no latest date would tell.
    """
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    stamp = int(modified.timestamp()) if modified else None
    if stamp is not None:
        response.headers["Last-Modified"] = http_date(stamp)
    patch_cache_control(response, public=True, max_age=seconds)
    return get_conditional_response(request, etag, stamp, response) or response
