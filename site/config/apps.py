"""The project as an app, so that it can hold checks and hooks of its own."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The project's own app."""

    name = "config"
    label = "vestnik"
    verbose_name = "Вестник"
