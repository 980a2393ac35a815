"""Pictures and files in Plone's shape. Nothing here opens a file or makes a rendition: a GET never writes."""

import mimetypes
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from restapi.reading.leaves import FileOfCollection, Scales
from restapi.reading.values import Reading, json_value
from restapi.tree.addresses import absolute_url, file_url
from search.statements import Statement, among, each

UNKNOWN = "application/octet-stream"
# The services at which pictures and files stand.
IMAGES, DOCUMENTS = "images", "documents"

KEPT = 100  # statements: of so many numbers of pictures in an answer

ScalesByImage = dict[tuple[type, int], dict[str, Any]]


def content_type(filename: str) -> str:
    """Return the media type that a file's name promises."""
    return mimetypes.guess_type(filename)[0] or UNKNOWN


@json_value.register
def document(value: AbstractDocument, reading: Reading) -> FileOfCollection:
    """Return a document of Wagtail; `size` is null where it was never measured."""
    body = {
        "@id": file_url(DOCUMENTS, value.pk, reading.request),
        "@type": value._meta.label,
        "title": value.title,
        "content-type": value.content_type,
        "download": absolute_url(value.url, reading.request),
        "filename": value.filename,
        "size": value.file_size,
    }
    return FileOfCollection(value.collection_id, body)


@json_value.register
def stored_file(value: FieldFile, reading: Reading) -> dict[str, Any] | None:
    """Return a file of a model's own field; None where there is none."""
    if not value.name:
        return None
    return {
        "content-type": content_type(value.name),
        "download": absolute_url(value.url, reading.request),
        "filename": PurePosixPath(value.name).name,
    }


@json_value.register
def image(value: AbstractImage, reading: Reading) -> FileOfCollection:
    """Return a picture with the sizes that exist."""
    body = {
        "@id": file_url(IMAGES, value.pk, reading.request),
        "@type": value._meta.label,
        "title": value.title,
        "alt": value.default_alt_text,
        "content-type": content_type(value.filename),
        "download": absolute_url(value.file.url, reading.request),
        "filename": value.filename,
        "size": value.file_size,
        "width": value.width,
        "height": value.height,
        "scales": Scales(value),
    }
    return FileOfCollection(value.collection_id, body)


def scales_of(images: Iterable[AbstractImage], request: HttpRequest) -> ScalesByImage:
    """Return the sizes that pictures already have, in one query for each image model."""
    ids_by_model: dict[type[AbstractImage], set[int]] = {}
    for picture in images:
        ids_by_model.setdefault(type(picture), set()).add(picture.pk)
    scales: ScalesByImage = {}
    for model, ids in ids_by_model.items():
        for rendition in _sizes_of(model.get_rendition_model(), len(ids)).models(**each("image_id", ids)):
            of_image = scales.setdefault((model, rendition.image_id), {})
            of_image[scale_name(rendition.filter_spec)] = scale(rendition.file.url, rendition, request)
    return scales


@lru_cache(KEPT)
def _sizes_of(model: type[AbstractRendition], count: int) -> Statement[AbstractRendition]:
    sizes: Any = model._default_manager.order_by("width", "filter_spec")
    return Statement(lambda: sizes.filter(among("image_id", count)))


def scale_name(filter_spec: str) -> str:
    """Return the name of a size: what is done to the picture («fill-480x320»), whatever the file format."""
    return filter_spec.partition("|")[0]


def scale(url: str, size: Any, request: HttpRequest) -> dict[str, Any]:
    """Return one size of a picture."""
    return {"download": absolute_url(url, request), "width": size.width, "height": size.height}
