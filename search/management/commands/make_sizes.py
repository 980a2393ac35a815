"""Make the sizes of pictures that are missing: after an update that lists others, or where a worker has failed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from search import catalog
from search.sizes import make_for_page


class Command(BaseCommand):
    """Public pages are gone through one by one; what is there already is not made again."""

    help = "Make the listed sizes that pictures of public pages lack."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, with a progress bar on a terminal."""
        pages = catalog.public_pages().order_by("path")
        console = Console(file=sys.stderr)
        done = track(pages, _("Размеры изображений"), total=pages.count(), console=console, transient=True)
        count = sum(make_for_page(page) for page in done)
        self.stdout.write(_("Страниц, которым сделаны размеры: %(count)d.") % {"count": count})
