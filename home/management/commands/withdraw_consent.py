"""Take pictures off because a consent was withdrawn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from home.models import Picture
from home.pictures.withdrawing import withdraw


class Command(BaseCommand):
    """All of the named pictures go, or none."""

    help = "Delete pictures with their files, everywhere and for good; who, when and why stays in the admin's reports."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pictures, who asks for it and why."""
        parser.add_argument("pictures", nargs="+", type=int, metavar="PICTURE_ID")
        parser.add_argument("--by", required=True, help="who takes them off")
        parser.add_argument("--reason", required=True, help="whose request it is, by which letter")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them off; raises CommandError for a picture that is not there, or where nobody or no reason is named."""
        if not options["by"].strip() or not options["reason"].strip():
            raise CommandError(_("Назовите, кто снимает фотографии (--by) и почему (--reason)."))
        found = Picture.objects.in_bulk(options["pictures"])
        missing = [str(pk) for pk in options["pictures"] if pk not in found]
        if missing:
            raise CommandError(_("Таких фотографий нет: %(ids)s.") % {"ids": ", ".join(missing)})
        for kept in withdraw(found.values(), options["by"].strip(), options["reason"].strip()):
            self.stdout.write(
                _("Снята фотография %(number)d: %(pages)s.")
                % {"number": kept.number, "pages": kept.page_titles}
            )
