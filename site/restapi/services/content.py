"""The page itself: what stands at its own address is read, made below it, changed, deleted."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake
from restapi.http.rendering import json_response, no_content
from restapi.http.versions import put_tag
from restapi.reading.answers import page_answer
from restapi.schemas.answers import ChangedContent, ContentObject, NewContent
from restapi.services.registry import CONTENT, Call, service
from restapi.tree.addresses import page_url
from restapi.writing import locking, pages
from restapi.writing.ordering import ORDERING, Ordering, reorder


class Reordering(BaseModel):
    """A new place for a child of the page."""

    model_config = ConfigDict(extra="forbid")

    ordering: Ordering


@service(CONTENT, query=None, answers=ContentObject)
def read(call: Call) -> dict[str, Any]:
    """Return the whole content object, with a batch of its children where it can have any."""
    return page_answer(call.page, call.request)


@service(CONTENT, "POST", body=NewContent, answers=ContentObject, status=201)
def create(call: Call) -> HttpResponse:
    """Make a page below this one and return it."""
    page = pages.create(call.page, call.body, call.request)
    response = json_response(page_answer(page, call.request), 201)
    response["Location"] = page_url(page, call.request)
    return put_tag(call.request, response, page)


@service(CONTENT, "PATCH", body=ChangedContent | Reordering, also={200: ContentObject})
def update(call: Call) -> HttpResponse:
    """Change the members that the body names, or the order of the children: `{ordering: {obj_id, delta}}`.

    `Prefer: return=representation` asks for the page as it is then. Nothing but a header `Lock-Token` keeps a lock.
    """
    if locking.is_kept(call.request):
        locking.keep(call.page, call.grant)
        return no_content()
    body = call.body
    if isinstance(body, dict) and ORDERING in body:
        if len(body) > 1:
            raise unprocessed([Mistake(["body", ORDERING], "alone", _("“ordering” stands alone."))])
        reorder(call.page, call.grant, body[ORDERING])
        page = call.page
    else:
        page = pages.update(call.page, body, call.request)
    if call.request.headers.get("Prefer", "").strip().lower() != "return=representation":
        return no_content()
    response = json_response(page_answer(page, call.request))
    response["Preference-Applied"] = "return=representation"
    return response


@service(CONTENT, "DELETE")
def delete(call: Call) -> None:
    """Delete the page and all below it."""
    pages.delete(call.page, call.request)
