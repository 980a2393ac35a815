"""Places in the tree: choices of catalog entries by where their pages stand."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from wagtail.models import Page

from search.models import CatalogEntry
from search.queries import CatalogQuerySet, path_behind
from search.statements import Blank, Statement, blank, row

# The nearest of a page's siblings. One lower and one upper bound: of two upper ones SQLite takes any, and goes through
# all that is between them. Django would take longer to write this than a database to answer it.
_NEIGHBOUR = f"""
    SELECT id FROM {CatalogEntry._meta.db_table}
    WHERE fragment = '' AND tree_path > %s AND tree_path < %s AND LENGTH(tree_path) = %s
    ORDER BY tree_path {{order}} LIMIT 1
"""


def within(entries: CatalogQuerySet, pages: list[Page], depth: int | None = None) -> CatalogQuerySet:
    """Return entries of the pages and all below; `depth` 0 is the pages alone, 1 their children and so on."""
    places = Q()
    for page in pages:
        places |= _place(page, depth)
    return entries.alias(path_length=Length("tree_path")).filter(places) if places else entries.none()


def children(page: Page) -> CatalogQuerySet:
    """Return the entries of the page's public children, in the order of the tree."""
    return within(CatalogEntry.objects.pages(), [page], depth=1).order_by("tree_path")


def _neighbour(order: str, *bounds: str) -> RawSQL:
    return RawSQL(_NEIGHBOUR.format(order=order), [Blank(name) for name in (*bounds, "length")])


_AROUND = Statement(
    lambda: CatalogEntry.objects.pages().filter(
        Q(tree_path__in=[blank("above"), blank("path")])
        | Q(pk=_neighbour("DESC", "above", "path"))
        | Q(pk=_neighbour("ASC", "path", "behind"))
    )
)


@dataclass(frozen=True)
class Family:
    """The entries of a page and of the public pages around it: the one above, the nearest before and after it."""

    own: CatalogEntry | None
    parent: CatalogEntry | None = None
    previous: CatalogEntry | None = None
    next: CatalogEntry | None = None


def family(page: Page, root: Page) -> Family:
    """Return a page's family in one query; a site's root stands alone."""
    if page.pk == root.pk:
        return Family(CatalogEntry.objects.pages().filter(page=page.pk).first())
    above = page.path[: -page.steplen]
    around = _AROUND.models(
        above=above, path=page.path, length=len(page.path), behind=path_behind(Page(path=above))
    )
    found = {entry.tree_path: entry for entry in around}
    own, parent = found.pop(page.path, None), found.pop(above, None)
    beside = sorted(found.items())
    return Family(
        own,
        parent,
        next((entry for path, entry in beside if path < page.path), None),
        next((entry for path, entry in beside if path > page.path), None),
    )


def specific(page: Page) -> Page:
    """Return the page with the fields of its type; the language that was read with the page goes with it."""
    model = page.specific_class
    is_whole = model is None or isinstance(page, model)
    found: Page = (None if is_whole else row(model, page.pk)) or page.specific
    locale = Page._meta.get_field("locale")
    if locale.is_cached(page) and found.locale_id == page.locale_id:
        locale.set_cached_value(found, page.locale)
    return found


def is_folderish(model: Any) -> bool:
    """Whether pages may stand below one of this type."""
    return issubclass(model, Page) and bool(model.allowed_subpage_models())


def is_public(page: Page) -> bool:
    """Whether everybody may see the page: only such pages are in the catalog."""
    return CatalogEntry.objects.pages().filter(page_id=page.pk).exists()


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
