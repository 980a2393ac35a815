"""Forget old changes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from restapi.conf import option
from restapi.telling.numbering import prune_changes


class Command(BaseCommand):
    """For cron, every night: changes and the log of their deliveries go when they are old."""

    help = "Delete changes, and the log of their deliveries, that are older than RESTAPI['CHANGES_KEPT']."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        count = prune_changes(timezone.now() - option("CHANGES_KEPT"))
        self.stdout.write(_("Changes deleted: %(count)d.") % {"count": count})
