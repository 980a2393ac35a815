"""Content objects as Pydantic types, one for each page type: to be read, to be made, to be changed."""

import datetime
from functools import cache
from typing import Annotated, Any, Literal

from django.utils.translation import override
from pydantic import Field, create_model
from wagtail.fields import StreamField
from wagtail.models import Page

import restapi.blocks  # noqa: F401 - adds its kind of fields
from restapi.reading.content import BODY
from restapi.schemas.answers import Answer, Batching, ContentObject, Identified, ReviewState, Row, Summary
from restapi.schemas.fields import model_field, read_types, write_types
from restapi.schemas.values import Picture
from restapi.services.registry import expandable
from restapi.tree.places import is_folderish
from restapi.writing.members import COMPUTED, ONLY_READ, tag_field

# Words inside the types are those of the source: the types are one, whatever language is asked in.
LANGUAGE = "en"
TITLE = Annotated[str, Field(min_length=1, max_length=255, pattern=r"\S")]


class Language(Answer):
    """A language."""

    token: str
    title: str


class IsLocked(Answer):
    """Whether somebody has locked the page."""

    locked: bool
    stealable: bool


class Nothing(Answer):
    """Where there is no such page."""


class Content(Identified):
    """What every content object has."""

    type: str = Field(alias="@type")
    type_title: str
    UID: str
    id_: str = Field(alias="id")
    title: str
    description: str
    created: datetime.datetime | None
    modified: datetime.datetime | None
    effective: datetime.datetime | None
    expires: datetime.datetime | None
    review_state: ReviewState
    language: Language
    subjects: list[str]
    creators: list[str]
    contributors: list[str]
    rights: str
    is_folderish: bool
    layout: str
    version: str | int
    lock: IsLocked
    allow_discussion: bool
    exclude_from_nav: bool
    relatedItems: list[Summary]
    parent: Summary | Nothing
    previous_item: Summary | Nothing
    next_item: Summary | Nothing
    # Not in lists of whole objects.
    components: Any = Field(None, alias="@components")
    # Of a page that is about certain days, or shows a picture in lists.
    start: datetime.date | None = None
    end: datetime.date | None = None
    whole_day: bool = True
    open_end: bool = False
    location: str = ""
    image: Picture | None = None
    image_caption: str = ""
    # For those who may edit the page.
    has_unpublished_changes: bool = False


@cache
@override(LANGUAGE)
def content_type(model: Any) -> type[Content]:
    """Return the content object of a page type."""
    members: dict[str, Any] = {"components": (components_type(model), Field(None, alias="@components"))}
    for name, kind in read_types(model).items():
        if name == BODY and isinstance(model_field(model, name), StreamField):
            members |= {key: (field.annotation, ...) for key, field in kind.model_fields.items()}
        elif name not in Content.model_fields:
            members[name] = (kind, ...)
    if is_folderish(model):
        members |= {
            "items": (list[Row | ContentObject], Field([])),
            "items_total": (int, 0),
            "batching": (Batching | None, None),
        }
    members["type"] = (Literal[model._meta.label], Field(alias="@type"))
    return create_model(model._meta.label, __base__=Content, __doc__=str(model._meta.verbose_name), **members)


@cache
def components_type(model: Any) -> type[Answer]:
    """Return the components of a page type: addresses, or what stands there where `expand` names them."""
    services = expandable(model)
    members: dict[str, Any] = {
        name: (Identified | service.answers, ...) for name, service in sorted(services.items())
    }
    if model is not Page and services.keys() == expandable(Page).keys():
        return components_type(Page)
    return create_model(
        "Components" if model is Page else f"{model._meta.label}.components",
        __base__=Answer,
        __doc__="What `expand` can put into a page.",
        **members,
    )


@cache
@override(LANGUAGE)
def write_type(model: Any, is_new: bool) -> type[Answer]:
    """Return what can be written of a page type; a new page needs its type and a title."""
    members = _common(model) | write_types(model)
    body = members.pop(BODY, None)
    if body is not None and isinstance(model_field(model, BODY), StreamField):
        stream = next(kind for kind in body[0].__args__ if hasattr(kind, "model_fields"))
        members |= {key: (field.annotation | None, None) for key, field in stream.model_fields.items()}
    elif body is not None:
        members[BODY] = body
    label = model._meta.label
    if is_new:
        members["type"] = (Literal[label], Field(alias="@type"))
        members["title"] = (TITLE, Field(...))
    return create_model(
        f"{label}.{'new' if is_new else 'change'}",
        __base__=Answer,
        __doc__=str(model._meta.verbose_name),
        **members,
        **_only_read(model, members),
    )


def _only_read(model: type[Page], members: dict[str, Any]) -> dict[str, Any]:
    """Return what may come along and is left aside: an object that was read can be sent back whole."""
    names = (
        (ONLY_READ | COMPUTED | read_types(model).keys() - {BODY})
        - members.keys()
        - ({"@type"} if "type" in members else set())
    )
    return {name.replace("@", "at_"): (Any, Field(None, alias=name, exclude=True)) for name in sorted(names)}


def _common(model: type[Page]) -> dict[str, Any]:
    """Return the members that every page type has."""
    members: dict[str, Any] = {
        "title": (TITLE | None, Field(None)),
        "id": (Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=255)] | None, Field(None)),
        "description": (str | None, Field(None)),
        "exclude_from_nav": (bool | None, Field(None)),
        "effective": (datetime.datetime | None, Field(None)),
        "expires": (datetime.datetime | None, Field(None)),
        "review_state": (ReviewState | None, Field(None)),
    }
    if tag_field(model):
        members["subjects"] = (list[str] | None, Field(None))
    return members
