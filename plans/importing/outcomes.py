"""What has become of each file of an import, told line by line and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.db import models
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from rich.console import Console
from rich.table import Table
from wagtail.models import Page

from plans.importing.parsed import ParsedDocument, Plan
from plans.importing.updating.changes import Changes, ItemChange
from plans.kinds import DocumentKind


class Result(models.TextChoices):
    """How it ended."""

    CREATED = "created", _("создан")
    UPDATED = "updated", _("обновлён")
    PUBLISHED = "published", _("опубликован")
    UNCHANGED = "unchanged", _("без изменений")
    SKIPPED = "skipped", _("пропущен")
    FAILED = "failed", _("ошибка")
    # With --dry-run.
    NEW = "new", _("новый")
    DIFFERENT = "different", _("есть изменения")


@dataclass(frozen=True)
class Outcome:
    """One file. `message` says why nothing was written."""

    file: str
    result: Result
    document: ParsedDocument | None = None
    pages: tuple[Page, ...] = ()
    changes: Changes | None = None
    message: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the person must do something for the file to be imported."""
        return self.result in {Result.FAILED, Result.SKIPPED}

    @property
    def row(self) -> tuple[str, str, str, str, str, str]:
        """The file's line in the table: name, kind, number and date, items, doubts, how it ended."""
        document = self.document
        if document is None:
            return self.file, "", "", "", "", str(self.result.label)
        items, doubts = sum(map(plan_size, document.plans)), len(document.warnings)
        requisites = " ".join(filter(None, _requisites(document)))
        return self.file, kind_label(document), requisites, str(items), str(doubts), str(self.result.label)

    def lines(self) -> Iterator[str]:
        """Yield what a person should know of the file: what it is, its plans, its pages, what changes in them."""
        document = self.document
        if document is None:
            return
        parts = [kind_label(document), *_requisites(document), *document.hashtags]
        yield f"{self.file}: {' '.join(filter(None, parts))} — {self.result.label}"
        for plan in document.plans:
            counted = {"sections": len(plan.sections), "items": plan_size(plan)}
            yield _g("  план: разделов %(sections)d, пунктов %(items)d") % counted
        for page in self.pages:
            yield f"  {edit_address(page)}  {page.title}"
        if self.changes:
            yield from _change_lines(self.changes)

    def doubts(self) -> Iterator[str]:
        """Yield every doubt with its place."""
        for warning in self.document.warnings if self.document else ():
            yield "  ? " + ": ".join(filter(None, [warning.where, warning.message]))


def kind_label(document: ParsedDocument) -> str:
    """Return what the document calls itself."""
    return str(dict(DocumentKind.choices).get(document.kind or "", _g("Документ")))


def plan_size(plan: Plan) -> int:
    """Return how many items a plan has, sub-items included."""
    return sum(1 + len(item.items) for section in plan.sections for item in section.items)


def edit_address(page: Page) -> str:
    """Return the address of the page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def table(outcomes: Sequence[Outcome], width: int) -> str:
    """Return all files as a table of the width."""
    headers = (_g("Файл"), _g("Вид"), _g("№ и дата"), _g("Пункты"), _g("Сомнения"), _g("Итог"))
    rows = Table(*headers)
    for outcome in outcomes:
        rows.add_row(*outcome.row)
    printed = StringIO()
    Console(file=printed, width=width, markup=False, highlight=False).print(rows)
    return printed.getvalue()


def _requisites(document: ParsedDocument) -> list[str]:
    number = f"№ {document.number}" if document.number else ""
    return [number, formats.date_format(document.date) if document.date else ""]


def _change_lines(changes: Changes) -> Iterator[str]:
    if not changes.is_empty:
        yield f"  {changes.summary}"
    for sign, items in (
        ("→", changes.moved),
        ("~", changes.changed),
        ("№", changes.renumbered),
        ("+", changes.added),
        ("−", changes.vanished),
        ("!", changes.kept),
    ):
        for item in items:
            yield from _item_lines(sign, item)
    for note in changes.notes:
        yield f"  ! {note}"


def _item_lines(sign: str, item: ItemChange) -> Iterator[str]:
    yield f"    {sign} {' '.join(filter(None, [item.number, item.title]))}"
    for field in item.fields:
        yield f"        {field.label}: {_shown(field.before)} → {_shown(field.after)}"


def _shown(text: str) -> str:
    return f"«{'; '.join(text.splitlines())}»" if text else "—"
