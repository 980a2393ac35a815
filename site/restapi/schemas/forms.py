"""A page type as a form: JSON Schema as Plone's clients read it, in the language of the one who asks."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from restapi.reading.content import BODY
from restapi.schemas.answers import Answer
from restapi.schemas.field_kinds import kind_of
from restapi.schemas.fields import help_of, model_field, title_of, writable_fields
from restapi.schemas.pages import write_type
from restapi.tree.addresses import service_url
from restapi.vocabularies.registry import vocabulary_named
from restapi.writing.members import common_fields

DEFAULT = "default"
TAGS = "hashtags"
EXCLUDED = "exclude_from_nav"

Property = dict[str, Any]


class Fieldset(Answer):
    """A tab of the form."""

    id: str
    title: str
    fields: list[str]
    behavior: str = "plone"


class TypeSchema(Answer):
    """What can be written of a page type, as JSON Schema."""

    type: str
    title: str
    description: str
    fieldsets: list[Fieldset]
    properties: dict[str, dict[str, Any]]
    required: list[str]
    layouts: list[str]


def type_schema(model: Any, page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return what can be written of a page type; `page` is where its vocabularies are asked for."""
    properties = dict(_properties(model, page, request))
    written = write_type(model, True).model_fields
    return {
        "type": "object",
        "title": str(model._meta.verbose_name),
        "description": str(getattr(model, "page_description", "") or ""),
        "fieldsets": _fieldsets(model, list(properties)),
        "properties": properties,
        "required": [name for name in properties if name in written and written[name].is_required()],
        "layouts": [],
    }


def _properties(model: type[Page], page: Page, request: HttpRequest) -> Iterator[tuple[str, Property]]:
    for member, name in common_fields(model).items():
        field = model_field(model, name)
        if field is not None:
            made = _property(model, field, page, request)
            if member == EXCLUDED:  # the field says the opposite
                made["title"] = _("Not in the menu")
            yield member, made
    for name, field in writable_fields(model).items():
        made = _property(model, field, page, request)
        if name == BODY and isinstance(field, StreamField):
            yield "blocks", made
            yield "blocks_layout", {**made, "title": _("Order of the blocks")}
        else:
            yield name, made


def _property(model: type[Page], field: Any, page: Page, request: HttpRequest) -> Property:
    kind = kind_of(field)
    made: Property = {
        "title": title_of(field),
        "description": help_of(field) or "",
        "type": kind.type,
        "behavior": field.model._meta.label,
    }
    made |= {name: value for name in ("factory", "widget") if (value := getattr(kind, name))}
    if kind.widget == "subjects":
        made["items"] = {"type": "string", "factory": "Choice", **_vocabulary(TAGS, page, request)}
        made["uniqueItems"] = True
    choices = [
        (str(value), str(title)) for value, title in getattr(field, "flatchoices", None) or () if value
    ]
    if choices:
        made |= {
            "choices": [list(choice) for choice in choices],
            "enum": [value for value, _title in choices],
            "enumNames": [title for _value, title in choices],
            **_vocabulary(f"{model._meta.label}.{field.name}", page, request),
        }
    length = getattr(field, "max_length", None)
    if length and kind.type == "string" and not choices:
        made["maxLength"] = length
    return made


def _vocabulary(name: str, page: Page, request: HttpRequest) -> Property:
    """Return the link to a vocabulary, if there is one of the name."""
    if vocabulary_named(name) is None:
        return {}
    return {"vocabulary": {"@id": service_url(page, f"vocabularies/{name}", request)}}


def _fieldsets(model: type[Page], members: list[str]) -> list[dict[str, Any]]:
    """Return the tabs of the admin's form; what stands in none of them stands in the first."""
    of_fields = {name: member for member, name in common_fields(model).items()}
    left = list(members)
    tabs = []
    for tab in model.get_edit_handler().children:
        names = [each for name in _names(tab) for each in _members(name, of_fields, members)]
        found = [name for name in dict.fromkeys(names) if name in left]
        left = [name for name in left if name not in found]
        if found:
            tabs.append((str(tab.heading), found))
    if not tabs:
        tabs = [(str(model._meta.verbose_name), [])]
    tabs[0][1].extend(left)
    ids = [DEFAULT, *(slugify(title, allow_unicode=True) for title, _names in tabs[1:])]
    return [
        {"id": name, "title": title, "fields": fields, "behavior": "plone"}
        for name, (title, fields) in zip(ids, tabs, strict=True)
    ]


def _names(panel: Panel) -> Iterator[str]:
    """Yield the names of the fields in a panel, from the top down."""
    if isinstance(panel, FieldPanel):
        yield panel.field_name
    elif isinstance(panel, InlinePanel):
        yield panel.relation_name
    for child in getattr(panel, "children", ()):
        yield from _names(child)


def _members(name: str, of_fields: dict[str, str], members: list[str]) -> list[str]:
    """Return by what names the members show a field of the form."""
    if name == BODY and BODY not in members:
        return ["blocks", "blocks_layout"]
    return [member for member in (of_fields.get(name, ""), name) if member in members]
