"""The plugin's app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RestapiConfig(AppConfig):
    """Plone-style JSON for any Wagtail page; it knows Wagtail and the catalog, and no page type."""

    name = "restapi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the services, the plugin's own and those of every app that has a module `restapi`."""
        from restapi import checks

        checks.refuse_incomplete()
        from restapi import services
        from restapi.http import stamps
        from restapi.telling import recording

        stamps.watch()
        recording.connect()
        services.load()
        autodiscover_modules("restapi")
