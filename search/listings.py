"""What the admin's listings share: rights, a search that knows Russian letter case, exports no spreadsheet can run."""

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _g
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

# What a spreadsheet runs, by its beginning; a phone or a number after + or - stays as it is.
FORMULA = re.compile(r"[=@\t\r\n]|[+-](?![\d \u00a0()-]*$|\d+[.,]\d+$)")
# What cannot stand in a spreadsheet's file at all.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
BYTE_ORDER_MARK = "\ufeff".encode()
# The longest number that a database compares with its own.
LONGEST_NUMBER = 18


def changeable_pages(user: Any, model: type[Page]) -> QuerySet[Any]:
    """Return the pages of a type that the user may change or publish."""
    allowed = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return model.objects.filter(pk__in=allowed.values("pk"))


class FoldingSearchHandler(DjangoORMSearchHandler):
    """Finds words in any letter case. SQLite's `icontains` folds ASCII only, so each usual case is asked for."""

    def search_queryset(self, queryset: QuerySet[Any], search_term: str, **kwargs: Any) -> QuerySet[Any]:
        """Return the rows in which every word occurs in one of the fields; a hashtag is found with its sign too."""
        words = (word.lstrip("#") for word in search_term.replace("\0", " ").split()[:10])
        for word in filter(None, words):
            cases = {word, word.lower(), word.upper(), word.capitalize()}
            lookups = [
                Q((f"{field}__icontains", case)) for field in self.search_fields or [] for case in cases
            ]
            queryset = queryset.filter(reduce(or_, lookups))
        return queryset


class ExportingIndexView(IndexView):
    """A listing whose export holds text only, never a formula made of what somebody typed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a filter that means nothing with the whole listing."""
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, _g("Такого фильтра нет, поэтому здесь весь список."))
            return redirect(request.path)
        return response

    def get_filters(self, request: HttpRequest) -> Any:
        """Return the listing's own filters; raises IncorrectLookupParameters for any other question to the tables."""
        asked = self.get_filters_params()
        if any(_is_nonsense(value) for values in asked.values() for value in values):
            raise IncorrectLookupParameters
        specs, shown, others, distinct = super().get_filters(request)
        if others:
            raise IncorrectLookupParameters
        return specs, shown, others, distinct

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        """Return the column's name with one capital letter."""
        return capfirst(force_str(label_for_field(field, model=self.model, model_admin=self.model_admin)))

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        """Return the row: labels of choices, nothing where nothing is known, no formula."""
        return {name: self._cell(name, item) for name in self.list_export}

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Say first that the text is UTF-8: a spreadsheet guesses otherwise."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)

    def _cell(self, name: str, item: Model) -> Any:
        field, _attribute, value = lookup_field(name, item, self.model_admin)
        if isinstance(field, Field) and field.choices:
            value = dict(field.flatchoices).get(value, value)
        if isinstance(value, str | Promise):
            return as_text(str(value))
        return "" if value is None else value


class PageRightsPermissionHelper(PermissionHelper):
    """For rows that belong to pages of a type: whoever may change such a page lists them, they are edited elsewhere."""

    page_model: type[Page]

    def user_can_list(self, user: Any) -> bool:
        """Whether one page at least is the user's to change."""
        return bool(user.is_active and changeable_pages(user, self.page_model).exists())

    def user_can_create(self, user: Any) -> bool:
        """Rows are made where they belong."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        """Rows are edited where they belong."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        """Rows are deleted where they belong."""
        return False


class ListingAdmin(ModelAdmin):
    """A listing. Its views of one row's history and fields are off: they would show rows that are not listed."""

    index_view_class = ExportingIndexView
    search_handler_class = FoldingSearchHandler
    history_view_enabled = False
    inspect_view_enabled = False


def as_text(value: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would take for a formula."""
    value = UNWRITABLE.sub(" ", value)
    return f"'{value}" if FORMULA.match(value) else value


def _is_nonsense(value: str) -> bool:
    """Whether a database would choke on it instead of finding nothing."""
    return "\0" in value or (value.isdecimal() and len(value) > LONGEST_NUMBER)
