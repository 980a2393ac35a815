"""Orders and plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Official documents and their plans."""

    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Документы и планы")

    def ready(self) -> None:
        from plans import matching
        from plans.amending import letters, standing
        from plans.importing.checking import intake

        matching.connect()
        standing.connect()
        letters.connect()
        intake.connect()
