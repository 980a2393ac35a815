"""What a page's own address answers in JSON."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.reading.components import components
from restapi.reading.content import content
from restapi.reading.loading import fill
from restapi.reading.summaries import asked_metadata, rows
from restapi.searching.batching import BATCH_PARAMETERS, Batch, envelope
from restapi.services import navigation
from restapi.tree import places
from restapi.tree.addresses import page_url

KNOWN = (*BATCH_PARAMETERS, "expand", navigation.DEPTH, "include_items", "metadata_fields")


def page_answer(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the whole content object, with a batch of its children where it can have any."""
    parameters = Parameters(request.GET)
    parameters.refuse_unknown(KNOWN)
    batch = Batch.asked(parameters)
    metadata = asked_metadata(parameters)
    with_items = parameters.flag("include_items", default=True)
    body = {**content(page, request), "@components": components(page, request, parameters)}
    if with_items and places.is_folderish(type(page)):
        body.update(_children(page, request, batch, metadata))
    filled: dict[str, Any] = fill(body, request)
    return filled


def _children(page: Page, request: HttpRequest, batch: Batch, metadata: list[str]) -> dict[str, Any]:
    """Return the members of the envelope but `@id`: the object has its own."""
    children = places.children(page)
    frame = envelope(page_url(page, request), request.GET, batch, children.count())
    del frame["@id"]
    return {**frame, "items": rows(children[batch.rows], request, metadata)}
