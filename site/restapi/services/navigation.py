"""`@navigation`: the site's menu."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.reading.summaries import PUBLISHED
from restapi.tree import places
from restapi.tree.addresses import entry_url, service_url, site_of
from search.models import CatalogEntry

DEPTH = "expand.navigation.depth"
DEEPEST = 5


def get(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return the public pages that stand in the menu, `expand.navigation.depth` levels of them."""
    parameters.refuse_unknown([DEPTH])
    return component(page, request, parameters)


def component(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return the same as part of the content object."""
    root = site_of(request).root_page
    depth = parameters.number(DEPTH, 1, least=1, most=DEEPEST)
    entries = places.within(CatalogEntry.objects.pages().filter(page__show_in_menus=True), [root], depth)
    items = _nested(list(entries.order_by("tree_path")), root, request)
    return {"@id": service_url(page, "navigation", request), "items": items}


def _nested(entries: list[CatalogEntry], root: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the menu as a tree; what stands below a page that is not in the menu is not in it either."""
    lists: dict[str, list[dict[str, Any]]] = {root.path: []}
    for entry in entries:
        siblings = lists.get(entry.tree_path[: -root.steplen])
        if siblings is not None:
            lists[entry.tree_path] = []
            siblings.append(_item(entry, lists[entry.tree_path], request))
    return lists[root.path]


def _item(entry: CatalogEntry, items: list[dict[str, Any]], request: HttpRequest) -> dict[str, Any]:
    return {
        "@id": entry_url(entry, request),
        "title": entry.title,
        "description": entry.lead,
        "review_state": PUBLISHED,
        "items": items,
    }
