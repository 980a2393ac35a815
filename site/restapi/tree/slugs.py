"""A short way from slugs to a page: two queries at any depth, where Wagtail's routing takes two for each level."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site


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
    site = Site.find_for_request(request)
    if site is None:
        return Chain([], may_be_private=True)
    root = site.root_page.localized
    found = list(_read(root, slugs))
    children = {(page.path[: -page.steplen], page.slug): page for page in found}
    chain = [next((page for page in found if page.pk == root.pk), root)]
    for slug in slugs:
        page = children.get((chain[-1].path, slug))
        if page is None:
            break
        chain.append(page)
    on_the_way = [page for page in found if chain[-1].path.startswith(page.path)]
    return Chain(chain, any(page.is_restricted or page.alias_of_id for page in on_the_way))


def _read(root: Page, slugs: list[str]) -> Any:
    """Return the pages above the root, itself, and those below it that have one of the slugs."""
    above = [root.path[:end] for end in range(root.steplen, len(root.path) + 1, root.steplen)]
    below = Q(path__startswith=root.path, depth__lte=root.depth + len(slugs), slug__in=slugs)
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    return (
        Page.objects.filter(Q(path__in=above) | below)
        .annotate(is_restricted=Exists(restrictions))
        .select_related("locale")
    )


def _is_plain(model: Any) -> bool:
    return model is not None and model.route is Page.route and model.get_url_parts is Page.get_url_parts
