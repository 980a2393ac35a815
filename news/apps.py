"""News and photo reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """What happened."""

    name = "news"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Новости и фотоотчёты")

    def ready(self) -> None:
        from news import consent, reminders  # noqa: F401 - reminders has its kinds of letters
        from news.board import reminding  # noqa: F401 - so has this
        from news.reviewing import previews

        consent.connect()
        previews.connect()
