"""`@components`: services whose answers `expand` puts into the content object itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.services import breadcrumbs, navigation
from restapi.tree.addresses import service_url

COMPONENTS: dict[str, Callable[[Page, HttpRequest, Parameters], dict[str, Any]]] = {
    "breadcrumbs": breadcrumbs.component,
    "navigation": navigation.component,
}


def components(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return each component: its address, or what stands there if `expand` names it; raises Problem 400."""
    expanded = parameters.choices("expand", COMPONENTS)
    links = {name: {"@id": service_url(page, name, request)} for name in COMPONENTS}
    return links | {name: COMPONENTS[name](page, request, parameters) for name in expanded}
