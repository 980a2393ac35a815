"""The fields of a model as types: what its `api_fields` show, and what of it can be written."""

import datetime
import inspect
import typing
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from pydantic import Field
from wagtail.api import APIField
from wagtail.api.conf import get_model_field

from restapi.schemas.field_kinds import kind_of

# What a property may promise: JSON has these by itself.
SINGLE = (str, int, float, bool, NoneType, datetime.date, datetime.datetime)


def read_types(model: type[models.Model]) -> dict[str, Any]:
    """Return by name the types of what a model shows; anything where only a serializer of its own knows."""
    return {field.name: _read(model, field) for field in APIField.get_fields_for_model(model)}


def write_types(model: type[models.Model]) -> dict[str, tuple[Any, Any]]:
    """Return by name the types of what can be written, as `create_model` takes them; nothing is required here."""
    return {
        name: (
            kind_of(field).write(model, field) | None,
            Field(None, title=title_of(field), description=help_of(field)),
        )
        for name, field in writable_fields(model).items()
    }


def writable_fields(model: type[models.Model]) -> dict[str, Any]:
    """Return by name the fields and relations that can be written."""
    names = [field.name for field in APIField.get_writable_fields_for_model(model)]
    return {name: field for name in names if (field := model_field(model, name)) is not None}


def model_field(model: type[models.Model], name: str) -> Any:
    """Return the field, the relation or None for what the model computes."""
    try:
        return get_model_field(model, name)
    except FieldDoesNotExist:
        return None


def title_of(field: Any) -> str:
    """Return what people call a field or a relation."""
    if isinstance(field, ForeignObjectRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def help_of(field: Any) -> str | None:
    """Return what editors are told of a field."""
    return str(getattr(field, "help_text", "")) or None


def _read(model: type[models.Model], shown: APIField) -> Any:
    if shown.serializer is not None:
        return Any
    field = model_field(model, shown.name)
    return _computed(model, shown.name) if field is None else kind_of(field).read(model, field)


def _computed(model: type[models.Model], name: str) -> Any:
    """Return the type that a property or a method promises, if JSON knows it by itself."""
    value = inspect.getattr_static(model, name, None)
    function = getattr(value, "fget", None) or getattr(value, "func", None) or value
    if not callable(function):
        return Any
    try:
        promised = typing.get_type_hints(function).get("return", Any)
    except NameError:  # named only where types are checked
        return Any
    return promised if _is_plain(promised) else Any


def _is_plain(hint: Any) -> bool:
    """Whether JSON has what a hint promises: single values, lists and objects of them."""
    if get_origin(hint) in (list, dict, Union, UnionType):
        return all(_is_plain(part) for part in get_args(hint))
    return hint in SINGLE
