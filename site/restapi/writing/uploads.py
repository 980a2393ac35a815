"""Pictures and files that a body brings with it, through Wagtail's own upload forms."""

import base64
import binascii
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.models import AbstractImage
from wagtail.permissions import policy_registry

from restapi.access.grants import Grant, grant_of
from restapi.http.problems import access_denied
from restapi.reading.files import DOCUMENTS, IMAGES
from restapi.writing.references import Writing, is_file, thing_named
from restapi.writing.refusals import refuse_invalid
from restapi.writing.scalars import scalar

LONGEST_NAME = 100


def named_or_uploaded(value: Any, things: QuerySet[Any], writing: Writing) -> Model:
    """Return what a value names among things, or the picture or file that it brings; raises Problem 400 or 403."""
    if is_file(things.model) and isinstance(value, dict) and "data" in value:
        return uploaded(value, things.model, writing)
    return thing_named(value, things, writing)


def uploaded(value: dict[str, Any], model: Any, writing: Writing) -> Model:
    """Store `{data, encoding: "base64", content-type, filename, title?, alt?}` as a picture or a file."""
    if value.get("encoding", "base64") != "base64":
        raise writing.at("encoding").refusal("encoding", _("A file comes as base64."))
    try:
        content = base64.b64decode(scalar(value["data"], writing.at("data")), validate=True)
    except (binascii.Error, ValueError):
        raise writing.at("data").refusal("base64", _("This is no base64.")) from None
    name = PurePosixPath(scalar(value.get("filename") or "", writing.at("filename")).replace("\\", "/")).name
    if not name:
        raise writing.at("filename").refusal("missing", _("A file needs a name."))
    return stored(
        model,
        SimpleUploadedFile(name[-LONGEST_NAME:], content),
        {
            "title": scalar(value.get("title") or PurePosixPath(name).stem, writing.at("title")),
            "description": scalar(value.get("alt") or "", writing.at("alt")),
        },
        writing,
    )


def stored(model: Any, file: UploadedFile, words: dict[str, str], writing: Writing) -> Model:
    """Store a file through the form by which editors upload; raises Problem 400 or 403."""
    grant = grant_of(writing.request)
    user = grant.user
    collections = policy_registry.get_by_type(model).collections_user_has_permission_for(user, "add")
    collection = collections.first() if user.is_authenticated and grant.adds_files else None
    if collection is None:
        raise access_denied(_("You have no right to upload files."))
    form_class = get_image_form(model) if issubclass(model, AbstractImage) else get_document_form(model)
    form = form_class(
        {**words, "collection": collection.pk},
        {"file": file},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    refuse_invalid(form, writing)
    thing: Model = form.save()
    writing.uploaded.append(thing)
    return thing


def forget(writing: Writing) -> None:
    """Remove from the storage what a write has brought that was refused in the end."""
    for thing in writing.uploaded:
        thing.file.storage.delete(thing.file.name)


def may_upload(grant: Grant) -> bool:
    """Whether one may add pictures or files to some collection."""
    return (
        grant.user.is_authenticated
        and grant.adds_files
        and any(
            policy_registry.get_by_type(model).user_has_permission(grant.user, "add")
            for model in (get_image_model(), get_document_model())
        )
    )


def service_of(model: type[Model]) -> str:
    """Return the name of the service at which things of a model are found."""
    return IMAGES if issubclass(model, AbstractImage) else DOCUMENTS
