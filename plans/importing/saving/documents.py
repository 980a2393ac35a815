"""The importer's last step: a parsed document becomes pages, all of them or none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision, Site

from plans.importing.parsed import ParsedDocument
from plans.importing.saving.amended import amended_by
from plans.importing.saving.pages import Draft, appendix_drafts, main_draft
from plans.importing.updating.history import record_import
from plans.models import OrderIndexPage, OrderPage

Store = Callable[[File, Any], Any]


def save_document(
    document: ParsedDocument,
    source: File,
    section: OrderIndexPage,
    *,
    publish: bool = False,
    user: Any = None,
) -> list[Page]:
    """Make pages of the document under the section: drafts, or public at once.

    The file it came from is kept with the pages and offered to visitors. Returns the new pages, the document's
    own first. Whatever fails, nothing is left behind.
    """
    with file_storing() as store, transaction.atomic():
        main = main_draft(document)
        main.page.source = store(source, user)
        amended = amended_by(document, section)
        if amended and isinstance(main.page, OrderPage):
            main.page.amends, main.page.amends_how = amended
        pages = [add_page(main, section)]
        revise_page(main.page, main.page.source.title, publish=publish, user=user)
        # An order that is published reads its plans anew: they come after that.
        for draft in appendix_drafts(document):
            pages.append(add_page(draft, main.page))
            revise_page(draft.page, main.page.source.title, publish=publish, user=user)
    return pages


def documents_section() -> OrderIndexPage:
    """Return the section that documents go to: the first one; a new site gets its first one here."""
    section = first_section()
    if section is None:
        root = Site.objects.get(is_default_site=True).root_page
        section = root.add_child(
            instance=OrderIndexPage(title=_("Документы"), slug="dokumenty", show_in_menus=True)
        )
    return section


def first_section() -> OrderIndexPage | None:
    """Return the section that documents go to, None where the site has none yet."""
    return OrderIndexPage.objects.order_by("path").first()


def add_page(draft: Draft, parent: Page) -> Page:
    """Put the page under its parent, not public."""
    page = draft.page
    page.hashtags.add(*draft.hashtags)
    page.live = False
    page.has_unpublished_changes = True
    return parent.add_child(instance=page)


def revise_page(
    page: Page, file: str, *, publish: bool = False, user: Any = None, withdrawn: Any = ()
) -> Revision:
    """Save what an import has made of the page as a new draft, or publish it; the page's history names the file."""
    revision = page.save_revision(user=user)
    record_import(page, revision, file, user, withdrawn)
    if publish:
        revision.publish(user=user)
    return revision


@contextmanager
def file_storing() -> Iterator[Store]:
    """Yield a function that keeps a file as a Wagtail document; what it stored goes if the pages cannot be saved."""
    stored: list[Any] = []

    def store(source: File, user: Any) -> Any:
        name = Path(source.name or _("документ")).name
        document = get_document_model()(title=name[:255], uploaded_by_user=user)
        document.file.save(name, source, save=False)
        stored.append(document.file)
        document._set_document_file_metadata()
        document.file.close()
        document.save()
        return document

    is_kept = False
    try:
        yield store
        is_kept = True
    finally:
        for file in [] if is_kept else stored:
            file.storage.delete(file.name)
