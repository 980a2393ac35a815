"""The door of the entrance: who must have a second factor and has none is led to where it is set up."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from home.entrance.requirement import is_due

# What stands behind the doors and is for everybody who is signed in.
OPEN = ("wagtailadmin_logout",)


class SecondFactorDoor:
    """Middleware. `SECOND_FACTOR_DOORS` names the addresses below which the way leads to the set-up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Return the way to the set-up, None for who may go on; raises PermissionDenied for a script's request."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN or not request.path.startswith(tuple(_doors())):
            return None
        if not request.user.is_authenticated or not is_due(request.user):
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied(_("Сначала включите вход с кодом."))
        return redirect("mfa_activate_totp")


def _doors() -> Iterable[str]:
    return map(reverse, settings.SECOND_FACTOR_DOORS)
