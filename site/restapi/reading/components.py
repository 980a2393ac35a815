"""`@components`: services whose answers `expand` puts into the content object itself."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from restapi.http.parameters import Parameter, Parameters
from restapi.services.registry import Call, expandable
from restapi.tree.addresses import service_url


def components(page: Page, request: HttpRequest, parameters: Parameters) -> dict[str, Any]:
    """Return each component: its address, or what stands there if `expand` names it; raises Problem 400."""
    services = expandable(type(page))
    expanded = parameters.choices("expand", services)
    for parameter in component_parameters(type(page)):
        parameters.check(parameter)
    place = service_url(page, "", request)
    links = {name: {"@id": f"{place}{name}"} for name in services}
    return links | {name: services[name].answer(Call(page, request, parameters)) for name in expanded}


def component_parameters(model: type[Page]) -> list[Parameter]:
    """Return the query parameters that the components of a page type read."""
    return [parameter for service in expandable(model).values() for parameter in service.query or ()]
