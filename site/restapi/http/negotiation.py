"""Who wants JSON: the `Accept` header by RFC 9110, section 12.5.1."""

from django.http import HttpRequest
from django.http.request import MediaType

JSON = "application/json"
HTML = "text/html"


def prefers_json(request: HttpRequest) -> bool:
    """Whether `Accept` puts JSON above HTML; a browser, `*/*` and no header at all mean HTML."""
    ranges = [MediaType(part) for part in request.headers.get("Accept", "").split(",") if part.strip()]
    wanted, otherwise = _weight(ranges, JSON), _weight(ranges, HTML)
    return wanted[0] > 0 and wanted > otherwise


def sends_json(request: HttpRequest) -> bool:
    """Whether a request that writes is meant for the API and not for a form of the page."""
    return request.content_type == JSON or prefers_json(request)


def _weight(ranges: list[MediaType], media_type: str) -> tuple[float, int]:
    """Return the quality that the most specific matching range gives, and how specific it is.

    Between equal qualities the more specific range wins: `application/json, */*` means JSON.
    """
    matching = [accepted for accepted in ranges if _matches(accepted, media_type)]
    best = max(matching, key=lambda accepted: accepted.specificity, default=None)
    return (best.quality, best.specificity) if best else (0, 0)


def _matches(accepted: MediaType, media_type: str) -> bool:
    """Whether a range means the type; parameters such as a charset make no difference."""
    main_type, _, sub_type = media_type.partition("/")
    return accepted.main_type in ("*", main_type) and accepted.sub_type in ("*", sub_type)
