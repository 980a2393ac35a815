"""A new edition of a document that is there already: what it changes, and its pages' next drafts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from plans.importing.parsed import ParsedDocument
from plans.importing.saving.documents import add_page, file_storing, revise_page
from plans.importing.saving.pages import appendix_drafts, main_draft
from plans.importing.updating.changes import Changes
from plans.importing.updating.identity import existing_page
from plans.importing.updating.page_merging import PageMerge, merge_appendices, merge_page

__all__ = ["changes_of", "existing_page", "update_document"]


def changes_of(document: ParsedDocument, page: Page) -> Changes:
    """Return what `update_document` would change. Nothing is written."""
    return Changes.joined(merge.changes for merge in _merges(document, Page.objects.get(pk=page.pk)))


def update_document(
    document: ParsedDocument,
    source: File,
    page: Page,
    *,
    publish: bool = False,
    user: Any = None,
) -> tuple[list[Page], Changes]:
    """Give the document's pages new drafts, or publish them; pages that the document has no text for any more stay.

    A public page is as it was until its draft is published. The file takes the old one's place on the page; the old
    one stays for the history. Returns the document's own page and the others that were written, and what changed;
    where nothing does, nothing is written but what `publish` makes public. Raises ValidationError for a page that
    is locked or no page of such a document. Whatever fails, nothing is left behind.
    """
    with file_storing() as store, transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk)
        main, *appendices = merges = _merges(document, locked)
        changes = Changes.joined(merge.changes for merge in merges)
        due = [main, *(merge for merge in appendices if not merge.changes.is_empty)]
        if changes.is_empty:
            due = []
        else:
            main.page.source = store(source, user)
        for merge in due:
            _write(merge, main.page, publish, user)
        waiting = [merge for merge in merges if merge not in due and _is_waiting(merge)] if publish else []
        for merge in waiting:
            merge.page.get_latest_revision().publish(user=user)
    return [main.page, *(merge.page for merge in [*due, *waiting] if merge is not main)], changes


def _merges(document: ParsedDocument, page: Page) -> list[PageMerge]:
    """Return the document's own page first, then its appendices, as they will be."""
    page, draft = page.specific, main_draft(document)
    if type(page) is not type(draft.page):
        raise ValidationError(
            _("Страница «%(title)s» — %(kind)s, а документ — %(wanted)s: обновить её нельзя.")
            % {"title": page.title, "kind": page._meta.verbose_name, "wanted": draft.page._meta.verbose_name}
        )
    return [merge_page(page, draft), *merge_appendices(page, appendix_drafts(document))]


def _write(merge: PageMerge, main: Any, publish: bool, user: Any) -> None:
    page = merge.page
    if page.pk and page.locked:
        raise ValidationError(
            _("Страница «%s» заблокирована: снимите блокировку, чтобы её обновить.") % page.title
        )
    withdrawn = merge.withdrawn
    if merge.draft is not None:
        add_page(merge.draft, main)
    elif merge.hashtags is not None:
        page.hashtags.set(merge.hashtags)
    revise_page(page, main.source.title, publish=publish, user=user, withdrawn=withdrawn)


def _is_waiting(merge: PageMerge) -> bool:
    """Whether the page has a draft that nobody has published."""
    return not merge.is_missing and (not merge.page.live or merge.page.has_unpublished_changes)
