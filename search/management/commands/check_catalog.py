"""Compare the catalog with the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import checking


class Command(BaseCommand):
    """A healthy catalog differs in nothing; each difference is a line, and an exit code of 1."""

    help = "Compare the catalog with the pages and say what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the differences; raise CommandError if there are any."""
        found = 0
        for difference in checking.differences():
            found += 1
            part = f"#{difference.fragment}" if difference.fragment else ""
            self.stdout.write(f"{difference.page_id}{part}: {difference.what}")
        if found:
            raise CommandError(
                _("Отличий: %(count)d. Исправит manage.py rebuild_catalog.") % {"count": found}
            )
        self.stdout.write(self.style.SUCCESS(_("Каталог совпадает со страницами.")))
