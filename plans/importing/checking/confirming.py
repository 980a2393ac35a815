"""The end of an import: what would be made or changed, and doing it."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from plans.importing.checking.mending import confirmed
from plans.importing.parsed import ParsedDocument
from plans.importing.saving.documents import save_document
from plans.importing.updating.changes import Changes
from plans.importing.updating.documents import changes_of, update_document
from plans.importing.updating.identity import existing_page
from plans.models import DocumentImport

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Confirmation:
    """What confirming would do: a document that is already there can be updated."""

    document: ParsedDocument
    page: Page | None = None
    changes: Changes | None = None

    @property
    def items(self) -> int:
        """How many items the plans have, sub-items too."""
        sections = (section for plan in self.document.plans for section in plan.sections)
        return sum(1 + len(item.items) for section in sections for item in section.items)


@dataclass(frozen=True)
class Outcome:
    """The document's page, and a sentence for its editor."""

    page: Page
    message: str

    @property
    def edit_url(self) -> str:
        """The address of the page's editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def confirmation(document_import: DocumentImport, user: Any) -> Confirmation:
    """Return what confirming the import would do; what the user may not change is named without its text."""
    document = confirmed(document_import.document)
    page = existing_page(document, document_import.section)
    may_update = page is not None and can_update(page, user)
    return Confirmation(document, page, changes_of(document, page) if page and may_update else None)


def can_update(page: Page, user: Any) -> bool:
    """Whether the user may write on the document's page and on all below it now."""
    rights = [each.permissions_for_user(user) for each in (page, *page.get_children().specific())]
    return all(right.can_edit() and not right.page_locked() for right in rights)


def confirm(document_import: DocumentImport, user: Any, *, update: bool) -> Outcome | None:
    """Make drafts of the import, or update the document that is there; None where that has been done already."""
    with transaction.atomic():
        locked = DocumentImport.objects.select_for_update().get(pk=document_import.pk)
        if locked.state != DocumentImport.State.CHECKING:
            return None
        outcome = _save(locked, user, update)
        locked.page, locked.state = outcome.page, DocumentImport.State.SAVED
        locked.source, locked.as_read, locked.mended = [], None, None
        locked.save()
        stored = str(locked.file.name)
        transaction.on_commit(lambda: locked.file.storage.delete(stored))
    return outcome


def _save(document_import: DocumentImport, user: Any, update: bool) -> Outcome:
    document = confirmed(document_import.document)
    page = existing_page(document, document_import.section) if update else None
    with document_import.file.open("rb") as stored:
        source = File(stored, name=Path(document_import.name).name)
        if page is not None and not can_update(page, user):
            logger.warning("refused: user %s may not update page %s by an import", user.pk, page.pk)
            raise ValidationError(
                _("Этот документ вам сейчас менять нельзя: нет прав или страница заблокирована.")
            )
        if page is None:
            pages = save_document(document, source, document_import.section, user=user)
            return Outcome(pages[0], _("Черновик «%s» создан.") % pages[0].title)
        pages, changes = update_document(document, source, page, user=user)
        if changes.is_empty:
            return Outcome(pages[0], _("Документ «%s» уже такой: менять нечего.") % pages[0].title)
        return Outcome(
            pages[0],
            _("Черновик «%(title)s» обновлён: %(changes)s.")
            % {"title": pages[0].title, "changes": changes.summary},
        )
