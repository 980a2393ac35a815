"""Which function answers which service and method."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from restapi.http.parameters import Parameters
from restapi.http.problems import Problem, method_not_allowed
from restapi.services import breadcrumbs, navigation, search

Answer = Callable[[Page, HttpRequest, Parameters], dict[str, Any]]

# By name, then by method. HEAD is answered by GET.
SERVICES: dict[str, dict[str, Answer]] = {
    "breadcrumbs": {"GET": breadcrumbs.get},
    "navigation": {"GET": navigation.get},
    "search": {"GET": search.get},
}


def service_answer(name: str, page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return what a service says of a page; raises Problem 404 or 405 for a name or method it lacks."""
    methods = SERVICES.get(name)
    if methods is None:
        raise Problem(404, _("There is no service “@%(name)s”.") % {"name": name[:100]})
    answer = methods.get("GET" if request.method == "HEAD" else str(request.method))
    if answer is None:
        raise method_not_allowed([*methods, "HEAD"])
    return answer(page, request, Parameters(request.GET))
