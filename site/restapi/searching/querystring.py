"""Queries as lists of criteria, Plone's collections: `{i: index, o: operation, v: value}`, made into parameters."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem
from restapi.searching.paths import DEPTH
from restapi.searching.paths import QUERY as PATH

# What the index's parameters are to say: name and values.
Said = list[tuple[str, list[str]]]
MOST_CRITERIA, MOST_VALUES = 50, 200
LONGEST_VALUE = 1000


@dataclass(frozen=True)
class Place:
    """Where a search is made: paths count from the site's root, relative ones from the page."""

    page: Page
    root: Page

    def path(self, text: str) -> str:
        """Return the path from the site's root of what a path, a relative one or a UID names."""
        try:
            uid = uuid.UUID(text)
        except ValueError:
            return self._absolute(text)
        found = Page.objects.filter(translation_key=uid, path__startswith=self.root.path).first()
        return "/" + found.url_path.removeprefix(self.root.url_path) if found else f"/{text}"

    def _absolute(self, text: str) -> str:
        if text.startswith("/"):
            return text
        steps = self.page.url_path.removeprefix(self.root.url_path).split("/")
        for part in [step for step in text.split("/") if step and step != "."]:
            steps = [step for step in steps if step]
            steps = steps[:-1] if part == ".." else [*steps, part]
        return "/" + "/".join(steps)


@dataclass(frozen=True)
class Operation:
    """What can be asked of an index: how people call it, which field Plone's editors show, what it means."""

    name: str
    title: str | Promise
    widget: str | None
    says: Callable[[str, Any, Place], Said]

    @property
    def full_name(self) -> str:
        """The name that Plone gives it."""
        return f"plone.app.querystring.operation.{self.name}"


def _values(value: Any) -> list[str]:
    """Return a criterion's value as texts; raises ValueError."""
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_VALUES or any(isinstance(each, bool | float | dict | list) for each in values):
        raise ValueError
    return [str(each)[:LONGEST_VALUE] for each in values if each is not None]


def _only(value: Any) -> str:
    (text,) = _values(value)
    return text


def _days(index: str, first: int, last: int) -> Said:
    today = timezone.localdate()
    days = [(today + timedelta(days=number)).isoformat() for number in (first, last)]
    return [(f"{index}.query", days), (f"{index}.range", ["min:max"])]


def _date(kind: str) -> Callable[[str, Any, Place], Said]:
    def says(index: str, value: Any, place: Place) -> Said:
        return [(f"{index}.query", _values(value)), (f"{index}.range", [kind])]

    return says


def _side_of_today(kind: str) -> Callable[[str, Any, Place], Said]:
    def says(index: str, value: Any, place: Place) -> Said:
        return [(f"{index}.query", [timezone.localdate().isoformat()]), (f"{index}.range", [kind])]

    return says


def _relative(sign: int) -> Callable[[str, Any, Place], Said]:
    def says(index: str, value: Any, place: Place) -> Said:
        number = int(_only(value))
        if not 0 <= number <= 36_500:
            raise ValueError
        return _days(index, min(0, sign * number), max(0, sign * number))

    return says


def _path(index: str, value: Any, place: Place) -> Said:
    """Say a path; «::1» behind it is how deep to look."""
    path, _colons, depth = _only(value).partition("::")
    return [(PATH, [place.path(path.strip())]), *([(DEPTH, [depth])] if depth else [])]


def _all_of(index: str, value: Any, place: Place) -> Said:
    return [(index, _values(value)), (f"{index}.operator", ["and"])]


ANY = Operation(
    "selection.any",
    gettext_lazy("Any of"),
    "MultipleSelectionWidget",
    lambda index, value, place: [(index, _values(value))],
)
ALL = Operation("selection.all", gettext_lazy("All of"), "MultipleSelectionWidget", _all_of)
NONE = Operation(
    "selection.none",
    gettext_lazy("None of"),
    "MultipleSelectionWidget",
    lambda index, value, place: [(f"{index}.not", _values(value))],
)
IS = Operation(
    "string.is",
    gettext_lazy("Is"),
    "StringWidget",
    lambda index, value, place: [(index, [_only(value)])],
)
CONTAINS = Operation(
    "string.contains",
    gettext_lazy("Contains"),
    "StringWidget",
    lambda index, value, place: [(index, [_only(value).replace("*", " ")])],
)
PATHS = (
    Operation("string.absolutePath", gettext_lazy("Under"), "ReferenceWidget", _path),
    Operation("string.relativePath", gettext_lazy("Under, from here"), "RelativePathWidget", _path),
    Operation("string.path", gettext_lazy("Path"), "ReferenceWidget", _path),
)
DATES = (
    Operation("date.lessThan", gettext_lazy("Until"), "DateWidget", _date("max")),
    Operation("date.largerThan", gettext_lazy("Not before"), "DateWidget", _date("min")),
    Operation("date.between", gettext_lazy("Between"), "DateRangeWidget", _date("min:max")),
    Operation("date.today", gettext_lazy("Today"), None, lambda index, value, place: _days(index, 0, 0)),
    Operation("date.beforeToday", gettext_lazy("Until today"), None, _side_of_today("max")),
    Operation("date.afterToday", gettext_lazy("From today"), None, _side_of_today("min")),
    Operation(
        "date.lessThanRelativeDate",
        gettext_lazy("Within the next days"),
        "RelativeDateWidget",
        _relative(1),
    ),
    Operation(
        "date.largerThanRelativeDate",
        gettext_lazy("Within the last days"),
        "RelativeDateWidget",
        _relative(-1),
    ),
)


@dataclass(frozen=True)
class Index:
    """What a criterion can ask about."""

    title: str | Promise
    group: str | Promise
    operations: tuple[Operation, ...]
    vocabulary: str = ""


TEXTS, THINGS, MOMENTS = gettext_lazy("Text"), gettext_lazy("Metadata"), gettext_lazy("Dates")
INDEXES = {
    "SearchableText": Index(gettext_lazy("Words"), TEXTS, (CONTAINS,)),
    "Subject": Index(gettext_lazy("Hashtags"), TEXTS, (ANY, ALL, NONE), "hashtags"),
    "portal_type": Index(gettext_lazy("Type"), THINGS, (ANY,), "types"),
    "review_state": Index(gettext_lazy("Review state"), THINGS, (ANY,), "review_states"),
    "organisation": Index(gettext_lazy("Organisation"), THINGS, (ANY,), "organisations"),
    "path": Index(gettext_lazy("Place"), THINGS, PATHS),
    "UID": Index(gettext_lazy("UID"), THINGS, (IS, ANY)),
    "year": Index(gettext_lazy("Year"), MOMENTS, (IS, ANY)),
    "date": Index(gettext_lazy("Date"), MOMENTS, DATES),
    "start": Index(gettext_lazy("First day"), MOMENTS, DATES),
    "end": Index(gettext_lazy("Last day"), MOMENTS, DATES),
    "effective": Index(gettext_lazy("Published"), MOMENTS, DATES),
    "created": Index(gettext_lazy("Creation date"), MOMENTS, DATES),
    "modified": Index(gettext_lazy("Changed"), MOMENTS, DATES),
}


def said_as_parameters(criteria: list[Any], place: Place) -> QueryDict:
    """Return the parameters of `@search` that mean the same; raises Problem 400 naming the criterion and the member."""
    if len(criteria) > MOST_CRITERIA:
        raise _mistake(["query"], _("So many criteria at once are too many."))
    parameters = QueryDict(mutable=True)
    for number, criterion in enumerate(criteria):
        for name, values in _said(number, criterion, place):
            if name in parameters and name != PATH:
                raise _mistake(["query", number, "i"], _("Ask this of an index once only."))
            parameters.setlist(name, parameters.getlist(name) + values)
    return parameters


def _said(number: int, criterion: Any, place: Place) -> Said:
    index = INDEXES.get(criterion.i)
    if index is None:
        raise _unknown(number, "i", criterion.i, INDEXES)
    operations = {operation.full_name: operation for operation in index.operations}
    operation = operations.get(criterion.o)
    if operation is None:
        raise _unknown(number, "o", criterion.o, operations)
    try:
        return operation.says(criterion.i, criterion.v, place)
    except ValueError:
        raise _mistake(["query", number, "v"], _("This value does not fit the operation.")) from None


def _unknown(number: int, member: str, value: str, known: Any) -> Problem:
    words = {"value": value[:100], "known": ", ".join(known)}
    return _mistake(["query", number, member], _("“%(value)s” is not known; known: %(known)s.") % words)


def _mistake(place: list[str | int], message: str) -> Problem:
    return unprocessed([Mistake(["body", *place], "querystring", message)])
