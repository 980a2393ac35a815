"""Questions that Wagtail would not hear or could not bear: unknown parameters, numbers and texts no database holds."""

from functools import cache
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from wagtail.api.v3.routers.pages import BASE_PAGE_READ_FIELDS
from wagtail.api.v3.urls import api
from wagtail.api.validators import APIFieldValidator
from wagtail.contrib.redirects.api.v3.router import BASE_REDIRECT_READ_FIELDS
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.documents.api.v3.router import BASE_DOCUMENT_READ_FIELDS
from wagtail.images import get_image_model
from wagtail.images.api.v3.router import BASE_IMAGE_READ_FIELDS
from wagtail.models import Page, get_page_models

from restapi.http.bodies import MOST_DIGITS, json_body
from restapi.http.parameters import refuse_unknown
from restapi.http.problems import Problem, not_found

READING = ("GET", "HEAD", "OPTIONS")
MULTIPART = "multipart/form-data"
MOVE = "pages/<page_id>/actions/move/"
# Places of a page below another one; every other, and none said, is beside it.
BELOW = ("first-child", "last-child")

NUMBERS = ("limit", "offset")

# No list is longer than nine digits tell; databases hold nineteen.
LONGEST_NUMBER = 9

# PostgreSQL gives up at some two hundred.
MOST_WORDS = 50

LISTS: dict[str, tuple[type[Model], list[str]]] = {
    "redirects/": (Redirect, BASE_REDIRECT_READ_FIELDS),
    "documents/": (get_document_model(), BASE_DOCUMENT_READ_FIELDS),
    "images/": (get_image_model(), BASE_IMAGE_READ_FIELDS),
}


def check(request: HttpRequest, route: str, values: dict[str, Any]) -> None:
    """Raise Problem 400, 404, 413 or 415 for a question that cannot be answered as it is asked."""
    if not all(_is_number(str(value)) for name, value in values.items() if name.endswith("_id")):
        raise not_found()
    if not _is_sound(request, values):
        raise Problem(400, _("Запрос нельзя понять: таких чисел и таких слов здесь нет."))
    refuse_unknown(request.GET, _declared(request, route) | _fields(request, route))
    if request.method not in READING:
        _check_body(request, route)


def _check_body(request: HttpRequest, route: str) -> None:
    """Raise Problem 400, 413 or 415 for a body that is no form, no object of JSON, or asks for what cannot be."""
    if request.content_type == MULTIPART:
        if MULTIPART not in _operation(request, route).get("requestBody", {}).get("content", {}):
            raise Problem(415, _("Пришлите объект JSON."))
        _check_form(request)
    elif request.headers.get("Content-Length", "0") not in ("", "0"):
        body = json_body(request)
        if not isinstance(body, dict):
            raise Problem(400, _("Пришлите объект JSON."))
        if route == MOVE and body.get("position") not in BELOW and _is_root(body.get("destination_id")):
            raise Problem(400, _("Рядом с корнем дерева страниц не бывает."))


def _check_form(request: HttpRequest) -> None:
    try:
        said = [value for _name, values in request.POST.lists() for value in values]
    except MultiPartParserError:
        raise Problem(400, _("Форму нельзя прочитать.")) from None
    if any("\x00" in str(value) for value in said):
        raise Problem(400, _("В тексте есть нулевой символ."))


def _is_root(page_id: Any) -> bool:
    try:
        number = float(page_id)  # as widely as Wagtail understands it: 1, "01", 1.0, true
    except (TypeError, ValueError, OverflowError):
        return False
    return number in set(Page.objects.filter(depth=1).values_list("pk", flat=True))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def _is_sound(request: HttpRequest, values: dict[str, Any]) -> bool:
    """Whether the databases can hold the numbers of a query, and their searches understand its words."""
    said = [value for name in request.GET for value in request.GET.getlist(name)]
    numbers = [value for name in NUMBERS for value in request.GET.getlist(name)]
    return (
        not any("\x00" in str(value) for value in (*said, *values.values()))
        and all(len(value) <= LONGEST_NUMBER for value in numbers)
        and all(_is_number(value) for value in request.GET.getlist("user_id"))
        and all(_is_searchable(text) for text in request.GET.getlist("search"))
    )


def _is_searchable(text: str) -> bool:
    has_words = any(character.isalnum() for character in text)
    return has_words and text.count('"') % 2 == 0 and len(text.split()) <= MOST_WORDS


@cache
def _operations() -> dict[str, Any]:
    paths: dict[str, Any] = api.get_openapi_schema(path_prefix="/")["paths"]
    return paths


def _operation(request: HttpRequest, route: str) -> dict[str, Any]:
    """Return what Wagtail's OpenAPI says of the route; nothing for a method that it does not have."""
    path = "/" + route.replace("<", "{").replace(">", "}")
    method = "get" if request.method == "HEAD" else str(request.method).lower()
    operation: dict[str, Any] = _operations().get(path, {}).get(method, {})
    return operation


def _declared(request: HttpRequest, route: str) -> set[str]:
    parameters = _operation(request, route).get("parameters", [])
    return {parameter["name"] for parameter in parameters if parameter["in"] == "query"}


def _fields(request: HttpRequest, route: str) -> set[str]:
    """Return the fields by which a list can be narrowed: with one type of pages, the type's own too."""
    if request.method not in READING:
        return set()
    if route == "pages/":
        return _filters(_asked_type(request), BASE_PAGE_READ_FIELDS)
    return _filters(*LISTS[route]) if route in LISTS else set()


def _asked_type(request: HttpRequest) -> type[Page]:
    types = request.GET.getlist("type")
    models = [model for model in get_page_models() if model._meta.label in types]
    return models[0] if len(models) == len(types) == 1 else Page


def _filters(model: type[Model], base_fields: list[str]) -> set[str]:
    validator = APIFieldValidator(model=model, fields=[], base_fields=base_fields, db_fields_only=True)
    return set(validator.allowed_fields) - {"pk"}  # it is no field's name: Wagtail would break
