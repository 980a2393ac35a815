"""What a project may ask beyond a password: the setting `SECOND_FACTOR` names a class that is asked here."""

from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.module_loading import import_string

from restapi.conf import option


class SecondFactor(Protocol):
    """What such a class has. Both raise Problem for who may not go on, and return nothing."""

    def check_login(self, request: HttpRequest, user: Any, code: str) -> None:
        """Check the code, empty where none was sent, of somebody whose password is right."""

    def check_session(self, request: HttpRequest, user: Any) -> None:
        """Check somebody who is signed in by a session; tokens are not asked."""


def check_login(request: HttpRequest, user: Any, code: str) -> None:
    """Raise the project's Problem for a login that needs another code."""
    if second_factor := _chosen():
        second_factor.check_login(request, user, code)


def check_session(request: HttpRequest, user: Any) -> None:
    """Raise the project's Problem for a session that has not come far enough."""
    if second_factor := _chosen():
        second_factor.check_session(request, user)


def _chosen() -> SecondFactor | None:
    path: str = option("SECOND_FACTOR")
    chosen: SecondFactor | None = import_string(path)() if path else None
    return chosen
