"""What kinds of model fields are in JSON: read, written, and shown in a form. An app adds kinds of its own.

FIELD_KINDS.insert(0, FieldKind(ColourField, read=same(Colour), write=same(Colour), widget="colour"))
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from django.db import models
from pydantic import Field
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField

from restapi.schemas.values import Choice, NamedFile, RichText, StoredFile, WrittenChoice, WrittenText

Model = type[models.Model]
# Takes the model and its field or relation; returns the type of the value, as Pydantic understands types.
TypeOf = Callable[[Model, Any], Any]


@dataclass(frozen=True)
class FieldKind:
    """Fields of a class, or of several: their types, and by which of Plone's fields its clients' forms show them."""

    fields: Any
    read: TypeOf
    write: TypeOf
    type: str = "string"  # of JSON Schema
    factory: str = ""
    widget: str = ""
    fits: Callable[[Any], bool] = lambda field: True


def kind_of(field: Any) -> FieldKind:
    """Return the first kind that fits a field or a relation; what nobody knows is text."""
    return next(
        (kind for kind in FIELD_KINDS if isinstance(field, kind.fields) and kind.fits(field)), ANYTHING_ELSE
    )


def same(kind: Any) -> TypeOf:
    """Return the function for fields that are all of one type."""
    return lambda model, field: kind


def _text(model: Model, field: Any) -> Any:
    return Annotated[str, Field(max_length=field.max_length)]


def _or_null(kind: Any) -> TypeOf:
    """Return the function for fields that are null where the database has null."""
    return lambda model, field: kind | None if field.null else kind


ANYTHING_ELSE = FieldKind(models.Field, same(str), same(str), factory="Text line (String)")
DECIMAL = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]

# The first kind that fits counts; `restapi.schemas.relations` and `restapi.blocks` add theirs.
FIELD_KINDS: list[FieldKind] = [
    FieldKind(
        TaggableManager, same(list[str]), same(list[str]), type="array", factory="Tuple", widget="subjects"
    ),
    FieldKind(RichTextField, same(RichText), same(WrittenText), factory="Rich Text", widget="richtext"),
    FieldKind(models.FileField, same(StoredFile | None), same(NamedFile), type="object", factory="File"),
    FieldKind(
        models.Field,
        same(Choice | None),
        same(WrittenChoice),
        factory="Choice",
        fits=lambda field: bool(getattr(field, "choices", None)),
    ),
    FieldKind(models.BooleanField, _or_null(bool), same(bool), type="boolean", factory="Yes/No"),
    FieldKind(
        models.DateTimeField,
        _or_null(datetime.datetime),
        same(datetime.datetime),
        factory="Date/Time",
        widget="datetime",
    ),
    FieldKind(models.DateField, _or_null(datetime.date), same(datetime.date), factory="Date", widget="date"),
    FieldKind(models.TimeField, _or_null(datetime.time), same(datetime.time), factory="Time", widget="time"),
    FieldKind(models.IntegerField | models.AutoField, _or_null(int), same(int), "integer", "Integer"),
    FieldKind(models.FloatField, _or_null(float), same(float), "number", "Floating-point number"),
    FieldKind(
        models.DecimalField, _or_null(DECIMAL), same(DECIMAL | float), "number", "Floating-point number"
    ),
    FieldKind(models.UUIDField, _or_null(uuid.UUID), same(uuid.UUID)),
    FieldKind(models.JSONField, same(Any), same(Any), factory="JSONField", widget="json"),
    FieldKind(models.EmailField, _or_null(str), _text, factory="Email", widget="email"),
    FieldKind(models.URLField, _or_null(str), _text, factory="URL", widget="url"),
    FieldKind(models.CharField, _or_null(str), _text, factory="Text line (String)"),
    FieldKind(models.TextField, _or_null(str), same(str), factory="Text", widget="textarea"),
]
