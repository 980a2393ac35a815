"""From an address to the page behind it, by Wagtail's own routing, view restrictions and rights to edit."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from restapi.access.grants import grant_of
from restapi.http.problems import access_denied, login_required, not_found
from restapi.tree.slugs import chain_of

SEGMENT = re.compile(r"[\w\-]+")


@dataclass(frozen=True)
class Found:
    """The page behind an address, and whether only some may see it."""

    page: Page
    """Perhaps as the tree has it, without the fields of its type."""
    is_private: bool


def page_at(request: HttpRequest, path: str) -> Found:
    """Return the page at a path that this request may see; raises Problem 401, 403 or 404.

    A page that is not live is there for those who may edit or publish it, and for nobody else.
    """
    segments = [segment for segment in path.split("/") if segment]
    if not all(SEGMENT.fullmatch(segment) for segment in segments):
        raise not_found()
    chain = chain_of(request, segments)
    named = chain.end(len(segments))
    if named is not None and not named.live:
        return Found(_draft(request, named, segments), is_private=True)
    if named is not None and chain.is_plainly_routed and not chain.may_be_private:
        return Found(named, is_private=False)
    page = _page_by_routing(request, segments)
    if page is None:
        raise not_found()
    restrictions = page.get_view_restrictions()
    is_narrowed = grant_of(request).is_narrowed  # such a token is for what is public, and for what it says
    if restrictions and (
        is_narrowed or not all(restriction.accept_request(request) for restriction in restrictions)
    ):
        _refuse_strangers(request, page)
    return Found(page, is_private=bool(restrictions))


def _draft(request: HttpRequest, named: Page, segments: list[str]) -> Page:
    """Return what is not live to those who may edit it; raises the same Problem as for what does not exist."""
    page: Page = named.specific
    if not grant_of(request).reads_drafts(page) or not _is_own_address(request, page, _path(segments)):
        raise not_found()
    return page


def _refuse_strangers(request: HttpRequest, page: Page) -> None:
    """Raise Problem 401 or 403, unless it is their page: whoever may edit a private page sees it."""
    if not request.user.is_authenticated:
        raise login_required()
    if not grant_of(request).reads_drafts(page):
        raise access_denied()


def _page_by_routing(request: HttpRequest, segments: list[str]) -> Page | None:
    """Return the page that Wagtail itself finds; not one that shows something else at this address."""
    path = _path(segments)
    route = Page.route_for_request(request, path)
    return route[0] if route and _is_own_address(request, route[0], path) else None


def _path(segments: list[str]) -> str:
    return "".join(f"{segment}/" for segment in segments)


def _is_own_address(request: HttpRequest, page: Page, path: str) -> bool:
    """Whether the path is the page's own address, and not a view that a routable page keeps below it."""
    url_parts = page.get_url_parts(request)
    if not url_parts or url_parts[2] is None:
        return False
    return bool(url_parts[2].rstrip("/") == reverse("wagtail_serve", args=[path]).rstrip("/"))
