"""The app that every other page type builds on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """What every page shares."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Сайт и организации")

    def ready(self) -> None:
        from home import directory
        from home.letters import reviews
        from home.pictures import waiting
        from home.reach import titles

        directory.connect()
        reviews.connect()
        titles.install()
        waiting.connect()
