"""`manage.py add_organisations spisok.csv`: organisations with their editors, from a list."""

import shutil
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.enrolling.listing import COLUMNS, UnreadableList, read_list
from home.enrolling.outcomes import Outcome, table
from home.enrolling.running import Run

# How wide the table is where no terminal says it.
PAPER_WIDTH = 140


def add_options(parser: ArgumentParser) -> None:
    """Add what enrolling one and enrolling many have in common."""
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done; nothing is written")
    parser.add_argument(
        "--invite-again",
        action="store_true",
        help="write again to editors who are there already and have not chosen a password yet",
    )


def tell(command: BaseCommand, outcomes: Iterable[Outcome]) -> None:
    """Print what is wrong as it comes, then the table; raises CommandError where something is wrong."""
    told = []
    for outcome in outcomes:
        if outcome.is_failure:
            command.stderr.write(command.style.ERROR(f"{outcome.place}: {outcome.message}"))
        told.append(outcome)
    told.sort(key=lambda outcome: outcome.line or 0)
    width = shutil.get_terminal_size().columns if command.stdout.isatty() else PAPER_WIDTH
    command.stdout.write(table(told, width))
    failures = sum(outcome.is_failure for outcome in told)
    if failures:
        raise CommandError(_("Строк с ошибками: %d.") % failures)


class Command(BaseCommand):
    """Each row is enrolled by itself: all of it or nothing; a bad one does not stop the others."""

    help = (
        "Make or update organisations from a CSV file (UTF-8 or cp1251; semicolons, commas or tabs). Columns: "
        + ", ".join(names[0] for names in COLUMNS.values())
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file and what to do with it."""
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        add_options(parser)

    def handle(self, *args: Any, file: Path, dry_run: bool, invite_again: bool, **options: Any) -> None:
        """Enrol the rows; raises CommandError if one of them is not enrolled."""
        try:
            rows = read_list(file.read_bytes())
        except (UnreadableList, OSError) as error:
            raise CommandError(f"{file.name}: {error}") from error
        tell(self, Run(is_trial=dry_run, invites_again=invite_again)(rows))
