"""`manage.py send_letters`: the letters whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.letters.sending import send_due


class Command(BaseCommand):
    """For cron, every minute: letters that are due, and those that failed before and are due again."""

    help = "Send the letters that are due; what fails is tried again for three days, then given up."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and tell what has come of it."""
        tally = send_due()
        if tally.sent or tally.failed:
            counts = {"sent": tally.sent, "failed": tally.failed}
            self.stdout.write(_("Писем отправлено: %(sent)d, не ушло: %(failed)d.") % counts)
        if tally.given_up:
            self.stderr.write(_("Извещений, которые так и не дошли: %d.") % tally.given_up)
