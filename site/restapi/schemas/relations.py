"""Relations as types: child rows and related things show fields of their own."""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from modelcluster.fields import ParentalKey
from pydantic import Field, create_model
from taggit.models import TagBase
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from restapi.schemas.answers import Answer, Summary
from restapi.schemas.field_kinds import FIELD_KINDS, FieldKind, kind_of, same
from restapi.schemas.fields import read_types, write_types
from restapi.schemas.values import READ, WRITE, File, Named, NamedFile, Picture, Related

# Where something refers to what it stands in, that is only named.
_under_way: list[type[models.Model]] = []


@cache
def row_type(model: type[models.Model], mode: str) -> type[Answer]:
    """Return the type of a child row: by `id` a write knows the row again."""
    name = model._meta.label
    if mode == READ:
        shown = {key: (kind, ...) for key, kind in read_types(model).items()}
        members: dict[str, Any] = {"id": (int | None, ...), **shown}
    else:
        left_aside = {field.name: (Any, None) for field in APIField.get_fields_for_model(model)}
        members = {"id": (int | None, None), "uid": (str | None, None), **_form_fields(model), **left_aside}
        members |= write_types(model)
    return create_model(
        name if mode == READ else f"{name}.{mode}",
        __base__=Answer,
        __doc__=str(model._meta.verbose_name),
        **members,
    )


def _form_fields(model: type[models.Model]) -> dict[str, Any]:
    """Return by name the types of what editors fill in a row: that can be written, whether it is shown or not."""
    return {
        field.name: (kind_of(field).write(model, field) | None, None)
        for field in model._meta.concrete_fields
        if field.editable and not isinstance(field, ParentalKey | models.AutoField)
    }


def related_type(model: type[models.Model]) -> type[Answer]:
    """Return the type of a thing that is shown where something refers to it; inside itself it is only named."""
    if model in _under_way:
        return Related
    _under_way.append(model)
    try:
        return _related_type(model)
    finally:
        _under_way.remove(model)


@cache
def _related_type(model: type[models.Model]) -> type[Answer]:
    members: dict[str, Any] = {name: (kind, ...) for name, kind in read_types(model).items()}
    members |= {"type": (Literal[model._meta.label], Field(alias="@type")), "title": (str, ...)}
    if _belongs_to_page(model):
        members["parent"] = (Summary, ...)
    return create_model(
        f"{model._meta.label}.related", __base__=Answer, __doc__=str(model._meta.verbose_name), **members
    )


def _belongs_to_page(model: type[models.Model]) -> bool:
    """Whether rows of a model are children of pages, through other rows if need be."""
    above = [key.related_model for key in model._meta.concrete_fields if isinstance(key, ParentalKey)]
    return any(issubclass(parent, Page) or _belongs_to_page(parent) for parent in above)


def thing_type(model: type[models.Model]) -> Any:
    """Return what something is shown as where a field refers to it."""
    for kind, shown in ((Page, Summary), (AbstractImage, Picture), (AbstractDocument, File), (TagBase, str)):
        if issubclass(model, kind):
            return shown
    return related_type(model)


def _many(model: type[models.Model], field: Any) -> Any:
    keys = [key for key in field.related_model._meta.concrete_fields if isinstance(key, ParentalKey)]
    is_child = any(issubclass(model, key.related_model) for key in keys)
    if isinstance(field, ForeignObjectRel) and is_child:
        return list[row_type(field.related_model, READ)]  # type: ignore[misc]
    return list[thing_type(field.related_model)]  # type: ignore[misc]


def _written_rows(model: type[models.Model], field: Any) -> Any:
    return list[row_type(field.related_model, WRITE)]  # type: ignore[misc]


def _one(model: type[models.Model], field: Any) -> Any:
    return thing_type(field.related_model) | None


def _to(kind: type[models.Model]) -> Callable[[Any], bool]:
    return lambda field: issubclass(field.related_model, kind)


FIELD_KINDS += [
    FieldKind(ForeignObjectRel, _many, _written_rows, type="array", factory="List", widget="object_list"),
    FieldKind(models.ManyToManyField, _many, same(list[Named]), type="array", factory="Relation List"),
    FieldKind(models.ForeignKey, _one, same(NamedFile), "object", "Image", fits=_to(AbstractImage)),
    FieldKind(models.ForeignKey, _one, same(NamedFile), "object", "File", fits=_to(AbstractDocument)),
    FieldKind(models.ForeignKey, _one, same(Named), factory="Relation Choice"),
]
