"""The plugin's app."""

from django.apps import AppConfig


class RestapiConfig(AppConfig):
    """Plone-style JSON for any Wagtail page; it knows Wagtail and the catalog, and no page type."""

    name = "restapi"
