"""`manage.py clear_idempotent_answers`: forget what was answered to POSTs of yesterday; for cron."""

from typing import Any

from django.core.management.base import BaseCommand

from restapi.http.idempotency import clear_old


class Command(BaseCommand):
    """Deletes the answers that are not repeated any more."""

    help = "Delete kept answers to POST requests with an Idempotency-Key that are too old to be repeated."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Delete them; say how many there were."""
        count = clear_old()
        if verbosity:
            self.stdout.write(str(count))
