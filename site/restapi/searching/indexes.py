"""The catalog's indexes under Plone's names: what each parameter of a search chooses."""

import datetime
import re
import uuid
from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import bad_parameter
from restapi.reading.states import PUBLISHED, STATES
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.queries import CatalogQuerySet

Choose = Callable[[CatalogQuerySet, Parameters], CatalogQuerySet]

OR, AND = "or", "and"
FIRST_YEAR, LAST_YEAR = 1900, 2200
YEAR = re.compile("[0-9]{4}")


def chosen(entries: CatalogQuerySet, parameters: Parameters, left_out: str = "") -> CatalogQuerySet:
    """Return the entries that every given index but one chooses; parts of pages only where their type is named."""
    if "portal_type" not in parameters:
        entries = entries.pages()
    for name, choose in INDEXES.items():
        if name != left_out:
            entries = choose(entries, parameters)
    return entries


def uids_in(texts: Iterable[str]) -> list[uuid.UUID]:
    """Return the UIDs among texts."""
    return [uid for text in texts if (uid := _uid(text))]


def _of_type(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    return entries.of_type(*parameters.all("portal_type")) if "portal_type" in parameters else entries


def _tagged(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    """Choose by hashtags, however they are spelled or were called before; Plone's operator is `or` if not said."""
    names = [*parameters.all("Subject"), *parameters.all("Subject.query")]
    operator = (parameters.choices("Subject.operator", [OR, AND]) or [OR])[-1]
    if "Subject" in parameters or "Subject.query" in parameters:
        keys = _keys(names)
        if operator == AND or len(keys) == 1:
            entries = entries.tagged(*keys) if keys else entries.none()
        else:
            entries = entries.filter(_has_any(keys))
    if "Subject.not" in parameters:
        entries = entries.exclude(_has_any(_keys(parameters.all("Subject.not"))))
    return entries


def _keys(names: list[str]) -> list[str]:
    """Return the keys that the hashtags have now."""
    return Hashtag.objects.keys_of_now({hashtag_key(name) for name in names} - {""})


def _has_any(keys: list[str]) -> Exists:
    return Exists(EntryHashtag.objects.filter(entry=OuterRef("pk"), hashtag__slug__in=keys))


def _in_state(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    is_left = "review_state" not in parameters or PUBLISHED in parameters.all("review_state")
    return entries if is_left else entries.none()


def _with_uid(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    return entries.filter(uid__in=uids_in(parameters.all("UID"))) if "UID" in parameters else entries


def _of_organisation(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    """Choose what these public organisations have published, each named by its UID."""
    if "organisation" not in parameters:
        return entries
    public = CatalogEntry.objects.pages().filter(uid__in=uids_in(parameters.all("organisation")))
    return entries.filter(organisation__in=public.values("page"))


def _of_year(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    if "year" not in parameters:
        return entries
    years = Q()
    for text in parameters.all("year"):
        if not (YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR):
            raise bad_parameter(
                "year", "year", _("“%(name)s” must be a year such as 2026.") % {"name": "year"}
            )
        year = int(text)
        years |= Q(date__gte=datetime.date(year, 1, 1), date__lt=datetime.date(year + 1, 1, 1))
    return entries.filter(years)


def _on_day(entries: CatalogQuerySet, parameters: Parameters) -> CatalogQuerySet:
    """Choose what happens on a day: its period has begun and is not over; what is open at an end reaches on."""
    if "on" not in parameters:
        return entries
    day = day_of(parameters, "on")
    return entries.overlapping(day, day)


def day_of(parameters: Parameters, name: str) -> datetime.date:
    """Return the day that a parameter names; raises Problem 400."""
    try:
        day = parse_date(parameters.text(name).strip())
    except ValueError:  # well written, but the 31st of February
        day = None
    if day is None:
        message = _("“%(name)s” must be a date such as 2026-09-01.")
        raise bad_parameter(name, "date", message % {"name": name})
    return day


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


INDEXES: dict[str, Choose] = {
    "portal_type": _of_type,
    "Subject": _tagged,
    "review_state": _in_state,
    "UID": _with_uid,
    "organisation": _of_organisation,
    "year": _of_year,
    "on": _on_day,
}

PARAMETERS = (
    Parameter.text("portal_type", "Only these types of pages and parts of pages.", is_repeated=True),
    Parameter.text("Subject", "Only what has these hashtags, in any spelling.", is_repeated=True),
    Parameter.text("Subject.query", "The same.", is_repeated=True),
    Parameter.choice(
        "Subject.operator", [OR, AND, ""], "Whether any of the hashtags is enough, or all are needed."
    ),
    Parameter.text("Subject.not", "Nothing that has one of these hashtags.", is_repeated=True),
    Parameter.text(
        "review_state",
        f"Of {', '.join(STATES)}; what is not published is found by those who may edit it.",
        is_repeated=True,
    ),
    Parameter.text("UID", "Only the things with these UIDs.", is_repeated=True),
    Parameter.text(
        "organisation", "Only what the organisations with these UIDs published.", is_repeated=True
    ),
    Parameter("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, "", is_repeated=True),
    Parameter("on", {"type": "string", "format": "date"}, "Only what happens on this day."),
)
