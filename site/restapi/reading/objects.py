"""Whole content objects in the place of a list's rows; each reads its page, in a dozen queries."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameter
from restapi.reading.content import content
from restapi.reading.drafts import latest_draft
from restapi.reading.metadata import METADATA
from restapi.reading.summaries import summary

FULL_OBJECTS = Parameter.flag("fullobjects", "Whole content objects in place of summaries.")

# So many a batch has at most.
MOST_OBJECTS = 25


def objects(found: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the content objects of catalog entries or of pages, in their order.

    A part of a page gives its row with all that the catalog has; a page that is not live, its latest draft.
    """
    if found.model is Page:
        return [content(page if page.live else latest_draft(page), request) for page in found.specific()]
    entries = list(found)
    pages = Page.objects.filter(pk__in={entry.page_id for entry in entries}).specific().in_bulk()
    return [
        summary(entry, request, METADATA) if entry.fragment else content(pages[entry.page_id], request)
        for entry in entries
    ]
