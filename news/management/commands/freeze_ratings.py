"""`manage.py freeze_ratings`: the ratings whose closing date has passed are made final."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from news.rating.rating import freeze, unfrozen


class Command(BaseCommand):
    """For cron, every night; twice changes nothing."""

    help = (
        "Keep the ratings whose closing date has passed as they are: nothing that comes later changes them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze them one by one, and name each."""
        for document in unfrozen():
            freeze(document)
            self.stdout.write(_("Итоги подведены: «%s».") % document.title)
