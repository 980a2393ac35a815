"""Things that a body names: pages by address, path or UID, pictures and files by address or id, rows by id."""

import uuid
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionMember, Page, Site
from wagtail.permissions import policy_registry

from restapi.access.grants import grant_of
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem
from restapi.tree.traversal import SEGMENT
from search.catalog import public_pages

API = "/++api++"

# A body's place: `["body", "blocks", "b1"]`.
Loc = tuple[str | int, ...]
# A picture or a file: its model and its key.
File = tuple[type[Model], int]


@dataclass(frozen=True)
class Writing:
    """One write: whose request it is, and where in its body we are."""

    request: HttpRequest
    loc: Loc = ("body",)
    uploaded: list[Any] = field(default_factory=list)  # pictures and files that the body brought, now stored
    held: set[File] = field(default_factory=set)  # those that the page had before; they may stay

    def at(self, *steps: str | int) -> "Writing":
        """Return the same write further inside the body."""
        return replace(self, loc=(*self.loc, *steps))

    def refusal(self, kind: str, message: str) -> Problem:
        """Return the problem of what stands at this place."""
        return unprocessed([Mistake(list(self.loc), kind, message)])


def page_named(value: Any, writing: Writing) -> Page:
    """Return the page that a summary, an address, a path, a UID or an id means; raises Problem 400.

    A page that the asker may not see is refused in the words for one that is not there.
    """
    page = _page(value, writing)
    if page is None or not _is_visible(page, writing.request):
        raise writing.refusal("no_such_page", _("There is no such page."))
    return page


def thing_named(value: Any, things: QuerySet[Any], writing: Writing) -> Model:
    """Return what a value means among the things that may be chosen; raises Problem 400."""
    model = things.model
    if issubclass(model, Page):
        page = page_named(value, writing)
        if not things.filter(pk=page.pk).exists():
            raise writing.refusal("wrong_type", _("This page is of another kind than is asked for here."))
        return page
    held = [key for model, key in writing.held if model is things.model]
    found = _by_key(value, things.filter(pk__in=held)) if held else None
    found = found or _by_key(value, _choosable(things, writing.request))
    if found is None:
        raise writing.refusal("no_such_thing", _("There is nothing of this name that you may choose."))
    return found


def _page(value: Any, writing: Writing) -> Page | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("UID") or value.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return Page.objects.filter(pk=value).first()
    if not isinstance(value, str) or not value.strip():
        return None
    uid = _uid(value)
    if uid:
        return Page.objects.filter(translation_key=uid).order_by("pk").first()
    return _page_at(value.strip(), writing.request)


def _page_at(address: str, request: HttpRequest) -> Page | None:
    """Return the page at an address of this site or at a path below its root, published or not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    site = Site.find_for_request(request)
    if site is None or (parts.netloc and parts.netloc not in {request.get_host(), _host(site)}):
        return None
    path = unquote(parts.path).removeprefix(API)
    slugs = [slug for slug in path.split("/") if slug]
    if not all(SEGMENT.fullmatch(slug) for slug in slugs):
        return None
    root: Page = site.root_page
    url_path = root.url_path + "".join(f"{slug}/" for slug in slugs)
    return Page.objects.filter(url_path=url_path, path__startswith=root.path).first()


def visible_page_at(address: str, request: HttpRequest) -> Page | None:
    """Return the page at an address, if the asker may see it."""
    page = _page_at(address, request)
    return page if page is not None and _is_visible(page, request) else None


def public_document_at(address: str, request: HttpRequest) -> AbstractDocument | None:
    """Return the file that Wagtail serves at an address, if the asker may choose it."""
    try:
        found = resolve(unquote(urlsplit(address).path))
    except (Resolver404, ValueError):
        return None
    if found.url_name != "wagtaildocs_serve":
        return None
    key, filename = found.args
    wanted = get_document_model()._default_manager.filter(pk=key)
    document: AbstractDocument | None = _choosable(wanted, request).first()
    return document if document and document.filename == filename else None


def _host(site: Site) -> str:
    return str(urlsplit(site.root_url).netloc)


def _is_visible(page: Page, request: HttpRequest) -> bool:
    return public_pages().filter(pk=page.pk).exists() or grant_of(request).reads_drafts(page)


def _choosable(things: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Return those of the things that the asker may choose: of a collection's files only where that is a right."""
    if not issubclass(things.model, CollectionMember):
        return things
    grant = grant_of(request)
    if grant.is_anonymous or not grant.handles_files:
        return things.none()
    policy = policy_registry.get_by_type(things.model)
    allowed = policy.instances_user_has_any_permission_for(grant.user, ["choose"])
    return things.filter(pk__in=allowed.values("pk"))


def _by_key(value: Any, things: QuerySet[Any]) -> Model | None:
    """Return the thing with an id, an address that ends with the id, or a `uid`."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("uid") or value.get("id")
    if isinstance(value, str):
        uid = _uid(value)
        if uid and any(field.name == "uid" for field in things.model._meta.fields):
            return things.filter(uid=uid).first()
        value = _last_number(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return things.filter(pk=value).first() if is_number else None


def _last_number(address: str) -> int | None:
    last = address.rstrip("/").rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        return None


def is_file(model: Any) -> bool:
    """Whether things of a model are pictures or files, which a body can bring with it."""
    return isinstance(model, type) and issubclass(model, AbstractImage | AbstractDocument)
