"""Make pages of official documents."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from plans.importing.parsed import ParsedDocument, Plan
from plans.importing.parsing import parse_document
from plans.importing.reading import UnreadableDocument, read_document
from plans.importing.saving import documents_section, save_document
from plans.kinds import DocumentKind
from plans.models import OrderIndexPage


class Command(BaseCommand):
    """Each file is read, parsed and saved by itself: all of it or nothing; a bad one does not stop the others."""

    help = "Make pages of Word and text files: drafts, or public pages with --publish."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the files and what to do with them."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of making drafts")
        parser.add_argument("--dry-run", action="store_true", help="read and parse only; nothing is written")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="what to print")
        parser.add_argument("--parent", type=int, metavar="ID", help="id of the section that the pages go to")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the files; raise CommandError if one of them could not be imported."""
        section = self._section(options["parent"])
        imported, failures = [], 0
        for file in options["files"]:
            try:
                document = parse_document(read_document(file), name=file.stem)
            except UnreadableDocument as error:
                self.stderr.write(self.style.ERROR(f"{file.name}: {error}"))
                failures += 1
                continue
            pages = [] if options["dry_run"] else self._save(document, file, section, options["publish"])
            imported.append(document)
            if options["format"] == "text":
                self._tell(document, file, pages)
        if options["format"] == "json":
            self._print_json(imported, is_single=len(options["files"]) == 1)
        if failures:
            message = ngettext("Не прочитан %(count)d файл.", "Не прочитано файлов: %(count)d.", failures)
            raise CommandError(message % {"count": failures})

    def _section(self, parent: int | None) -> OrderIndexPage | None:
        """Return the section asked for; None lets the first document that is saved find or make one."""
        if parent is None:
            return None
        section = OrderIndexPage.objects.filter(pk=parent).first()
        if section is None:
            raise CommandError(_("Раздела документов с номером %(id)s нет.") % {"id": parent})
        return section

    def _save(
        self, document: ParsedDocument, file: Path, section: OrderIndexPage | None, publish: bool
    ) -> list[Page]:
        return save_document(document, file, section or documents_section(), publish=publish)

    def _tell(self, document: ParsedDocument, file: Path, pages: list[Page]) -> None:
        """Print what a document is, which pages it became, and every doubt."""
        kind = DocumentKind(document.kind).label if document.kind in DocumentKind.values else _("Документ")
        parts = [
            str(kind),
            f"№ {document.number}" if document.number else "",
            formats.date_format(document.date) if document.date else "",
            *document.hashtags,
        ]
        self.stdout.write(self.style.SUCCESS(f"{file.name}: {' '.join(filter(None, parts))}"))
        for plan in document.plans:
            counted = {"sections": len(plan.sections), "items": plan_size(plan)}
            self.stdout.write(_("  план: разделов %(sections)d, пунктов %(items)d") % counted)
        for page in pages:
            self.stdout.write(f"  {reverse('wagtailadmin_pages:edit', args=[page.pk])}  {page.title}")
        for warning in document.warnings:
            self.stdout.write(
                self.style.WARNING("  ? " + ": ".join(filter(None, [warning.where, warning.message])))
            )

    def _print_json(self, documents: list[ParsedDocument], is_single: bool) -> None:
        """Print one object for one file, a list for several."""
        parsed: Any = [document.to_dict() for document in documents]
        if is_single:
            parsed = parsed[0] if parsed else None
        self.stdout.write(json.dumps(parsed, ensure_ascii=False, indent=2))


def plan_size(plan: Plan) -> int:
    """Return how many items a plan has, sub-items included."""
    return sum(1 + len(item.items) for section in plan.sections for item in section.items)
