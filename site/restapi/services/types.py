"""`@types`: which pages can be made here, and what can be written of each."""

from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field
from wagtail.models import Page, get_page_models

from restapi.http.problems import Problem
from restapi.schemas.answers import Identified
from restapi.schemas.forms import TypeSchema, type_schema
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url

JSON_SCHEMA = "application/json+schema"


class PageType(Identified):
    """A type of pages, and whether the asker may make one here."""

    id_: str = Field(alias="id")
    title: str
    addable: bool
    immediately_addable: bool


@service("types", answers=list[PageType], expands=True)
def types(call: Call) -> list[dict[str, Any]]:
    """Return the types of pages by name, each with whether the asker may make one below this page."""
    addable = _addable(call)
    models = sorted(_models().values(), key=lambda model: str(model._meta.verbose_name).casefold())
    return [
        {
            "@id": service_url(call.page, f"types/{model._meta.label}", call.request),
            "id": model._meta.label,
            "title": str(model._meta.verbose_name),
            "addable": model in addable,
            "immediately_addable": model in addable,
        }
        for model in models
    ]


@service("types/{type}", answers=TypeSchema, media_type=JSON_SCHEMA, is_lean=True)
def type_(call: Call) -> dict[str, Any]:
    """Return what can be written of a page type, as JSON Schema with the tabs of its form."""
    label, models = call.segments["type"], _models()
    if label not in models:
        near = get_close_matches(label[:100], models, n=1, cutoff=0.4)
        advice = _("Did you mean “%(name)s”?") % {"name": near[0]} if near else ""
        unknown = _("There is no type “%(name)s”.") % {"name": label[:100]}
        raise Problem(404, f"{unknown} {advice}".strip())
    return type_schema(models[label], call.page, call.request)


def _models() -> dict[str, type[Page]]:
    return {model._meta.label: model for model in get_page_models() if model.is_creatable}


def _addable(call: Call) -> set[type[Page]]:
    """Return the types of which the asker may make a page below this one."""
    page, grant = call.page, call.grant
    if grant.is_anonymous or not page.permissions_for_user(grant.user).can_add_subpage():
        return set()
    return {
        model
        for model in type(page).creatable_subpage_models()
        if model.can_create_at(page) and grant.writes(model, page)
    }
