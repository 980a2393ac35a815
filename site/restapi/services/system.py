"""`@system`: what the site runs on, for who manages it."""

import platform
from typing import Any

import django
import wagtail
from django.conf import settings
from django.db import connection

from restapi.conf import option
from restapi.schemas.lists import System
from restapi.services.registry import Call, service
from restapi.services.users import require_manager
from restapi.tree.addresses import service_url


@service("system", answers=System, is_lean=True)
def system(call: Call) -> dict[str, Any]:
    """Return the versions of the software."""
    require_manager(call)
    return {
        "@id": service_url(call.page, "system", call.request),
        "version": option("RELEASE"),
        "wagtail_version": wagtail.__version__,
        "django_version": django.get_version(),
        "python_version": platform.python_version(),
        "database": connection.vendor,
        "debug_mode": "Yes" if settings.DEBUG else "No",
    }
