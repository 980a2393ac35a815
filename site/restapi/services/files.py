"""`@images`, `@documents`: pictures and files as things with an address of their own.

Who may choose them in the admin lists them by the rights on collections; everybody reads one that a public page shows.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from restapi.access.grants import Grant
from restapi.http.parameters import Parameter
from restapi.http.problems import Problem, access_denied, login_required
from restapi.reading.files import DOCUMENTS, IMAGES
from restapi.reading.leaves import FileOfCollection
from restapi.reading.loading import fill
from restapi.reading.values import Reading, json_value
from restapi.schemas.files import FileBatch, PictureBatch
from restapi.schemas.values import File, Picture
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url, site_of
from search.models import CatalogEntry

TITLE = Parameter.text("title", "Only what has these words in its title.")
MOST_WORDS, MOST_DIGITS = 10, 18


@service("images", query=[TITLE, *BATCH], answers=PictureBatch, is_lean=True)
def images(call: Call) -> dict[str, Any]:
    """Return a batch of the pictures that the asker may choose, the newest first."""
    return _listing(call, IMAGES, get_image_model())


@service("images/{id}", answers=Picture, is_lean=True)
def image(call: Call) -> dict[str, Any]:
    """Return a picture with the sizes in which it exists."""
    return _object(call, get_image_model())


@service("documents", query=[TITLE, *BATCH], answers=FileBatch, is_lean=True)
def documents(call: Call) -> dict[str, Any]:
    """Return a batch of the files that the asker may choose, the newest first."""
    return _listing(call, DOCUMENTS, get_document_model())


@service("documents/{id}", answers=File, is_lean=True)
def document(call: Call) -> dict[str, Any]:
    """Return a file."""
    return _object(call, get_document_model())


def choosable(model: type[Model], grant: Grant) -> QuerySet[Any]:
    """Return the pictures or files that may be chosen in the admin; a token that only reads chooses none."""
    if grant.is_anonymous or not grant.handles_files:
        return model._default_manager.none()
    chosen: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        grant.user, {"choose"}
    )
    return chosen


def _listing(call: Call, kind: str, model: type[Model]) -> dict[str, Any]:
    if call.grant.is_anonymous:
        raise login_required()
    if not policy_registry.get_by_type(model).user_has_any_permission(call.request.user, {"choose"}):
        raise access_denied()
    found = _titled(choosable(model, call.grant), call.parameters.text(TITLE.name)).order_by(
        "-created_at", "-pk"
    )
    batch = Batch.asked(call.parameters)
    url = service_url(site_of(call.request).root_page, kind, call.request)
    body = envelope(url, call.request.GET, batch, found.count())
    return {**body, "items": _bodies(found[batch.rows], call.request)}


def _titled(things: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Choose by words in any letter case: SQLite folds ASCII only, so that each usual case is asked for."""
    for word in text.split()[:MOST_WORDS]:
        cases = {word, word.lower(), word.upper(), word.capitalize()}
        things = things.filter(reduce(or_, (Q(title__icontains=case) for case in cases)))
    return things


def _object(call: Call, model: type[Model]) -> dict[str, Any]:
    """Return the thing of the address; raises the same Problem 404 for what is hidden and for what is not there."""
    text = call.segments["id"]
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    thing = model._default_manager.filter(pk=int(text)).first() if is_number else None
    if thing is not None:
        if choosable(model, call.grant).filter(pk=thing.pk).exists():
            return _bodies([thing], call.request)[0]
        leaf = json_value(thing, Reading(call.request))
        open_ones = fill([leaf], call.request) if _is_shown(thing) else []
        if open_ones:
            body: dict[str, Any] = open_ones[0]
            return body
    raise Problem(404, _("There is nothing at this address."))


def _bodies(things: Iterable[Any], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the objects of things that the asker may choose, whatever collection they are in."""
    leaves = [json_value(thing, Reading(request)) for thing in things]
    bodies = [leaf.body if isinstance(leaf, FileOfCollection) else leaf for leaf in leaves]
    filled: list[dict[str, Any]] = fill(bodies, request)
    return filled


def _is_shown(thing: Any) -> bool:
    """Whether a public page shows the thing or leads to it."""
    references = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]
    shown = Q(page_id__in=page_ids)
    if isinstance(thing, get_image_model()):
        shown |= Q(picture_id=thing.pk)
    return CatalogEntry.objects.filter(shown).exists()
