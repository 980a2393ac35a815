"""The path index: which part of the tree is searched."""

from django.db.models import Q
from wagtail.models import Page

from restapi.http.parameters import Parameter, Parameters
from restapi.tree.places import within
from search.models import CatalogEntry
from search.queries import CatalogQuerySet, path_behind

QUERY = "path.query"
SHORT = "path"
DEPTH = "path.depth"
DEEPEST = 100
PARAMETERS = (
    Parameter.text(QUERY, "Only what stands under this path of the site.", is_repeated=True),
    Parameter.text(SHORT, "The same.", is_repeated=True),
    Parameter.number(DEPTH, "How deep: 0 the page itself, 1 its children, -1 all.", least=-1, most=DEEPEST),
)


def searched(context: Page, root: Page, parameters: Parameters) -> CatalogQuerySet:
    """Return the entries under the context that are also under one of the paths, where paths are given.

    A path counts from the site's root; doubled slashes and a missing one at the end make no difference.
    """
    pages, depth = asked_places(context, root, parameters)
    entries = within(CatalogEntry.objects.all(), pages, depth)
    return entries if pages == [context] else entries.filter(_under(context))


def asked_places(context: Page, root: Page, parameters: Parameters) -> tuple[list[Page], int | None]:
    """Return the pages under which is searched, the context where no paths are given, and how deep; None is all."""
    paths = parameters.all(QUERY) + parameters.all(SHORT)
    return (pages_at(root, paths) if paths else [context]), _depth(parameters)


def _depth(parameters: Parameters) -> int | None:
    """Return how deep to look; None, Plone's -1, for all the way down."""
    if DEPTH not in parameters or parameters.text(DEPTH).strip() == "-1":
        return None
    return parameters.number(DEPTH, 0, most=DEEPEST)


def pages_at(root: Page, paths: list[str]) -> list[Page]:
    """Return the pages at paths of the site, live or not; a path that leads nowhere gives none."""
    url_paths = [root.url_path + "".join(f"{part}/" for part in path.split("/") if part) for path in paths]
    return list(Page.objects.filter(url_path__in=url_paths, path__startswith=root.path))


def _under(context: Page) -> Q:
    return Q(tree_path__gte=context.path, tree_path__lt=path_behind(context))
