"""The door of the admin: an address that names a page is for who reaches that page, whatever view stands behind it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, reverse
from django.views.defaults import page_not_found
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry

from home.reach.rights import reaches, works_with
from search.listings import LONGEST_NUMBER

logger = logging.getLogger(__name__)

# What addresses call a page that something happens to, and one that is only the place where it happens.
PAGES = ("page_id", "page_to_move_id", "page_pk")
PLACES = ("parent_page_id", "destination_id")
# What addresses call pictures and files; Wagtail refuses them too, and tells nobody.
FILES = ("image_id", "document_id", "doc_id")
# Addresses that call a page `pk`. The admin's API of pages is the menu's too, which leads down from the top.
PAGE_NAMESPACES = ("wagtailadmin_pages",)
PAGE_NAMES = ("restapi_front_end_preview",)
PLACE_NAMESPACES = ("wagtailadmin_api:pages",)
# Addresses whose query names things, and what it calls them.
BULK, CHOSEN_PAGES = "wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"
ALL = "all"


class AdminDoor:
    """Middleware. A page out of reach is as if it were not there; one without a right is refused. Both are logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return a refusal, or None: Wagtail's own questions come after ours."""
        match = request.resolver_match
        user = request.user
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if not user.has_perm("wagtailadmin.access_admin") or user.is_superuser:
            return None
        try:
            is_allowed = _is_allowed(request, match, kwargs)
        except Http404 as error:
            logger.warning("refused: user %s does not reach %s", user.pk, request.path)
            return page_not_found(request, error, template_name="wagtailadmin/404.html")
        if not is_allowed:
            logger.warning("refused: user %s has no right on the page of %s", user.pk, request.path)
            return permission_denied(request)
        return None


def _is_allowed(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> bool:
    """Whether the user has a right on each page that something would happen to; raises Http404 out of reach."""
    is_of_page = match.namespace in PAGE_NAMESPACES or match.view_name in PAGE_NAMES
    objects = list(_pages(kwargs, (*PAGES, "pk") if is_of_page else PAGES))
    places = _pages(kwargs, (*PLACES, "pk") if match.namespace in PLACE_NAMESPACES else PLACES)
    for page in [*objects, *places, *_asked_pages(request, match)]:
        if not reaches(request.user, page):
            raise Http404
    if match.view_name == BULK:
        _check_files(request.user, _bulk_model(kwargs), _numbers(request, "id"))
    for name in FILES:
        if name in kwargs:
            model = get_image_model() if name == "image_id" else get_document_model()
            _check_files(request.user, model, [kwargs[name]])
    return all(works_with(request.user, page) for page in objects)


def _pages(kwargs: dict[str, Any], names: tuple[str, ...]) -> Iterator[Page]:
    ids = [kwargs[name] for name in names if name in kwargs]
    if any(len(str(number)) > LONGEST_NUMBER for number in ids):
        raise Http404  # SQLite knows no such numbers
    yield from Page.objects.filter(pk__in=ids) if ids else ()


def _asked_pages(request: HttpRequest, match: ResolverMatch) -> Iterator[Page]:
    """Yield the pages that the query names; raises Http404 for what is no number."""
    names = ["id"] if match.view_name == CHOSEN_PAGES else []
    if match.view_name == BULK and _bulk_model(match.kwargs) is Page:
        names = ["id", "childOf"]
    ids = [number for name in names for number in _numbers(request, name)]
    pages = Page.objects.filter(pk__in=ids)
    if "childOf" in names and ALL in request.GET.getlist("id"):
        # What Wagtail would take for «all» is everybody's: below the place, or on the whole site.
        pages = pages | _listed(request)
    yield from pages


def _listed(request: HttpRequest) -> Any:
    parents = Page.objects.filter(pk__in=_numbers(request, "childOf"))
    parent = parents.first()
    if parent is None:
        return Page.objects.all()
    return parent.get_descendants() if request.GET.get("q") else parent.get_children()


def _check_files(user: Any, model: Any, ids: Iterable[int]) -> None:
    """Raise Http404 for a picture or file that the user may neither change nor choose."""
    if model is None or not issubclass(model, CollectionMember):
        return
    policy = policy_registry.get_by_type(model)
    allowed = policy.instances_user_has_any_permission_for(user, {"change", "choose", "delete"})
    if model._default_manager.filter(pk__in=list(ids)).exclude(pk__in=allowed.values("pk")).exists():
        raise Http404


def _bulk_model(kwargs: dict[str, Any]) -> Any:
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return None


def _numbers(request: HttpRequest, name: str) -> Iterator[int]:
    for text in request.GET.getlist(name):
        if text == ALL:
            continue
        if not (text.isascii() and text.isdecimal()) or len(text) > LONGEST_NUMBER:
            raise Http404
        yield int(text)
