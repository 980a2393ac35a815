"""What a page of a foreign site may ask of the API: to read what is public; to write where the project lists it.

A project writes this middleware before `CommonMiddleware`, and `CORS_ALLOWED_ORIGINS` for those who may write.
Cookies are never asked for, so that nobody's session is lent to a foreign page.
"""

from urllib.parse import urlsplit

from corsheaders import middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

from restapi.http.negotiation import prefers_json

ANY = "*"
READING = ("GET", "HEAD", "OPTIONS")
WRITING = ("POST", "PATCH", "DELETE")
READING_HEADERS = ("accept", "accept-language", "content-language", "if-modified-since", "if-none-match")
WRITING_HEADERS = (
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "prefer",
    "tus-resumable",
    "upload-length",
    "upload-metadata",
    "upload-offset",
)
EXPOSED = (
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Tus-Resumable",
    "Upload-Length",
    "Upload-Offset",
)
# Addresses of the API beside those of `restapi.urls`.
PREFIX = "/api/"
HOW_LONG = 600  # seconds for which a browser need not ask again


class CorsMiddleware(middleware.CorsMiddleware):
    """django-cors-headers for the API's addresses, with less for those who are not listed."""

    def check_preflight(self, request: HttpRequest) -> HttpResponse | None:
        """Answer a browser that asks before it sends what a foreign page wants sent."""
        is_asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        return HttpResponse(status=204) if is_asked and _is_for_api(request) else None

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say what foreign pages may do: the same to all where they read, so that caches can keep it."""
        if not _is_for_api(request):
            return response
        asked = request.headers.get("Access-Control-Request-Method", request.method)
        is_listed = self._is_listed(request.headers.get("Origin", ""))
        if asked not in READING:
            patch_vary_headers(response, ["Origin"])
            if not is_listed:
                return response
        response.headers["Access-Control-Allow-Origin"] = (
            ANY if asked in READING else request.headers["Origin"]
        )
        response.headers["Access-Control-Expose-Headers"] = ", ".join(EXPOSED)
        if request.method == "OPTIONS":
            methods = (*READING, *WRITING) if is_listed else READING
            headers = (*READING_HEADERS, *WRITING_HEADERS) if is_listed else READING_HEADERS
            response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
            response.headers["Access-Control-Allow-Headers"] = ", ".join(headers)
            response.headers["Access-Control-Max-Age"] = str(HOW_LONG)
            patch_vary_headers(response, ["Origin"])
        return response

    def _is_listed(self, origin: str) -> bool:
        try:
            return bool(origin and self.origin_found_in_white_lists(origin, urlsplit(origin)))
        except ValueError:
            return False


def _is_for_api(request: HttpRequest) -> bool:
    """Whether a request is meant for the API: by its address, or by what it wants from a page's address."""
    if request.path_info.startswith(PREFIX):
        return True
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    name = match.url_name or ""
    if name == "restapi_page":
        return request.method not in ("GET", "HEAD") or prefers_json(request)
    return name.startswith("restapi_")
