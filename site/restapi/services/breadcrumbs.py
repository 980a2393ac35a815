"""`@breadcrumbs`: the way down to a page."""

from typing import Any

from restapi.schemas.answers import Breadcrumbs
from restapi.services.registry import Call, service
from restapi.tree import places
from restapi.tree.addresses import entry_url, page_url, service_url, site_of


@service("breadcrumbs", answers=Breadcrumbs, expands=True, is_lean=True)
def breadcrumbs(call: Call) -> dict[str, Any]:
    """Return the public pages from below the site's root down to the page itself."""
    root = site_of(call.request).root_page
    above = places.ancestors(call.page, root)
    items = [{"@id": entry_url(entry, call.request), "title": entry.title} for entry in above]
    if call.page.pk != root.pk:
        items.append({"@id": page_url(call.page, call.request), "title": call.page.title})
    return {
        "@id": service_url(call.page, "breadcrumbs", call.request),
        "items": items,
        "root": page_url(root, call.request),
    }
