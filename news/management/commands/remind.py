"""`manage.py remind`: who owes a report is told of deadlines that are near and of those that have passed."""

import datetime
import shutil
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from home.letters.kinds import kind_named
from home.letters.posting import fresh, post
from home.models import Notice, OrganisationPage
from news.reminders import reminders
from plans.amending.standing import settle

# How wide the table is where no terminal says it, and how many things it names to a person.
PAPER_WIDTH = 140
NAMED = 3


class Command(BaseCommand):
    """For cron, every morning; twice a day tells nothing twice."""

    help = (
        "Tell the editors of organisations of deadlines within three days, and of those that have passed, "
        "for which there is no report. The letters go by send_letters."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--dry-run` and `--on`."""
        parser.add_argument("--dry-run", action="store_true", help="list whom it would tell; nothing is kept")
        parser.add_argument("--on", metavar="2026-09-01", help="as if it were that day")

    def handle(self, *args: Any, dry_run: bool, on: str | None, **options: Any) -> None:
        """Post the reminders, or list them."""
        notices = reminders(_day(on) if on else timezone.localdate())
        if dry_run:
            width = shutil.get_terminal_size().columns if self.stdout.isatty() else PAPER_WIDTH
            self.stdout.write(table(fresh(notices), width))
        else:
            settle(timezone.localdate())
            self.stdout.write(_("Новых напоминаний: %d.") % post(notices))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("«%s» — не день. Напишите, например, 2026-09-01.") % text) from error


def table(notices: Iterable[Notice], width: int) -> str:
    """Return who would be told of what, a row for each person, organisation and kind."""
    told: dict[tuple[int, int, str], list[tuple[str, str]]] = defaultdict(list)
    for notice in notices:
        group = (notice.recipient_id, notice.data["organisation"], notice.kind)
        told[group].append((notice.data["until"], notice.title))
    people = User.objects.in_bulk({user for user, _organisation, _kind in told})
    titles = dict(OrganisationPage.objects.values_list("pk", "title"))
    rows = Table(_("Кому"), _("Организация"), _("О чём"), _("Срок"), _("Что"))
    for (user, organisation, name), things in told.items():
        kind = kind_named(name)
        heading = str(kind.heading) if kind else name
        rows.add_row(people[user].email, titles[organisation], heading, min(things)[0], _names(things))
    printed = StringIO()
    Console(file=printed, width=width, markup=False, highlight=False).print(rows)
    count = sum(map(len, told.values()))
    return printed.getvalue() + _("Напоминаний: %(count)d, людей: %(people)d.") % {
        "count": count,
        "people": len(people),
    }


def _names(things: list[tuple[str, str]]) -> str:
    """Return the first things, shortened, and how many more there are."""
    named = "; ".join(Truncator(title).chars(60) for _until, title in things[:NAMED])
    more = len(things) - NAMED
    return _("%(named)s и ещё %(more)d") % {"named": named, "more": more} if more > 0 else named
