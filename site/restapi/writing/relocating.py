"""Pages are copied and moved to another place: the whole list is checked, then all of it is done or nothing."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions import action_registry
from wagtail.models import Page

from restapi.access.grants import Grant, grant_of
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake
from restapi.tree.addresses import page_url
from restapi.writing.locking import refuse_locked
from restapi.writing.references import Writing, page_named
from restapi.writing.rights import as_wagtail_allows, refuse_unless

COPY, MOVE = "copy", "move"
LONGEST_SLUG = 255

Place = list[str | int]


def copy(target: Page, sources: list[str], request: HttpRequest) -> list[dict[str, str]]:
    """Copy pages with all below them to a place; they are drafts, unless the one who asks may publish there.

    Returns the old and the new address of each; raises Problem 400, 401 or 403.
    """
    grant = grant_of(request)
    pages = _pages(target, sources, COPY, request)
    for page in pages:
        for part in page.get_descendants(inclusive=True):
            _refuse_untouchable(part, target, grant, COPY)
            refuse_unless(part.permissions_for_user(grant.user).can_copy(), grant, COPY, part)
    return _all(COPY, pages, target, request, _copied)


def move(target: Page, sources: list[str], request: HttpRequest) -> list[dict[str, str]]:
    """Move pages with all below them to a place; returns and raises as `copy` does."""
    grant = grant_of(request)
    pages = _pages(target, sources, MOVE, request)
    for page in pages:
        parts = list(page.get_descendants(inclusive=True))
        for part in parts:
            _refuse_untouchable(part, target, grant, MOVE)
        goes_public = any(part.live for part in parts)
        may_publish = grant.publishes(page) and grant.publishes(target)
        refuse_unless(may_publish or not goes_public, grant, MOVE, page)
        refuse_unless(page.permissions_for_user(grant.user).can_move_to(target), grant, MOVE, page)
        refuse_locked(page, grant, MOVE)
    return _all(MOVE, pages, target, request, _moved)


def _pages(target: Page, sources: list[str], what: str, request: HttpRequest) -> list[Page]:
    """Return the pages that are meant; raises Problem 400 for those that are not there or do not fit the place.

    Who may add nothing here learns nothing of what is elsewhere.
    """
    grant = grant_of(request)
    rights = target.permissions_for_user(grant.user)
    may_add = grant.user.is_active and (grant.user.is_superuser or "add" in rights.permissions)
    refuse_unless(may_add, grant, what, target)
    writing = Writing(request).at("source")
    pages = {
        page.pk: page
        for page in (page_named(source, writing.at(place)) for place, source in enumerate(sources))
    }
    mistakes = list(_misplaced(pages.values(), target, what))
    if mistakes:
        raise unprocessed(mistakes)
    return list(pages.values())


def _misplaced(pages: Iterable[Page], target: Page, what: str) -> Iterator[Mistake]:
    """Yield what the tree does not allow, to nobody."""
    for number, page in enumerate(pages):
        place: Place = ["body", "source", number]
        if target.pk == page.pk or target.is_descendant_of(page):
            yield Mistake(place, "within_itself", _("A page cannot stand within itself."))
        elif not _fits(page, target, what):
            yield Mistake(place, "wrong_type", _("A page of this type cannot stand here."))


def _fits(page: Page, target: Page, what: str) -> bool:
    """Whether the page types' own rules let the page stand at the place."""
    if what == MOVE:
        return bool(page.is_child_of(target) or page.specific.can_move_to(target))
    return bool(page.specific_class and page.specific_class.can_create_at(target))


def _refuse_untouchable(page: Page, target: Page, grant: Grant, what: str) -> None:
    """Raise Problem 403 where the token is not for the page, or not for the place to which it goes."""
    model = page.specific_class or Page
    refuse_unless(grant.writes(model, page) and grant.writes(model, target), grant, what, page)


def _all(
    what: str,
    pages: list[Page],
    target: Page,
    request: HttpRequest,
    do: Callable[[Page, Page, Grant], Page],
) -> list[dict[str, str]]:
    """Do it to every page; each is read anew, for the one before may have changed the tree."""
    grant, done = grant_of(request), []
    with transaction.atomic(), as_wagtail_allows(grant, what, target):
        for pk in [page.pk for page in pages]:
            page, place = Page.objects.get(pk=pk).specific, Page.objects.get(pk=target.pk).specific
            before = page_url(page, request)
            done.append({"source": before, "target": page_url(do(page, place, grant), request)})
    return done


def _copied(page: Page, target: Page, grant: Grant) -> Page:
    may_publish = grant.publishes(target) and target.permissions_for_user(grant.user).can_publish_subpage()
    slug = _free_slug(page.slug, target.get_children())
    action = action_registry.get_action_class(type(page), COPY)
    made: Page = action(
        page=page,
        to=target,
        update_attrs={"slug": slug} if slug != page.slug else None,
        recursive=True,
        keep_live=bool(may_publish and page.live),
        user=grant.user,
    ).execute()
    return made


def _moved(page: Page, target: Page, grant: Grant) -> Page:
    neighbours = target.get_children().exclude(pk=page.pk)
    if neighbours.filter(slug=page.slug).exists():
        _rename(page, _free_slug(page.slug, neighbours | page.get_siblings()))
    action = action_registry.get_action_class(type(page), MOVE)
    action(page, target, pos="last-child", user=grant.user).execute()
    return type(page).objects.get(pk=page.pk)


def _rename(page: Page, slug: str) -> None:
    """Give the page another address, and its latest draft too: publishing it must not bring the old one back."""
    page.slug = slug
    page.save(clean=False)
    revision: Any = page.get_latest_revision()
    if revision:
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def _free_slug(slug: str, neighbours: Any) -> str:
    """Return the slug with the first suffix that no neighbour has."""
    taken = set(neighbours.values_list("slug", flat=True))
    found, number = slug, 0
    while found in taken:
        number += 1
        suffix = f"-{number}"
        found = f"{slug[: LONGEST_SLUG - len(suffix)]}{suffix}"
    return found
