"""`@navigation`: the site's menu."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameter
from restapi.reading.states import PUBLISHED
from restapi.schemas.answers import Navigation
from restapi.services.registry import Call, service
from restapi.tree import places
from restapi.tree.addresses import entry_url, service_url, site_of
from search.models import CatalogEntry

DEEPEST = 5
DEPTH = Parameter.number("expand.navigation.depth", "How many levels of the menu.", least=1, most=DEEPEST)


@service("navigation", query=[DEPTH], answers=Navigation, expands=True, is_lean=True)
def navigation(call: Call) -> dict[str, Any]:
    """Return the public pages that stand in the menu, `expand.navigation.depth` levels of them."""
    root = site_of(call.request).root_page
    depth = call.parameters.number(DEPTH.name, 1, least=1, most=DEEPEST)
    entries = places.within(CatalogEntry.objects.pages().filter(page__show_in_menus=True), [root], depth)
    items = _nested(list(entries.order_by("tree_path")), root, call.request)
    return {"@id": service_url(call.page, "navigation", call.request), "items": items}


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
