"""What a page's own address answers in JSON."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.access.grants import grant_of
from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import access_denied, login_required
from restapi.reading.components import component_parameters, components
from restapi.reading.content import content
from restapi.reading.drafts import children_for, latest_draft, page_rows
from restapi.reading.loading import fill
from restapi.reading.members import CURRENT, DRAFT
from restapi.reading.objects import FULL_OBJECTS, MOST_OBJECTS, objects
from restapi.reading.summaries import METADATA_FIELDS, asked_metadata, rows
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.tree import places
from restapi.tree.addresses import page_url

EXPAND = Parameter.text("expand", "Names of components to fill in place.", is_repeated=True)
INCLUDE_ITEMS = Parameter.flag("include_items", "Whether to give the children of a container.")
VERSION = Parameter.choice(
    "version", [CURRENT, DRAFT], "The latest draft instead, for those who may edit the page."
)
QUERY = (*BATCH, EXPAND, FULL_OBJECTS, INCLUDE_ITEMS, METADATA_FIELDS, VERSION)


def query_of(model: type[Page]) -> list[Parameter]:
    """Return the query parameters of a page type's own address: those of its components, too, but each once."""
    asked = [*QUERY, *component_parameters(model)]
    return list({parameter.name: parameter for parameter in reversed(asked)}.values())[::-1]


def page_answer(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the whole content object, with a batch of its children where it can have any.

    What is not live is shown as its latest draft; of a live page `version=draft` shows it, to those who may edit it.
    """
    parameters = Parameters(request.GET)
    parameters.refuse_unknown(parameter.name for parameter in query_of(type(page)))
    full = parameters.flag(FULL_OBJECTS.name)
    batch = Batch.asked(parameters, *([MOST_OBJECTS] if full else []))
    metadata = asked_metadata(parameters)
    with_items = parameters.flag("include_items", default=True)
    version = parameters.choice(VERSION.name, [CURRENT, DRAFT], CURRENT)
    shown = _shown(page, request, version)
    body = {**content(shown, request, version), "@components": components(page, request, parameters)}
    if with_items and places.is_folderish(type(page)):
        body.update(_children(page, request, batch, metadata, full=full))
    filled: dict[str, Any] = fill(body, request)
    return filled


def _shown(page: Page, request: HttpRequest, version: str) -> Page:
    """Return the page in a version; raises Problem 401 or 403 for the draft of a page that is not one's to edit."""
    if version == CURRENT and page.live:
        return page
    grant = grant_of(request)
    if not grant.reads_drafts(page):
        raise login_required() if grant.is_anonymous else access_denied()
    return latest_draft(page)


def _children(
    page: Page, request: HttpRequest, batch: Batch, metadata: list[str], *, full: bool
) -> dict[str, Any]:
    """Return the members of the envelope but `@id`: the object has its own."""
    grant = grant_of(request)
    children: Any = places.children(page) if grant.is_anonymous else children_for(grant, page)
    read = rows if grant.is_anonymous else page_rows
    frame = envelope(page_url(page, request), request.GET, batch, children.count())
    del frame["@id"]
    wanted = children[batch.rows]
    return {**frame, "items": objects(wanted, request) if full else read(wanted, request, metadata)}
