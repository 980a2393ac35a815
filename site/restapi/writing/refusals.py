"""What a form of Wagtail does not accept, as places in the body that filled it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.utils import ErrorList

from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake
from restapi.writing.references import Loc, Writing


def refuse_invalid(
    form: BaseForm, writing: Writing, places: dict[str, tuple[str, ...]] | None = None
) -> None:
    """Raise Problem 400 naming each mistake and its place, if the form is not valid.

    `places` says where in the body a field's value stands, if not under the field's name.
    """
    if not form.is_valid():
        raise unprocessed(mistakes(form, writing.loc, places or {}))


def mistakes(form: BaseForm, loc: Loc, places: dict[str, tuple[str, ...]]) -> Iterator[Mistake]:
    """Yield what is wrong with a form and with the rows of its formsets."""
    for name, errors in form.errors.as_data().items():
        here = loc if name == "__all__" else (*loc, *places.get(name, (name,)))
        for error in errors:
            yield from _of_error(error, here)
    for name, formset in getattr(form, "formsets", {}).items():
        for error in formset.non_form_errors().as_data():
            yield from _of_error(error, (*loc, name))
        for place, row in enumerate(formset.forms):
            yield from mistakes(row, (*loc, name, place), {})


def _of_error(error: ValidationError, loc: Loc) -> Iterator[Mistake]:
    """Yield the mistakes of a field, those of a stream block by block."""
    inside: Any = getattr(error, "block_errors", None)
    if inside is None:
        for message in error.messages:
            yield Mistake(list(loc), error.code or "invalid", str(message))
        return
    for key, below in inside.items() if isinstance(inside, dict) else enumerate(inside):
        for found in _flat(below):
            yield from _of_error(found, (*loc, key))
    for found in _flat(getattr(error, "non_block_errors", None)):
        yield from _of_error(found, loc)


def _flat(errors: Any) -> list[ValidationError]:
    if errors is None:
        return []
    if isinstance(errors, ErrorList):
        return list(errors.as_data())
    return [errors] if isinstance(errors, ValidationError) else list(errors)
