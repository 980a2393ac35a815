"""`@contextnavigation`: the branch of the menu in which a page stands, for the side of the page."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from restapi.http.parameters import Parameter
from restapi.reading.states import PUBLISHED
from restapi.schemas.lists import ContextNavigation
from restapi.searching.paths import pages_at
from restapi.services.registry import Call, service
from restapi.tree import places
from restapi.tree.addresses import entry_url, page_url, service_url, site_of
from search.models import CatalogEntry

PREFIX = "expand.contextnavigation"
NAME, ROOT = f"{PREFIX}.name", f"{PREFIX}.root_path"
WITH_TOP, ONLY_HERE = f"{PREFIX}.includeTop", f"{PREFIX}.currentFolderOnly"
TOP, BOTTOM = f"{PREFIX}.topLevel", f"{PREFIX}.bottomLevel"
DEEPEST = 20
QUERY = (
    Parameter.text(NAME, "The title of the navigation."),
    Parameter.text(ROOT, "From which path of the site it goes down, in place of the site's root."),
    Parameter.number(
        TOP, "At which level it begins: 0 the root's children, 1 (if not said) one lower.", most=DEEPEST
    ),
    Parameter.number(BOTTOM, "At which level it ends; 0 (if not said) at the last.", most=DEEPEST),
    Parameter.flag(WITH_TOP, "Whether the page at which it begins stands in it too."),
    Parameter.flag(ONLY_HERE, "Only what stands beside or below the page."),
    Parameter.flag(f"{PREFIX}.no_icons", "There are none."),
    Parameter.flag(f"{PREFIX}.no_thumbs", "There are none."),
    Parameter.text(f"{PREFIX}.thumb_scale", "There are none."),
)


@service("contextnavigation", query=QUERY, answers=ContextNavigation, expands=True, is_lean=True)
def contextnavigation(call: Call) -> dict[str, Any]:
    """Return the menu's pages beside and below the page, and on the way down to it."""
    root = _root(call)
    parents = _parents(call, root) if root else []
    items = _tree(list(_entries(call, root, parents)), parents, call) if root and parents else []
    name = call.parameters.text(NAME)
    return {
        "@id": service_url(call.page, "contextnavigation", call.request),
        "available": bool(items),
        "has_custom_name": bool(name),
        "items": items,
        "title": name[:200] or _("Navigation"),
        "url": page_url(root or call.page, call.request),
    }


def _root(call: Call) -> Page | None:
    """Return the page from which levels count; None where the page asked of does not stand below it."""
    root = site_of(call.request).root_page
    if call.parameters.text(ROOT).strip("/"):
        found = pages_at(root, [call.parameters.text(ROOT)])
        root = found[0] if found else None
    return root if root and call.page.path.startswith(root.path) else None


def _parents(call: Call, root: Page) -> list[str]:
    """Return the tree paths of the pages whose children are shown, from the top down."""
    parameters, page = call.parameters, call.page
    top = len(root.path) + parameters.number(TOP, 1, most=DEEPEST) * page.steplen
    ways = [page.path[:end] for end in range(top, len(page.path) + 1, page.steplen)]
    if parameters.flag(ONLY_HERE):
        ways = ways[-1:] if places.is_folderish(page.specific_class or Page) else ways[-2:-1]
    bottom = parameters.number(BOTTOM, 0, most=DEEPEST)
    return [way for way in ways if not bottom or len(way) < len(root.path) + bottom * page.steplen]


def _entries(call: Call, root: Page, parents: list[str]) -> Any:
    """Return the public children of the parents: those in the menu, and those on the way down to the page."""
    page = call.page
    way = [page.path[:end] for end in range(len(root.path), len(page.path) + 1, page.steplen)]
    shown = Q(page__show_in_menus=True) | Q(tree_path__in=way)
    pages = CatalogEntry.objects.pages().filter(shown)
    below = places.within(pages, [Page(path=path) for path in parents], depth=1)
    if call.parameters.flag(WITH_TOP):
        below = pages.filter(Q(pk__in=below.values("pk")) | Q(tree_path=parents[0]))
    return below.order_by("tree_path")


def _tree(entries: list[CatalogEntry], parents: list[str], call: Call) -> list[dict[str, Any]]:
    """Return the entries as a tree; those on the way to the page hold their children."""
    items: list[dict[str, Any]] = []
    lists: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        children: list[dict[str, Any]] = []
        above = lists.get(entry.tree_path[: -Page.steplen], items)
        above.append(_item(entry, children, call.page, call.request))
        if entry.tree_path in parents:
            lists[entry.tree_path] = children
    return items


def _item(
    entry: CatalogEntry, items: list[dict[str, Any]], page: Page, request: HttpRequest
) -> dict[str, Any]:
    url = entry_url(entry, request)
    return {
        "@id": url,
        "title": entry.title,
        "description": entry.lead,
        "href": url,
        "icon": "",
        "is_current": entry.tree_path == page.path,
        "is_folderish": places.is_folderish(apps.get_model(entry.type)),
        "is_in_path": page.path.startswith(entry.tree_path) and entry.tree_path != page.path,
        "items": items,
        "normalized_id": entry.url.rstrip("/").rpartition("/")[2],
        "review_state": PUBLISHED,
        "thumb": "",
        "type": entry.type.lower().replace(".", "-"),
    }
