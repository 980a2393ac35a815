"""`manage.py add_organisation "Школа № 3" --kind школа --editor-email school-3@…`: one organisation with its editor."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from home.enrolling.listing import COLUMNS, Row
from home.enrolling.running import Run
from home.management.commands.add_organisations import add_options, tell


class Command(BaseCommand):
    """Page, collection, group, review and invitation in one step; the same again changes nothing."""

    help = "Make or update an organisation, with its editors' rights and an invitation for the first of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for what a row of a list may say."""
        parser.add_argument("title", help=COLUMNS["title"][0])
        for field, names in COLUMNS.items():
            if field != "title":
                parser.add_argument(f"--{field.replace('_', '-')}", default="", help=names[0])
        add_options(parser)

    def handle(self, *args: Any, dry_run: bool, invite_again: bool, **options: Any) -> None:
        """Enrol the organisation; raises CommandError with what is wrong."""
        cells = {field: options[field].strip() for field in COLUMNS}
        row = Row(None, {field: text for field, text in cells.items() if text})
        tell(self, Run(is_trial=dry_run, invites_again=invite_again)([row]))
