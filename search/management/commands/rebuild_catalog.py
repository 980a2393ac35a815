"""Make the catalog again from the pages."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from search import catalog


class Command(BaseCommand):
    """Every public page is written again; lists stay usable meanwhile."""

    help = "Make the catalog of public pages again from the pages themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with a progress bar on a terminal."""
        total = catalog.public_pages().count()
        console = Console(file=sys.stderr)
        pages = track(
            catalog.rebuild(), total=total, description=_("Каталог"), console=console, transient=True
        )
        done = sum(1 for _page in pages)
        self.stdout.write(_("Страниц в каталоге: %(count)d.") % {"count": done})
