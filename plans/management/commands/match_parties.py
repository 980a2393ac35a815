"""`manage.py match_parties`: the responsible parties of all plans are matched with organisations anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plans.matching import match_all


class Command(BaseCommand):
    """For after an update that understands more of what plans write; twice changes nothing."""

    help = "Match the responsible parties of all plans with the organisations of the site anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Match them, and say how many items mean others now."""
        self.stdout.write(_("Пунктов, у которых узнаны другие ответственные: %s.") % match_all())
