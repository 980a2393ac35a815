"""The catalog's app: it listens to Wagtail's pages from the moment the project starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """What can be found."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Поиск и хэштеги")

    def ready(self) -> None:
        from search import listeners

        listeners.connect()
