"""Places in the tree: choices of catalog entries by where their pages stand."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Length
from wagtail.models import Page

from search.models import CatalogEntry
from search.queries import CatalogQuerySet, path_behind


def within(entries: CatalogQuerySet, pages: list[Page], depth: int | None = None) -> CatalogQuerySet:
    """Return entries of the pages and all below; `depth` 0 is the pages alone, 1 their children and so on."""
    places = Q()
    for page in pages:
        places |= _place(page, depth)
    return entries.alias(path_length=Length("tree_path")).filter(places) if places else entries.none()


def children(page: Page) -> CatalogQuerySet:
    """Return the entries of the page's public children, in the order of the tree."""
    return within(CatalogEntry.objects.pages(), [page], depth=1).order_by("tree_path")


def neighbour(page: Page, direction: int) -> CatalogEntry | None:
    """Return the nearest public page before (-1) or after (1) this one under the same parent."""
    siblings = children(page.get_parent())
    if direction < 0:
        return siblings.filter(tree_path__lt=page.path).order_by("-tree_path").first()
    return siblings.filter(tree_path__gt=page.path).first()


def is_folderish(model: Any) -> bool:
    """Whether pages may stand below one of this type."""
    return issubclass(model, Page) and bool(model.allowed_subpage_models())


def is_public(page: Page) -> bool:
    """Whether everybody may see the page: only such pages are in the catalog."""
    return CatalogEntry.objects.pages().filter(page_id=page.pk).exists()


def parent(page: Page) -> CatalogEntry | None:
    """Return the entry of the page above, where it is public."""
    return CatalogEntry.objects.pages().filter(tree_path=page.path[: -page.steplen]).first()


def ancestors(page: Page, root: Page) -> CatalogQuerySet:
    """Return the entries of the public pages above this one and below the root, from the top down."""
    steps = range(len(root.path) + page.steplen, len(page.path), page.steplen)
    above = [page.path[:step] for step in steps]
    return CatalogEntry.objects.pages().filter(tree_path__in=above).order_by("tree_path")


def _place(page: Page, depth: int | None) -> Q:
    """Return what is under one page, down to a depth; the page's own parts belong to the page."""
    under = Q(tree_path__gte=page.path, tree_path__lt=path_behind(page))
    if depth is None:
        return under
    if depth == 0:
        return Q(tree_path=page.path)
    return under & Q(tree_path__gt=page.path, path_length__lte=len(page.path) + depth * page.steplen)
