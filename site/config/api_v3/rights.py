"""Whose request it is and what they may read: one kind of credential for both APIs, and v3 widens no token."""

import logging
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from wagtail.api.querysets import get_public_pages_queryset
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.api.v3.routers import pages as pages_router
from wagtail.api.validators import SiteFilterValidator
from wagtail.documents import get_document_model
from wagtail.documents.api.v3 import router as documents_router
from wagtail.images import get_image_model
from wagtail.images.api.v3 import router as images_router
from wagtail.models import Page
from wagtail.query import PageQuerySet

from restapi.access.grants import READ_DRAFTS, Grant, grant_of, put_grant
from restapi.http.problems import access_denied, login_required
from restapi.services.files import choosable
from restapi.writing.aliases import keeps_redirects

READING = ("GET", "HEAD", "OPTIONS")

# Lists for editors: a file of a public collection may belong to a draft, so that being public says nothing.
LIBRARIES = ("documents/", "images/")
REDIRECTS = "redirects/"
FOR_EDITORS = (*LIBRARIES, REDIRECTS, "sites/", "snippets/")
PAGE = "pages/<page_id>/"
REVISIONS = f"{PAGE}revisions/"

logger = logging.getLogger("restapi")


def check(request: HttpRequest, route: str, values: dict[str, Any]) -> None:
    """Raise Problem 401 or 403 for what Wagtail would give to who may not have it; whose request it is, is known."""
    grant = grant_of(request)
    if request.method not in READING:
        _check_writing(request, grant)
    elif route.startswith(FOR_EDITORS):
        _check_editor(grant, route)
        put_grant(request, grant)  # a session's too, which Wagtail then forgets
    elif route.startswith(REVISIONS) or (route == PAGE and request.GET.get("version") == "draft"):
        _check_drafts(request, values)


def _check_writing(request: HttpRequest, grant: Grant) -> None:
    """v3 knows no scopes and no sections: what has some writes by the site's other API, which does."""
    if grant.credential is not None and grant.is_narrowed:
        logger.warning("%s was refused %s %s: narrowed token", grant.user, request.method, request.path)
        raise access_denied(
            _("Этот токен ограничен: пишите им по адресам самих страниц, API v3 ограничений не знает.")
        )


def _check_editor(grant: Grant, route: str) -> None:
    """Files and pictures are for who may enter the admin, redirects for who keeps them, and for wide tokens only."""
    if route.startswith(LIBRARIES) and not grant.user.has_perm("wagtailadmin.access_admin"):
        raise login_required()
    if route.startswith(REDIRECTS) and not keeps_redirects(grant, "add", "change", "delete", "view"):
        raise (
            login_required()
            if grant.is_anonymous
            else access_denied(_("Переадресации видит тот, кто их ведёт."))
        )
    if grant.is_narrowed and (READ_DRAFTS not in (grant.scopes or ()) or grant.section):
        raise access_denied(_("Этот токен не для черновиков всего сайта."))


def _check_drafts(request: HttpRequest, values: dict[str, Any]) -> None:
    grant = _grant(request)
    if grant.is_anonymous:  # whether there is such a page or not: that is not for everybody to know
        raise login_required()
    page_id = str(values.get("page_id", ""))
    page = Page.objects.filter(pk=page_id).first() if page_id.isdecimal() else None
    if page is None or grant.reads_drafts(page):
        return
    if pages_of(request).filter(pk=page.pk).exists():
        raise access_denied(_("Черновики этой страницы видит тот, кто может её менять."))


def _grant(request: HttpRequest) -> Grant:
    """Return the token's grant: sessions count for nothing in v3."""
    grant = grant_of(request)
    return grant if grant.credential is not None else Grant(AnonymousUser())


def pages_of(request: HttpRequest, model: type[Page] = Page) -> PageQuerySet:
    """Return the pages of a type that are public, and the drafts that the token reads; Wagtail gives either."""
    grant = _grant(request)
    try:
        public = get_public_pages_queryset(request, model)
        site = SiteFilterValidator(site=request.GET.get("site"), request=request).site_obj
    except ValueError as error:
        raise HttpError(400, str(error)) from error
    pages = public.public() if grant.is_narrowed else public
    if not grant.is_anonymous and (grant.scopes is None or READ_DRAFTS in grant.scopes):
        editable = get_pages_queryset(request, model).filter(path__startswith=grant.section)
        if request.GET.get("site"):
            editable = editable.descendant_of(site.root_page, inclusive=True)
        pages = pages | editable
    return pages.select_related("content_type", "locale").order_by("pk")


def pictures_of(request: HttpRequest) -> QuerySet[Any]:
    """Return the pictures that the asker may choose; Wagtail gives those of all collections that are not private."""
    return _choosable(get_image_model(), request)


def documents_of(request: HttpRequest) -> QuerySet[Any]:
    """Return the files that the asker may choose."""
    return _choosable(get_document_model(), request)


def _choosable(model: type[Model], request: HttpRequest) -> QuerySet[Any]:
    return choosable(model, grant_of(request)).prefetch_related("tags").order_by("id")


def _credential(_auth: BearerTokenAuth, request: HttpRequest, _token: str) -> Any:
    """Return what has been found good already: `check` comes first."""
    return grant_of(request).credential


BearerTokenAuth.authenticate = _credential
pages_router.get_pages_queryset = pages_of
images_router.get_images_queryset = pictures_of
documents_router.get_documents_queryset = documents_of
