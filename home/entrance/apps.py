"""The entrance as an app, so that it can hold hooks of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntranceConfig(AppConfig):
    """The login and the second factor."""

    name = "home.entrance"
    verbose_name = _("Вход на сайт")

    def ready(self) -> None:
        from home.entrance import noting

        noting.connect()
