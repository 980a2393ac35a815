"""The members of a body: which are written to which field, which are only read, which do not exist."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page

from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake
from restapi.reading.content import BODY
from restapi.writing.references import Writing

# What every content object shows and nobody writes: an object that was read can be sent back whole.
ONLY_READ = {
    "@components", "@id", "@type", "UID", "allow_discussion", "batching", "contributors", "created", "creators",
    "has_unpublished_changes", "is_folderish", "items", "items_total", "language", "layout", "lock", "modified",
    "next_item", "parent", "previous_item", "relatedItems", "rights", "type_title", "version",
}  # fmt: skip
# What is asked of the write itself.
STATE = "review_state"
# Members that a page type may compute, or keep under another name.
COMPUTED = {"start", "end", "whole_day", "open_end", "location", "image", "image_caption"}


def changes_of(body: dict[str, Any], form: BaseForm, page: Page, writing: Writing) -> dict[str, Any]:
    """Return what a body changes, by the names of the form's fields; raises Problem 400 for unknown members."""
    names = field_names(form, page)
    readable = {field.name for field in APIField.get_fields_for_model(type(page))}
    changes, mistakes = {}, []
    for name, value in _members(body, page):
        if name in names:
            changes[names[name]] = (not value) if name == "exclude_from_nav" else value
        elif name not in ONLY_READ | COMPUTED | readable | {STATE}:
            known = sorted({*names, STATE})
            mistakes.append(Mistake([*writing.loc, name[:100]], "extra_forbidden", _unknown(name, known)))
    if mistakes:
        raise unprocessed(mistakes)
    return changes


def field_names(form: BaseForm, page: Page) -> dict[str, str]:
    """Return by members' names the fields of the form that a body may write: `writable` in the type's `api_fields`."""
    own = {*form.fields, *getattr(form, "formsets", {})}
    writable = [field.name for field in APIField.get_writable_fields_for_model(type(page))]
    names = {**common_fields(type(page)), **{name: name for name in writable}}
    return {member: name for member, name in names.items() if name in own}


def common_fields(model: type[Page]) -> dict[str, str]:
    """Return by members' names the fields that a body may write whatever the page type."""
    common = {
        "title": "title",
        "id": "slug",
        "description": getattr(model, "api_description_field", "search_description"),
        "subjects": tag_field(model),
        "exclude_from_nav": "show_in_menus",
        "effective": "go_live_at",
        "expires": "expire_at",
    }
    return {member: name for member, name in common.items() if name}


def places_of(body: dict[str, Any], form: BaseForm, page: Page) -> dict[str, tuple[str, ...]]:
    """Return by the form's fields where a body has them; the page's text may stand in the object itself."""
    places: dict[str, tuple[str, ...]] = {
        field: (member,) for member, field in field_names(form, page).items() if member != field
    }
    return places if BODY in body else {**places, BODY: ()}


def tag_field(model: type[Page]) -> str:
    """Return the name of the field that holds a page type's tags; empty where it has none."""
    return next((field.name for field in model._meta.get_fields() if isinstance(field, TaggableManager)), "")


def _members(body: dict[str, Any], page: Page) -> Iterator[tuple[str, Any]]:
    """Yield a body's members; the blocks that stand in the object itself are the page's text."""
    is_stream = isinstance(next((f for f in page._meta.get_fields() if f.name == BODY), None), StreamField)
    if is_stream and ("blocks" in body or "blocks_layout" in body):
        yield BODY, {name: body[name] for name in ("blocks", "blocks_layout") if name in body}
    for name, value in body.items():
        if not (is_stream and name in ("blocks", "blocks_layout")):
            yield name, value


def _unknown(name: str, known: list[str]) -> str:
    message = _("There is no member “%(name)s” to write.") % {"name": name[:100]}
    near = get_close_matches(name[:100], known, n=1, cutoff=0.5)
    return f"{message} " + (
        _("Did you mean “%(name)s”?") % {"name": near[0]}
        if near
        else _("Known here: %(names)s.") % {"names": ", ".join(known)}
    )
