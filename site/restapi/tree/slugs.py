"""A short way from slugs to a page: two queries at any depth, where Wagtail's routing takes two for each level."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site


def page_by_slugs(request: HttpRequest, slugs: list[str]) -> Page | None:
    """Return the live page at the end of a chain of slugs below the site's root.

    None where there is no such page, or where a page type on the way has routing of its own: then Wagtail must say
    what stands there.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    chain = _chain(site.root_page.localized, slugs)
    if not all(_is_plainly_routed(page) for page in chain) or len(chain) <= len(slugs) or not chain[-1].live:
        return None
    page: Page = chain[-1].specific
    return page


def _chain(root: Page, slugs: list[str]) -> list[Page]:
    """Return the root and the pages below it as far as the slugs lead."""
    below = Page.objects.filter(path__startswith=root.path, depth__lte=root.depth + len(slugs))
    named = below.filter(slug__in=slugs) if slugs else []
    children = {(page.path[: -page.steplen], page.slug): page for page in named}
    chain = [root]
    for slug in slugs:
        page = children.get((chain[-1].path, slug))
        if page is None:
            break
        chain.append(page)
    return chain


def _is_plainly_routed(page: Page) -> bool:
    """Whether the page's type finds pages and names addresses as every Wagtail page does."""
    model: Any = page.specific_class
    return model is not None and model.route is Page.route and model.get_url_parts is Page.get_url_parts
