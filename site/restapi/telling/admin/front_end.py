"""The way from a page in the admin to its draft in the external front end."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from restapi.conf import option
from restapi.telling.previews import front_end_url

NAME = "restapi_front_end_preview"


def urls() -> list[URLPattern]:
    """Return the addresses for Wagtail's admin."""
    return [path("pages/<int:pk>/front-end-preview/", preview_in_front_end, name=NAME)]


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button for who may edit the page, where the project names a front end."""
    if option("PREVIEW_URL") and page.pk and _may_see(page, user):
        yield Button(
            _("Open preview"),
            url=reverse(NAME, args=[page.pk]),
            icon_name="view",
            attrs={"target": "_blank", "rel": "noopener"},
            priority=12,
        )


def preview_in_front_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the browser to the front end with a fresh link; the link is made when it is wanted, not with the page."""
    page = get_object_or_404(Page, pk=pk)
    if not _may_see(page, request.user):
        raise PermissionDenied
    url = front_end_url(page)
    if not url:
        raise Http404
    response = HttpResponse(status=302, headers={"Location": url, "Referrer-Policy": "no-referrer"})
    add_never_cache_headers(response)
    return response


def _may_see(page: Page, user: Any) -> bool:
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_publish())
