"""`@search`: what is in the catalog under a page."""

from typing import Any

from restapi.schemas.answers import Found
from restapi.searching.results import PARAMETERS, Search
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url


@service("search", query=PARAMETERS, answers=Found, is_lean=True)
def search(call: Call) -> dict[str, Any]:
    """Return the batch of entries under the page, the page included, that the parameters choose."""
    url = service_url(call.page, "search", call.request)
    return Search(call.page, call.request, call.parameters).answer(url, call.request.GET)
