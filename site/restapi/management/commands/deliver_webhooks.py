"""Tell the webhooks what they wait for."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from restapi.telling.delivering import send_due
from restapi.telling.numbering import number_changes


class Command(BaseCommand):
    """For cron, every minute: what is new, and what failed before and is due again."""

    help = "Send what the webhooks wait for: new changes, and those whose next try is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Number what a crash has left without numbers, then send all that is due."""
        number_changes()
        delivered, failed = send_due()
        if delivered or failed:
            counts = {"delivered": delivered, "failed": failed}
            self.stdout.write(_("Delivered: %(delivered)d; receivers that failed: %(failed)d.") % counts)
