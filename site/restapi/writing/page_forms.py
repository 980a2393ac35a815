"""The editing form of a page type, as a body fills it."""

from typing import Any

from wagtail.models import Page

from restapi.access.grants import Grant
from restapi.writing.forms import fill
from restapi.writing.members import changes_of, places_of
from restapi.writing.references import Writing


def bound_form(page: Page, parent: Page, body: dict[str, Any], grant: Grant, writing: Writing) -> Any:
    """Return the page type's editing form as the body fills it; its mistakes are named as the body names them."""
    form_class = _form_class(type(page))
    wanted = {"instance": page, "parent_page": parent, "for_user": grant.user}
    empty = form_class(**wanted)
    places = places_of(body, empty, page)
    data = fill(empty, changes_of(body, empty, page, writing), writing, places)
    form = form_class(data=data, **wanted)
    form.places = {name: place or ("blocks",) for name, place in places.items()}
    return form


def _form_class(model: type[Page]) -> Any:
    """Return the editing form without editors' comments: they are no part of the page."""
    form_class: Any = model.get_edit_handler().get_form_class()
    formsets = {name: formset for name, formset in form_class.formsets.items() if name != "comments"}
    without = type(form_class)(form_class.__name__, (form_class,), {})
    without.formsets = formsets
    return without
