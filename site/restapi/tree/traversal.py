"""From an address to the page behind it, by Wagtail's own routing and view restrictions."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from restapi.http.problems import access_denied, login_required, not_found
from restapi.tree.slugs import page_by_slugs

SEGMENT = re.compile(r"[\w\-]+")


@dataclass(frozen=True)
class Found:
    """The page behind an address, and whether only some may see it."""

    page: Page
    is_private: bool


def page_at(request: HttpRequest, path: str) -> Found:
    """Return the live page at a path that this request may see; raises Problem 401, 403 or 404."""
    segments = [segment for segment in path.split("/") if segment]
    if not all(SEGMENT.fullmatch(segment) for segment in segments):
        raise not_found()
    page = page_by_slugs(request, segments) or _page_by_routing(request, segments)
    if page is None:
        raise not_found()
    restrictions = page.get_view_restrictions()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise access_denied() if request.user.is_authenticated else login_required()
    return Found(page, is_private=bool(restrictions))


def _page_by_routing(request: HttpRequest, segments: list[str]) -> Page | None:
    """Return the page that Wagtail itself finds; not one that shows something else at this address."""
    path = "".join(f"{segment}/" for segment in segments)
    route = Page.route_for_request(request, path)
    return route[0] if route and _is_own_address(request, route[0], path) else None


def _is_own_address(request: HttpRequest, page: Page, path: str) -> bool:
    """Whether the path is the page's own address, and not a view that a routable page keeps below it."""
    url_parts = page.get_url_parts(request)
    if not url_parts or url_parts[2] is None:
        return False
    return bool(url_parts[2].rstrip("/") == reverse("wagtail_serve", args=[path]).rstrip("/"))
