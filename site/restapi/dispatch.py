"""Which service answers which address and method."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.http.problems import Problem, method_not_allowed
from restapi.http.rendering import json_response, no_content
from restapi.services.registry import SERVICES, Call, Service
from restapi.tree.places import specific


def service_response(address: str, page: Page, request: HttpRequest) -> HttpResponse:
    """Return what a service says of a page; raises Problem 404 or 405 for an address or a method that it lacks."""
    service, segments = service_at(address, page.specific_class or Page, str(request.method))
    parameters = Parameters(request.GET)
    if service.query is not None:
        parameters.refuse_unknown([parameter.name for parameter in service.query])
        for parameter in service.query:
            parameters.check(parameter)
    asked = page if service.is_lean else specific(page)
    return _response(service.answer(Call(asked, request, parameters, segments)), service)


def service_at(address: str, model: type[Page], method: str) -> tuple[Service, dict[str, str]]:
    """Return the service at an address of a page type, and the address' variables; raises Problem 404 or 405."""
    fitting = [
        (service, segments)
        for service in SERVICES
        if issubclass(model, service.model) and (segments := service.segments(address)) is not None
    ]
    if not fitting or not address.isprintable():
        raise Problem(404, _("There is no service “@%(name)s”.") % {"name": address[:100]})
    wanted = "GET" if method == "HEAD" else method
    # A word of the address weighs more than a variable that could hold it: `users/me` before `users/{name}`.
    for service, segments in sorted(fitting, key=lambda pair: len(pair[1])):
        if service.method == wanted:
            return service, segments
    methods = {service.method for service, _segments in fitting}
    raise method_not_allowed(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _response(answer: Any, service: Service) -> HttpResponse:
    if isinstance(answer, HttpResponse):
        return answer
    return no_content() if answer is None else json_response(answer, service.status, service.media_type)
