"""What the frame of every page needs: the site, its menu, and how the visitor reads."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.menu import menu_pages
from home.reading import reading_classes


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the menu's pages, read only when a template shows them, and the classes of the `html` element."""
    return {"menu": SimpleLazyObject(partial(menu_pages, request)), "reading": reading_classes(request)}
