"""The pictures and files that a page has already, whoever has brought them: a write may leave them where they are."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations

from restapi.writing.references import File, is_file


def files_of(thing: Model) -> Iterator[File]:
    """Yield the pictures and files that a page or a row of it names, in fields, streams and the rows below."""
    for field in thing._meta.get_fields():
        if isinstance(field, ForeignKey) and is_file(field.related_model):
            key = getattr(thing, field.attname)
            yield from [(field.related_model, key)] if key else []
        elif hasattr(field, "extract_references"):
            yield from _within(field, getattr(thing, field.name))
    for relation in get_all_child_relations(type(thing)):
        for row in getattr(thing, relation.get_accessor_name()).all():
            yield from files_of(row)


def _within(field: Any, value: Any) -> Iterator[File]:
    for model, key, _model_path, _content_path in field.extract_references(value) if value else ():
        if is_file(model) and str(key).isdecimal():
            yield model, int(key)
