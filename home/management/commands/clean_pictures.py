"""Clean the pictures of earlier times."""

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from home.models import Picture
from home.pictures.cleaning import clean_stored


class Command(BaseCommand):
    """What is clean is left alone, so that a run that was broken off is gone on with by the next."""

    help = "Re-encode originals stored before pictures were cleaned on receipt: no EXIF, no GPS, no sender's names."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean them, with a progress bar on a terminal; raises CommandError where some could not be."""
        waiting = Picture.objects.filter(source_hash="").order_by("pk")
        failures = []
        console = Console(file=sys.stderr)
        for pk in track(
            list(waiting.values_list("pk", flat=True)), _("Изображения"), console=console, transient=True
        ):
            if failure := _failure(pk):
                failures.append(failure)
                self.stderr.write(failure)
        self.stdout.write(_("Ждут очистки: %(count)d.") % {"count": waiting.count()})
        if failures:
            raise CommandError(_("Не очищено изображений: %(count)d.") % {"count": len(failures)})


def _failure(pk: int) -> str:
    """Clean one picture; returns why it could not be, "" where it was."""
    picture = Picture.objects.filter(pk=pk).first()
    if picture is None:
        return ""
    try:
        clean_stored(picture)
    except ValidationError as error:
        return f"{pk}: {' '.join(error.messages)}"
    except OSError:
        return _("%(pk)d: файла нет в хранилище.") % {"pk": pk}
    return ""
