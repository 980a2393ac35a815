"""`@breadcrumbs`: the way down to a page."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.tree import places
from restapi.tree.addresses import entry_url, page_url, service_url, site_of


def get(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return the public pages from below the site's root down to the page itself."""
    parameters.refuse_unknown([])
    return component(page, request, parameters)


def component(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return the same as part of the content object."""
    root = site_of(request).root_page
    above = places.ancestors(page, root)
    items = [{"@id": entry_url(entry, request), "title": entry.title} for entry in above]
    if page.pk != root.pk:
        items.append({"@id": page_url(page, request), "title": page.title})
    return {"@id": service_url(page, "breadcrumbs", request), "items": items, "root": page_url(root, request)}
