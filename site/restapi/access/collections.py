"""Which collections of files are closed to who asks."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.api.v3.permissions import get_restricted_collection_ids

from restapi.access.grants import grant_of


def closed_collections(request: HttpRequest) -> set[int]:
    """Return the ids of collections that view restrictions close; to them a narrowed token is nobody."""
    closed: set[int] = get_restricted_collection_ids(_nobody() if grant_of(request).is_narrowed else request)
    return closed


def _nobody() -> HttpRequest:
    """Return a request of one who has neither logged in nor said a password."""
    request = HttpRequest()
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    return request
