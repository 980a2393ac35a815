"""The fields that a model shows by its own `api_fields`, its related objects and child rows by theirs."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.manager import BaseManager
from modelcluster.fields import ParentalKey
from taggit.models import TagBase
from wagtail.api import APIField
from wagtail.api.conf import get_model_field
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Page

from restapi.reading.leaves import LEFT_OUT, PageSummary, PartOfPage
from restapi.reading.values import Reading, choice, json_value, rich_text

# Rows of rows of rows: deeper ones are read as they come.
DEEPEST_PREFETCH = 3


def own_fields(thing: Model, reading: Reading) -> dict[str, Any]:
    """Return what the model of a page, of a child row or of a related object declares in `api_fields`."""
    inside = reading.within(thing)
    fields = APIField.get_fields_for_model(type(thing))
    return {field.name: _field_value(thing, field, inside) for field in fields}


def _field_value(thing: Model, field: APIField, reading: Reading) -> Any:
    if field.serializer is not None:
        return json_value(_serialized(thing, field), reading)
    model_field = _model_field(type(thing), field.name)
    if isinstance(model_field, ForeignKey) and issubclass(model_field.related_model, Page):
        page_id = getattr(thing, model_field.attname)
        return PageSummary(page_id) if page_id else None
    if isinstance(model_field, ForeignKey):
        _read_with_rows_above(thing, model_field)
    value = getattr(thing, field.name, None)
    if isinstance(model_field, RichTextField):
        return rich_text(value or "")
    if isinstance(model_field, Field) and model_field.choices:
        return choice(value, model_field.choices)
    if callable(value) and not isinstance(value, BaseManager):
        value = value()
    return json_value(value, reading)


def _read_with_rows_above(thing: Model, key: ForeignKey[Any, Any]) -> None:
    """Read what a key leads to together with the rows up to the page that it belongs to, in one query."""
    above = [
        each.name for each in _parental_keys(key.related_model) if not issubclass(each.related_model, Page)
    ]
    if above and not key.is_cached(thing):
        found = key.related_model._base_manager.select_related(*above)
        wanted = {key.target_field.attname: getattr(thing, key.attname)}
        key.set_cached_value(thing, found.filter(**wanted).first())


def _serialized(thing: Model, field: APIField) -> Any:
    """Return what a serializer of Wagtail's API v2 makes of the field."""
    value = getattr(thing, getattr(field.serializer, "source", None) or field.name)
    return None if value is None else field.serializer.to_representation(value)


def _model_field(model: type[Model], name: str) -> Field[Any, Any] | ForeignObjectRel | None:
    try:
        found: Field[Any, Any] | ForeignObjectRel = get_model_field(model, name)
    except FieldDoesNotExist:
        return None
    return found


@json_value.register
def _object(value: Model, reading: Reading) -> Any:
    """Return a related object; what is a draft or belongs to a page that is not public is left out."""
    if isinstance(value, DraftStateMixin) and not value.live:
        return LEFT_OUT
    named = {"@type": value._meta.label, "title": str(value)}
    body = named if value in reading.inside else {**named, **own_fields(value, reading)}
    page_id = _page_of(value)
    return body if page_id is None else PartOfPage(page_id, body)


@json_value.register
def _tag(value: TagBase, reading: Reading) -> str:
    return str(value.name)


@json_value.register
def _manager(value: BaseManager, reading: Reading) -> list[Any]:
    """Return related objects or child rows, in a number of queries that does not depend on theirs."""
    rows: Any = value.all()
    if isinstance(rows, QuerySet) and rows._result_cache is None:
        names = list(_prefetches(rows.model))
        keys = [name for name in names if isinstance(_model_field(rows.model, name), ForeignKey)]
        if not names and hasattr(value, "get_object_list"):
            rows = value.get_object_list()  # the object keeps them: what it computes of them asks for nothing
        else:
            joined = rows.select_related(*keys) if keys else rows
            rows = joined.prefetch_related(*(name for name in names if name not in keys))
    return [_row(row, reading) for row in rows]


@json_value.register
def _queryset(value: QuerySet, reading: Reading) -> list[Any]:
    return [json_value(row, reading) for row in value]


def _row(row: Model, reading: Reading) -> Any:
    parent = reading.inside[-1] if reading.inside else None
    if _is_child(row, parent):
        return {"id": row.pk, **own_fields(row, reading)}  # by which a write knows the row again
    return json_value(row, reading)


def _is_child(row: Model, parent: Any) -> bool:
    keys = [key for key in _parental_keys(row) if isinstance(parent, key.related_model)]
    return any(getattr(row, key.attname) == parent.pk for key in keys)


def _page_of(thing: Model) -> int | None:
    """Return the page to which a child row belongs, through other rows if need be; else None."""
    for key in _parental_keys(thing):
        parent_id = getattr(thing, key.attname)
        if parent_id is not None:
            return parent_id if issubclass(key.related_model, Page) else _page_of(getattr(thing, key.name))
    return None


def _parental_keys(thing: Model | type[Model]) -> Iterator[Any]:
    return (field for field in thing._meta.concrete_fields if isinstance(field, ParentalKey))


def _prefetches(model: type[Model], depth: int = 1) -> Iterable[str]:
    """Yield what the `api_fields` of a model will read, as lookups of `prefetch_related`."""
    for field in APIField.get_fields_for_model(model, db_fields_only=True):
        related: Any = _model_field(model, field.name)
        if not _is_prefetched(related):
            continue
        yield field.name
        if depth < DEEPEST_PREFETCH and not issubclass(related.related_model, Page):
            for below in _prefetches(related.related_model, depth + 1):
                yield f"{field.name}__{below}"


def _is_prefetched(field: Any) -> bool:
    if isinstance(field, ForeignKey):
        return not issubclass(field.related_model, Page)
    return isinstance(field, ManyToManyField | ForeignObjectRel)
