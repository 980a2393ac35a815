"""A short way from slugs to a page: one or two queries at any depth, where Wagtail's routing takes two for each level."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from restapi.tree.doors import Door, keep, kept_door
from search.queries import path_behind
from search.statements import Statement, among, blank, each

DEEP = 16  # an address of more slugs than that is a guess


@dataclass(frozen=True)
class Chain:
    """The site's root and the pages below it, live or not, as far as slugs lead."""

    pages: list[Page]
    may_be_private: bool
    """Whether a page of the chain or above it is restricted, or is the alias of one that may be."""

    @property
    def is_plainly_routed(self) -> bool:
        """Whether all its types find pages and name addresses as every Wagtail page does.

        Where one has routing of its own, Wagtail must say what stands below it.
        """
        return all(_is_plain(page.specific_class) for page in self.pages)

    def end(self, length: int) -> Page | None:
        """Return the page below the root to which so many slugs lead."""
        return self.pages[-1] if len(self.pages) > length else None


def chain_of(request: HttpRequest, slugs: list[str]) -> Chain:
    """Return the chain of the slugs; an empty one where no site is asked."""
    door = kept_door(request)
    if door is None:
        return _chain_with_door(request, slugs)
    asked: Any = (
        _restricted(_below(door.root, slugs)) if door.has_restrictions else _plainly_below(door.root, slugs)
    )
    found = [door.with_language(page) for page in asked]
    chain = _chain(door.root, found, slugs)
    return Chain(chain, door.may_be_closed or any(_may_close(page) for page in chain[1:]))


def _chain_with_door(request: HttpRequest, slugs: list[str]) -> Chain:
    """Read the door together with the chain, for the requests to come."""
    site = Site.find_for_request(request)
    if site is None:
        return Chain([], may_be_private=True)
    root = site.root_page.localized
    found = list(_around(root, slugs))
    root = next((page for page in found if page.pk == root.pk), root)
    chain = _chain(root, found, slugs)
    may_be_closed = any(_may_close(page) for page in found if root.path.startswith(page.path))
    for page in found[:1]:
        door = Door(
            site, root, root.locale, may_be_closed, page.has_restrictions, page.has_closed_collections
        )
        keep(door, request)
    return Chain(chain, may_be_closed or any(_may_close(page) for page in chain[1:]))


def _chain(root: Page, found: Iterable[Page], slugs: list[str]) -> list[Page]:
    children = {(page.path[: -page.steplen], page.slug): page for page in found}
    chain = [root]
    for slug in slugs:
        page = children.get((chain[-1].path, slug))
        if page is None:
            break
        chain.append(page)
    return chain


def _below(root: Page, slugs: list[str]) -> Any:
    """Return the pages below the root that have one of the slugs."""
    return Page.objects.filter(path__startswith=root.path, depth__lte=root.depth + len(slugs), slug__in=slugs)


def _plainly_below(root: Page, slugs: list[str]) -> list[Page]:
    """Return the same pages, by a statement that is written once for so many slugs."""
    if not slugs:
        return []
    place = {"path": root.path, "behind": path_behind(root), "depth": root.depth + len(slugs)}
    return _with_slugs(len(slugs)).models(**place, **each("slug", slugs))


@lru_cache(DEEP)
def _with_slugs(count: int) -> Statement[Page]:
    return Statement(
        lambda: Page.objects.filter(
            among("slug", count),
            path__gte=blank("path"),
            path__lt=blank("behind"),
            depth__lte=blank("depth"),
        )
    )


def _around(root: Page, slugs: list[str]) -> Any:
    """Return the pages above the root, itself, and those below it that have one of the slugs."""
    above = [root.path[:end] for end in range(root.steplen, len(root.path) + 1, root.steplen)]
    return (
        _restricted(Page.objects.filter(path__in=above) | _below(root, slugs))
        .annotate(
            has_restrictions=Exists(PageViewRestriction.objects.all()),
            has_closed_collections=Exists(CollectionViewRestriction.objects.all()),
        )
        .select_related("locale")
    )


def _restricted(pages: Any) -> Any:
    """Return the pages, each with `is_restricted`."""
    return pages.annotate(is_restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))))


def _may_close(page: Page) -> bool:
    return getattr(page, "is_restricted", False) or bool(page.alias_of_id)


def _is_plain(model: Any) -> bool:
    return model is not None and model.route is Page.route and model.get_url_parts is Page.get_url_parts
