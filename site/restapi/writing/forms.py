"""A page's editing form, filled as a browser would: what the body does not name stays as the page has it.

So the whole form's own rules run, as in the admin, and not only those of the fields that were sent.
"""

from typing import Any

from django.db.models import QuerySet
from django.forms import (
    BaseForm,
    BaseModelFormSet,
    BooleanField,
    Field,
    ModelChoiceField,
    ModelMultipleChoiceField,
)
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from taggit.forms import TagField
from wagtail.blocks.base import BlockField

from restapi.blocks.nested import write_stream
from restapi.blocks.registry import Data, keep_block
from restapi.writing.references import Writing
from restapi.writing.rich_text import clean_html
from restapi.writing.scalars import members, scalar, token
from restapi.writing.uploads import named_or_uploaded

Places = dict[str, tuple[str, ...]]

# More rows than any plan has.
MOST_ROWS = 2000
# What a row says of itself beside its fields: by these it is known again.
ROW_KEYS = ("id", "uid")


def fill(form: BaseForm, changes: dict[str, Any], writing: Writing, places: Places) -> Data:
    """Return the data that an unbound form sends when `changes`, JSON by the form's names, are typed into it.

    `places` says where in the body a field's value stands, if not under the field's name. Raises Problem 400 for
    values of a wrong kind; what they say is for the form itself to check.
    """
    data: Data = MultiValueDict()
    _fill(form, changes, data, writing, places)
    return data


def _fill(
    form: BaseForm, changes: dict[str, Any], data: Data, writing: Writing, places: Places | None = None
) -> None:
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if name in changes:
            here = writing.at(*(places or {}).get(name, (name,)))
            _write(field, changes[name], key, data, here)
        else:
            _keep(field, form.get_initial_for_field(field, name), key, data)
    for name, formset in getattr(form, "formsets", {}).items():
        _fill_rows(formset, changes.get(name), name in changes, data, writing.at(name))


def _write(field: Field, value: Any, key: str, data: Data, writing: Writing) -> None:
    """Write a value of the body into the data as the field's widget would send it."""
    if isinstance(field, BlockField):
        write_stream(field.block, value, key, data, writing)
    elif isinstance(field, ModelMultipleChoiceField):
        things = [
            named_or_uploaded(item, _choices(field), writing.at(place))
            for place, item in _list(value, writing)
        ]
        data.setlist(key, [thing.pk for thing in things])
    elif isinstance(field, ModelChoiceField):
        data[key] = "" if value is None else named_or_uploaded(value, _choices(field), writing).pk
    elif isinstance(field, TagField):
        names = [scalar(item, writing.at(place)) for place, item in _list(value, writing)]
        data[key] = ", ".join(f'"{name.replace(chr(34), "")}"' for name in names)
    elif hasattr(field.widget, "converter"):
        data[key] = field.widget.format_value(clean_html(value, _features(field), writing))
    elif isinstance(field, BooleanField):
        if value not in (True, False, None):
            raise writing.refusal("bool_type", _("This must be true or false."))
        if value:
            data[key] = "on"
    elif getattr(field.widget, "allow_multiple_selected", False):
        data.setlist(key, [token(item, writing.at(place)) for place, item in _list(value, writing)])
    else:
        data[key] = token(value, writing)


def _keep(field: Field, value: Any, key: str, data: Data) -> None:
    """Write what the page has into the data, as the form shows it."""
    if isinstance(field, BlockField):
        keep_block(field.block, value, key, data)
    elif isinstance(field, BooleanField):
        if value:
            data[key] = "on"
    elif isinstance(field, TagField) or hasattr(field.widget, "converter"):
        data[key] = field.widget.format_value(value)
    elif getattr(field.widget, "allow_multiple_selected", False):
        data.setlist(key, [str(item) for item in field.prepare_value(value) or []])
    else:
        data[key] = field.prepare_value(value)


def _fill_rows(formset: BaseModelFormSet, rows: Any, is_given: bool, data: Data, writing: Writing) -> None:
    """Write a formset's rows: those of the body in its order, or those that are there.

    A row of the body that names one that is there by `id` or `uid` changes it; others are new, and what is there
    and not named goes.
    """
    known = list(formset.initial_forms)
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(len(known))
    added: list[Any] = []
    if not is_given:
        for form in known:
            _fill(form, {}, data, writing)
    else:
        left = dict(enumerate(known))
        for place, (number, given) in enumerate(_objects(rows, writing)):
            here = writing.at(number)
            at = _place_of(given, left)
            row: Any = left.pop(at) if at is not None else _new_row(formset, len(known) + len(added))
            if at is None:
                added.append(row)
            _fill(row, _of_form(row, given, here), data, here)
            if ORDERING_FIELD_NAME in row.fields:
                data[row.add_prefix(ORDERING_FIELD_NAME)] = str(place + 1)
        for form in left.values():
            _fill(form, {}, data, writing)
            data[form.add_prefix(DELETION_FIELD_NAME)] = "on"
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(known) + len(added))


def _place_of(given: dict[str, Any], forms: dict[int, Any]) -> int | None:
    """Return the place of the row that a row of the body means."""
    for key in ROW_KEYS:
        wanted = given.get(key)
        for place, form in forms.items():
            if wanted is not None and str(getattr(form.instance, key, "")) == str(wanted):
                return place
    return None


def _new_row(formset: Any, number: int) -> BaseForm:
    row: BaseForm = formset.form(
        prefix=formset.add_prefix(number), empty_permitted=False, **formset.get_form_kwargs(None)
    )
    formset.add_fields(row, None)
    return row


def _of_form(form: Any, given: dict[str, Any], writing: Writing) -> dict[str, Any]:
    """Return what of a row its form knows; raises Problem 400 for what the row cannot have."""
    own = {*form.fields, *getattr(form, "formsets", {})} - {ORDERING_FIELD_NAME, DELETION_FIELD_NAME, "id"}
    shown = {getattr(field, "name", field) for field in getattr(form.instance, "api_fields", ())}
    for name in given:
        if name not in own | shown | set(ROW_KEYS) and not name.startswith("@"):
            raise writing.at(name).refusal("extra_forbidden", _("There is no such member."))
    return {name: value for name, value in given.items() if name in own}


def _list(value: Any, writing: Writing) -> list[tuple[int, Any]]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise writing.refusal("list_type", _("This must be a list."))
    if len(value) > MOST_ROWS:
        raise writing.refusal("too_many", _("At most %(most)s.") % {"most": MOST_ROWS})
    return list(enumerate(value))


def _objects(value: Any, writing: Writing) -> list[tuple[int, dict[str, Any]]]:
    return [(place, members(item, writing.at(place))) for place, item in _list(value, writing)]


def _choices(field: ModelChoiceField[Any]) -> QuerySet[Any]:
    things: Any = field.queryset
    return things


def _features(field: Field) -> list[str] | None:
    features: list[str] | None = getattr(field.widget, "features", None)
    return features
