"""Whether a project has what the plugin needs: each sentence says what to write where."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from restapi.conf import DEFAULTS

# Beside these it uses `wagtail.contrib.redirects` where that is installed.
NEEDED = ("search", "wagtail.admin", "wagtail.documents", "wagtail.images", "wagtail.users", "taggit")
CATALOG = "search.catalog"


def refuse_incomplete() -> None:
    """Raise ImproperlyConfigured where an app is missing without which nothing here can be imported."""
    missing = [name for name in NEEDED if not apps.is_installed(name)]
    if missing:
        sentence = _("“restapi” needs in INSTALLED_APPS: %(names)s.") % {"names": ", ".join(missing)}
        raise ImproperlyConfigured(sentence)
    if find_spec(CATALOG) is None:
        sentence = _(
            "“restapi” reads the catalog of its own app “search”, and the project has another app of this name: "
            "delete the folder “search” that “wagtail start” has made, and its two lines in urls.py."
        )
        raise ImproperlyConfigured(sentence)


@register(Tags.urls)
def addresses_are_included(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn where pages do not answer in JSON: the line in urls.py is missing, or stands behind Wagtail's."""
    if not getattr(settings, "ROOT_URLCONF", ""):
        return []
    try:
        reverse("restapi_page", args=[""])
        is_first = resolve(reverse("wagtail_serve", args=[""])).url_name == "restapi_page"
    except NoReverseMatch:
        is_first = False
    line = 'path("", include("restapi.urls"))'
    sentence = _("Pages do not answer in JSON: write %(line)s in urls.py just before Wagtail's own line.")
    return [] if is_first else [Warning(sentence % {"line": line}, id="restapi.W001")]


@register()
def options_are_known(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Find misspelt names in the setting `RESTAPI`."""
    return [
        Error(
            _("The setting RESTAPI has no option “%(name)s”.") % {"name": name},
            hint=_("Known here: %(names)s.") % {"names": ", ".join(sorted(DEFAULTS))},
            id="restapi.E001",
        )
        for name in getattr(settings, "RESTAPI", {})
        if name not in DEFAULTS
    ]
