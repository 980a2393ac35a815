"""Make pages of official documents."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from plans.importing.outcomes import Outcome, Result, edit_address, table
from plans.importing.parsed import ParsedDocument
from plans.importing.parsing import parse_document
from plans.importing.reading import SUFFIXES, UnreadableDocument, read_document
from plans.importing.saving.documents import documents_section, first_section, save_document
from plans.importing.updating.documents import changes_of, existing_page, update_document
from plans.models import OrderIndexPage, OrderPage, PlanPage

# How wide the table is where no terminal says it.
PAPER_WIDTH = 140


class Command(BaseCommand):
    """Each file is read, parsed and saved by itself: all of it or nothing; a bad one does not stop the others."""

    help = (
        "Make pages of documents: drafts, or public pages with --publish. A folder stands for its documents."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the files and what to do with them."""
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help=f"{', '.join(SUFFIXES)}; or a folder"
        )
        parser.add_argument("--publish", action="store_true", help="publish at once instead of making drafts")
        parser.add_argument(
            "--update", action="store_true", help="give a document that is there already a new draft"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would be made or changed; nothing is written"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="what to print")
        parser.add_argument("--parent", type=int, metavar="ID", help="id of the section that the pages go to")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the files; raise CommandError if one of them is not imported."""
        self.options = options
        self.section = self._section(options["parent"])
        files = list(_documents(options["files"]))
        outcomes: list[Outcome] = []
        parsed: list[dict[str, Any]] = []
        for outcome in self._outcomes(files):
            self._tell(outcome)
            if outcome.document and options["format"] == "json":
                parsed.append(outcome.document.to_dict())
            outcomes.append(outcome)
        if options["format"] == "json":
            is_single = len(files) == 1 and files == options["files"]
            self._print_json(parsed, is_single)
        if len(outcomes) > 1:
            self._print_table(outcomes)
        failures = sum(outcome.is_failure for outcome in outcomes)
        if failures:
            raise CommandError(_("Не импортировано файлов: %d.") % failures)

    def _section(self, parent: int | None) -> OrderIndexPage | None:
        """Return the section asked for; None lets the first document that is saved find or make one."""
        if parent is None:
            return None
        section = OrderIndexPage.objects.filter(pk=parent).first()
        if section is None:
            raise CommandError(_("Раздела документов с номером %(id)s нет.") % {"id": parent})
        return section

    def _outcomes(self, files: list[Path]) -> Iterator[Outcome]:
        """Import one file after another, under a progress bar if somebody looks."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        is_shown = len(files) > 1 and self.stderr.isatty()
        progress = Progress(*columns, console=Console(file=sys.stderr), transient=True, disable=not is_shown)
        task = progress.add_task("", total=len(files))
        for file in files:
            progress.update(task, description=file.name)
            with progress:
                outcome = self._import(file)
            progress.advance(task)
            yield outcome

    def _import(self, file: Path) -> Outcome:
        """Return what has become of the file; whatever is wrong with it is said in its outcome."""
        try:
            if file.is_dir():
                raise UnreadableDocument(_("В папке нет документов (%s).") % ", ".join(SUFFIXES))
            document = parse_document(read_document(file), name=file.stem)
            return self._look(document, file) if self.options["dry_run"] else self._save(document, file)
        except (UnreadableDocument, OSError) as error:
            message = str(error)
        except ValidationError as error:
            message = " ".join(error.messages)
        except DatabaseError as error:
            message = _("База данных не приняла документ: %s") % error
        return Outcome(file.name, Result.FAILED, message=message)

    def _look(self, document: ParsedDocument, file: Path) -> Outcome:
        """Say what would become of the document; its JSON alone asks no database."""
        section = None if self.options["format"] == "json" else self.section or first_section()
        page = existing_page(document, section) if section else None
        if page is None:
            return Outcome(file.name, Result.NEW, document)
        changes = changes_of(document, page)
        return Outcome(
            file.name,
            Result.UNCHANGED if changes.is_empty else Result.DIFFERENT,
            document,
            pages=(page,),
            changes=changes,
        )

    def _save(self, document: ParsedDocument, file: Path) -> Outcome:
        section = self.section or documents_section()
        page = existing_page(document, section)
        if page and not self.options["update"]:
            return self._leave(document, file, page)
        with file.open("rb") as content:
            source = File(content, name=file.name)
            if page is None:
                created = save_document(document, source, section, publish=self.options["publish"])
                return Outcome(file.name, Result.CREATED, document, tuple(created))
            pages, changes = update_document(document, source, page, publish=self.options["publish"])
        result = Result.UPDATED
        if changes.is_empty:
            result = Result.PUBLISHED if self._would_publish(page) else Result.UNCHANGED
        return Outcome(file.name, result, document, tuple(pages), changes)

    def _leave(self, document: ParsedDocument, file: Path, page: OrderPage | PlanPage) -> Outcome:
        """Leave a document that is there already alone; say how to update it if it is not the same."""
        changes = changes_of(document, page)
        if changes.is_empty and not self._would_publish(page):
            return Outcome(file.name, Result.UNCHANGED, document, pages=(page,))
        message = _(
            "Документ уже есть: %(address)s «%(title)s». Чтобы обновить его, добавьте --update (%(changes)s)."
        )
        facts = {"address": edit_address(page), "title": page.title, "changes": changes.summary}
        return Outcome(file.name, Result.SKIPPED, document, message=message % facts)

    def _would_publish(self, page: OrderPage | PlanPage) -> bool:
        return bool(self.options["publish"] and (not page.live or page.has_unpublished_changes))

    def _tell(self, outcome: Outcome) -> None:
        """Print one file's outcome: what is wrong goes to the errors, the rest is text."""
        if self.options["format"] == "text":
            for place, line in enumerate(outcome.lines()):
                self.stdout.write(line if place else self.style.SUCCESS(line))
            for line in outcome.doubts():
                self.stdout.write(self.style.WARNING(line))
        if outcome.message:
            self.stderr.write(self.style.ERROR(f"{outcome.file}: {outcome.message}"))

    def _print_json(self, documents: list[dict[str, Any]], is_single: bool) -> None:
        """Print one object for one file, a list for several."""
        printed: Any = documents
        if is_single:
            printed = documents[0] if documents else None
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2))

    def _print_table(self, outcomes: list[Outcome]) -> None:
        """Print all files once more; JSON stays alone on its stream."""
        stream = self.stderr if self.options["format"] == "json" else self.stdout
        width = shutil.get_terminal_size().columns if stream.isatty() else PAPER_WIDTH
        stream.write(table(outcomes, width), self.style.NOTICE if stream is self.stderr else None)


def _documents(paths: list[Path]) -> Iterator[Path]:
    """Yield the files, and a folder's readable ones in order; a folder without any is yielded to be complained of."""
    for path in paths:
        yield from sorted(each for each in path.glob("*") if _is_document(each)) or [path]


def _is_document(path: Path) -> bool:
    """Whether a folder's file is meant: `~$prikaz.docx` is Word's own mark that somebody has it open."""
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))
