"""The path index: which part of the tree is searched."""

from django.db.models import Q
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.tree.places import within
from search.models import CatalogEntry
from search.queries import CatalogQuerySet, path_behind

QUERY = "path.query"
SHORT = "path"
DEPTH = "path.depth"
NAMES = (QUERY, SHORT, DEPTH)
DEEPEST = 100


def searched(context: Page, root: Page, parameters: Parameters) -> CatalogQuerySet:
    """Return the entries under the context that are also under one of the paths, where paths are given.

    A path counts from the site's root; doubled slashes and a missing one at the end make no difference.
    """
    depth = _depth(parameters)
    paths = parameters.all(QUERY) + parameters.all(SHORT)
    if not paths:
        return within(CatalogEntry.objects.all(), [context], depth)
    return within(CatalogEntry.objects.all(), _pages(root, paths), depth).filter(_under(context))


def _depth(parameters: Parameters) -> int | None:
    """Return how deep to look; None, Plone's -1, for all the way down."""
    if DEPTH not in parameters or parameters.text(DEPTH).strip() == "-1":
        return None
    return parameters.number(DEPTH, 0, most=DEEPEST)


def _pages(root: Page, paths: list[str]) -> list[Page]:
    url_paths = [root.url_path + "".join(f"{part}/" for part in path.split("/") if part) for path in paths]
    return list(Page.objects.filter(url_path__in=url_paths, path__startswith=root.path))


def _under(context: Page) -> Q:
    return Q(tree_path__gte=context.path, tree_path__lt=path_behind(context))
