"""The order of what was found."""

from django.db.models import F
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import bad_parameter
from search.queries import CatalogQuerySet
from search.query import Query
from search.ranking import Ranking

RELEVANCE = "relevance"
COLUMNS = {
    "date": "date",
    "effective": "published_at",
    "created": "published_at",
    "modified": "modified_at",
    "sortable_title": "title",
    "start": "start",
    "end": "end",
    "getObjPositionInParent": "tree_path",
}
NAMES = {*COLUMNS, RELEVANCE}

ASCENDING = ("", "ascending", "ascend", "asc")
DESCENDING = ("descending", "descend", "desc", "reverse")
PARAMETERS = (
    Parameter.choice("sort_on", sorted(NAMES)),
    Parameter.choice("sort_order", ["ascending", "descending"]),
)


def ordered(
    entries: CatalogQuerySet, query: Query | None, parameters: Parameters
) -> "CatalogQuerySet | Ranking":
    """Return what the query asks for of the entries, in the order that is asked for; raises Problem 400.

    Without a wish the closest to the words come first, or the newest where there are no words.
    """
    names = parameters.choices("sort_on", NAMES)
    descending = is_descending(parameters)
    if not names or names[-1] == RELEVANCE:
        found = query.ordered(entries) if query else entries.newest()
        return found if descending or not _given(parameters) else found.reverse()
    entries = query.found(entries) if query else entries
    column = F(COLUMNS[names[-1]])
    if descending:
        return entries.order_by(column.desc(nulls_last=True), "-id")
    return entries.order_by(column.asc(nulls_last=True), "id")


def _given(parameters: Parameters) -> bool:
    return bool(parameters.text("sort_order").strip())


def is_descending(parameters: Parameters) -> bool:
    """Whether the last comes first; raises Problem 400 for another word."""
    word = parameters.text("sort_order").strip().lower()
    if word not in (*ASCENDING, *DESCENDING):
        raise bad_parameter("sort_order", "sort_order", _("“sort_order” must be ascending or descending."))
    return word in DESCENDING
