"""Other addresses of pages: Wagtail's redirects. Only for projects that have `wagtail.contrib.redirects`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.actions import action_registry
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.permissions import policy_registry

from restapi.access.grants import Grant, grant_of
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem
from restapi.tree.addresses import site_of
from restapi.writing.references import API, Writing, page_named
from restapi.writing.rights import as_wagtail_allows, refuse_unless

# The view that serves pages: what another view answers cannot be an alias.
PAGES = "restapi_page"
WEB = ("http", "https")
LONGEST = 255
# Where a body has what the form calls otherwise.
MEMBERS = {"redirect_link": "redirect-to", "redirect_page": "redirect-to"}


@dataclass(frozen=True)
class Alias:
    """Another address, since when it is one, and where it leads; to the page itself where that is empty."""

    path: str
    since: datetime | None = None
    to: str = ""


def aliases(page: Page, request: HttpRequest) -> QuerySet[Redirect]:
    """Return the redirects to a page, at the site's root those of the whole site; to those who may know them.

    An old address can tell of a place that is not public: those know it who may edit the page, and of a whole
    site those who keep its redirects.
    """
    grant, site = grant_of(request), site_of(request)
    redirects = Redirect.get_for_site(site).select_related("redirect_page").order_by("old_path", "pk")
    if page.pk == site.root_page_id and keeps_redirects(grant, "add", "change", "delete", "view"):
        return redirects
    return redirects.filter(redirect_page=page) if grant.reads_drafts(page) else redirects.none()


def add(page: Page, items: list[Alias], request: HttpRequest) -> None:
    """Let other addresses lead to the page; raises Problem 400, 401, 403, or 409 for one that leads somewhere already."""
    grant = grant_of(request)
    _refuse_strangers(page, grant, "add")
    targets = [_target(page, item, place, request) for place, item in enumerate(items)]
    for target in targets:
        if isinstance(target, Page):
            refuse_unless(grant.publishes(target), grant, "add an alias", target)
    paths = [_normal(item.path) for item in items]
    mistakes = list(_unfit(paths, items, targets, request))
    if mistakes:
        raise unprocessed(mistakes)
    _refuse_taken(paths, request)
    with transaction.atomic(), as_wagtail_allows(grant, "add an alias", page):
        for place, (path, item, target) in enumerate(zip(paths, items, targets, strict=True)):
            _save(_redirect_to(path, target, place, request), item, grant)


def remove(page: Page, paths: list[str], request: HttpRequest) -> None:
    """Let addresses lead to the page no more; raises Problem 400, 401 or 403."""
    grant = grant_of(request)
    _refuse_strangers(page, grant, "delete")
    wanted = [_normal(path) for path in paths]
    found = list(aliases(page, request).filter(old_path__in=wanted))
    known = {redirect.old_path for redirect in found}
    missing = [
        Mistake(["body", "items", place, "path"], "unknown_alias", _("The page has no such alias."))
        for place, path in enumerate(wanted)
        if path not in known
    ]
    if missing:
        raise unprocessed(missing)
    action = action_registry.get_action_class(Redirect, "delete")
    with transaction.atomic(), as_wagtail_allows(grant, "delete an alias", page):
        for redirect in found:
            action(redirect, user=grant.user).execute()


def keeps_redirects(grant: Grant, *actions: str) -> bool:
    """Whether redirects are the user's to keep, as the admin has it."""
    policy = policy_registry.get_by_type(Redirect)
    return not grant.is_anonymous and bool(policy.user_has_any_permission(grant.user, actions))


def _refuse_strangers(page: Page, grant: Grant, what: str) -> None:
    may_write = grant.writes(type(page), page) and grant.publishes(page)
    refuse_unless(may_write and keeps_redirects(grant, what), grant, f"{what} an alias", page)


def _normal(path: str) -> str:
    """Return a path as redirects keep it; empty for what is no path."""
    try:
        return str(Redirect.normalise_path(path.removeprefix(API)))
    except ValueError:
        return ""


def _target(page: Page, item: Alias, place: int, request: HttpRequest) -> Page | str:
    """Return where an alias is to lead: a page, or an address on another site; raises Problem 400."""
    if not item.to:
        return page
    writing = Writing(request).at("items", place, "redirect-to")
    try:
        parts = urlsplit(item.to)
    except ValueError:
        raise writing.refusal("no_such_page", _("There is no such page.")) from None
    is_elsewhere = parts.scheme in WEB and parts.netloc not in _hosts(request)
    return item.to if is_elsewhere else page_named(item.to, writing)


def _hosts(request: HttpRequest) -> set[str]:
    return {request.get_host(), urlsplit(site_of(request).root_url).netloc}


def _unfit(
    paths: list[str], items: list[Alias], targets: Iterable[Page | str], request: HttpRequest
) -> Iterator[Mistake]:
    """Yield the addresses that cannot be aliases."""
    for number, (path, item, target) in enumerate(zip(paths, items, targets, strict=True)):
        place: list[str | int] = ["body", "items", number, "path"]
        given = item.path
        if not given.startswith("/") or given.startswith("//") or len(path) > LONGEST or path in ("", "/"):
            yield Mistake(place, "path", _("An alias is a path on this site that begins with a slash."))
        elif path in paths[:number]:
            yield Mistake(place, "twice", _("This path is named twice."))
        elif _is_served(path, request) or _is_own(path, target, request):
            yield Mistake(place, "page_exists", _("There is a page at this address."))


def _is_served(path: str, request: HttpRequest) -> bool:
    """Whether somebody is answered at the address now: by a page that is live, or by another view."""
    bare = f"{path.partition('?')[0]}/"
    try:
        if resolve(bare).url_name != PAGES:
            return True
        root = site_of(request).root_page.localized.specific
        return root.route(request, [part for part in bare.split("/") if part]) is not None
    except (Resolver404, Http404):
        return False


def _is_own(path: str, target: Page | str, request: HttpRequest) -> bool:
    """Whether the alias is the address of the page to which it would lead."""
    url_parts = target.get_url_parts(request) if isinstance(target, Page) else None
    return bool(url_parts and url_parts[2] and Redirect.normalise_path(url_parts[2]) == path)


def _refuse_taken(paths: list[str], request: HttpRequest) -> None:
    """Raise Problem 409 that names the addresses which are aliases already."""
    here = Redirect.objects.filter(Q(site=site_of(request)) | Q(site=None), old_path__in=paths)
    taken = set(here.values_list("old_path", flat=True))
    mistakes = [
        Mistake(["body", "items", place, "path"], "alias_exists", _("This address is an alias already."))
        for place, path in enumerate(paths)
        if path in taken
    ]
    if mistakes:
        raise Problem(409, _("This address is an alias already."), mistakes)


def _redirect_to(path: str, target: Page | str, place: int, request: HttpRequest) -> RedirectForm:
    """Return the form of a redirect, filled; raises Problem 400 that names the item's place."""
    fields: dict[str, Any] = {"old_path": path, "site": site_of(request).pk, "is_permanent": True}
    fields.update(
        {"redirect_page": target.pk} if isinstance(target, Page) else {"redirect_link": str(target)}
    )
    form = RedirectForm(fields)
    if not form.is_valid():
        raise unprocessed(
            Mistake(["body", "items", place, MEMBERS.get(field, "path")], "invalid", str(message))
            for field, messages in form.errors.items()
            for message in messages
        )
    return form


def _save(form: RedirectForm, item: Alias, grant: Grant) -> None:
    action_registry.get_action_class(Redirect, "create")(form.instance, user=grant.user, form=form).execute()
    if item.since:
        Redirect.objects.filter(pk=form.instance.pk).update(created_at=item.since)
