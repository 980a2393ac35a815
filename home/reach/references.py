"""What a page's form may bring into the page: pictures and files that its user may choose, pages that the user reaches."""

import logging
from collections import defaultdict
from collections.abc import Container, Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import CollectionMember, Page

from home.reach.rights import choosable, reachable_pages

logger = logging.getLogger(__name__)

# A model and the key of one of its rows.
Reference = tuple[type[Model], str]


class PageForm(WagtailAdminPageForm):
    """The form of every page. Who sends the number of what no chooser has offered is refused, and that is logged.

    What the page has already stays, whoever has brought it. Without a user the form asks nothing.
    """

    data: Any
    for_user: Any
    # Fields whose choices the form itself narrows down and refuses in words of its own.
    judged_here: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; raises PermissionDenied before anything hidden could be shown in the form."""
        if self.for_user is not None and self.is_bound:
            self._refuse_hidden()
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def _refuse_hidden(self) -> None:
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for model, key in set(self._sent()) - self._had:
            wanted[model].add(key)
        for model, keys in wanted.items():
            allowed = _allowed(model, self.for_user)
            if allowed is None:
                continue
            named = model._default_manager.filter(pk__in=keys)
            hidden = named.exclude(pk__in=allowed.values("pk")).values_list("pk", flat=True)
            if hidden:
                told = (self.for_user.pk, model._meta.label, list(hidden), self.instance.pk)
                logger.warning("refused: user %s may not put %s %s into page %s", *told)
                raise PermissionDenied

    def _sent(self) -> Iterator[Reference]:
        for form in _forms_within(self):
            yield from _sent_keys(form, self.judged_here if form is self else ())
            yield from _sent_contents(form)

    @cached_property
    def _had(self) -> set[Reference]:
        return {reference for form in _forms_within(self) for reference in _held(form)}


def _forms_within(form: Any) -> Iterator[Any]:
    """Yield the form and the forms of all rows below it; of nonsense in the count of rows Wagtail complains later."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        if not formset.is_bound or formset.management_form.is_valid():
            for row in formset.forms:
                yield from _forms_within(row)


def _sent_keys(form: Any, judged: Container[str]) -> Iterator[Reference]:
    for name, field in form.fields.items():
        model = _chosen_model(field)
        if name in judged or model is None:
            continue
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        keys = value if isinstance(value, list | tuple) else [value]
        yield from ((model, str(key)) for key in keys if str(key).isdecimal())


def _sent_contents(form: Any) -> Iterator[Reference]:
    """Yield what streams and rich texts name; as sent, for a stream with a mistake is shown again too."""
    for name, field in form.fields.items():
        source = _source(form, name)
        if source is not None:
            value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            yield from _references(source, value)


def _held(form: Any) -> Iterator[Reference]:
    for name, field in form.fields.items():
        source, model = _source(form, name), _chosen_model(field)
        if source is not None:
            yield from _references(source, getattr(form.instance, name))
        elif model is not None and hasattr(form.instance, f"{name}_id"):
            yield model, str(getattr(form.instance, f"{name}_id"))


def _chosen_model(field: forms.Field) -> type[Model] | None:
    """Return the model of which the field chooses rows, None for another field."""
    queryset = field.queryset if isinstance(field, forms.ModelChoiceField) else None
    return None if queryset is None else queryset.model


def _source(form: Any, name: str) -> Any:
    """Return the model's field, if what it holds can name things."""
    fields = {field.name: field for field in form.instance._meta.get_fields()}
    source = fields.get(name)
    return source if hasattr(source, "extract_references") else None


def _references(source: Any, value: Any) -> Iterator[Reference]:
    for model, key, _model_path, _content_path in source.extract_references(value) if value else ():
        yield model, str(key)


def _allowed(model: type[Model], user: Any) -> QuerySet[Any] | None:
    """Return what the user may name of a model; None for a model whose rows are no secret."""
    if issubclass(model, CollectionMember):
        return choosable(model, user)
    return reachable_pages(user) if issubclass(model, Page) else None
