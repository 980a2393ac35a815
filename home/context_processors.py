"""What the frame of every page needs: the site and its menu."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the menu's pages, read only when a template shows them."""
    return {"menu": SimpleLazyObject(partial(menu_pages, request))}


def menu_pages(request: HttpRequest) -> list[Page]:
    """Return the public children of the site's root that stand in the menu."""
    site = Site.find_for_request(request)
    return list(site.root_page.get_children().live().public().in_menu()) if site else []
