"""What the admin's listings share: a search that knows Russian letter case, exports that a spreadsheet cannot run."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.views import IndexView

# What a spreadsheet takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class FoldingSearchHandler(DjangoORMSearchHandler):
    """Finds words in any letter case. SQLite's `icontains` folds ASCII only, so each usual case is asked for."""

    def search_queryset(self, queryset: QuerySet[Any], search_term: str, **kwargs: Any) -> QuerySet[Any]:
        """Return the rows in which every word occurs in one of the fields."""
        for word in search_term.replace("\0", " ").split()[:10]:
            cases = {word, word.lower(), word.upper(), word.capitalize()}
            lookups = [
                Q((f"{field}__icontains", case)) for field in self.search_fields or [] for case in cases
            ]
            queryset = queryset.filter(reduce(or_, lookups))
        return queryset


class ExportingIndexView(IndexView):
    """A listing whose export holds text only, never a formula made of what somebody typed."""

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        """Return the row with an apostrophe before what a spreadsheet would take for a formula."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {name: _as_text(value) for name, value in row.items()}


class ListOnlyPermissionHelper(PermissionHelper):
    """For rows that are edited elsewhere: anyone who may change them may list them, nobody adds or deletes here."""

    def user_can_create(self, user: Any) -> bool:
        """Rows are made where they belong."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        """Rows are edited where they belong."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        """Rows are deleted where they belong."""
        return False


def _as_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
