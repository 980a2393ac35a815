"""What of the admin is for superusers only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import require_admin_access

View = Callable[..., HttpResponseBase]


def for_superusers(view: View) -> View:
    """Return the admin's view for superusers; others who are signed in get PermissionDenied, which Django logs."""
    admins_view: View = require_admin_access(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.is_superuser:
            raise PermissionDenied
        return admins_view(request, *args, **kwargs)

    return guarded
