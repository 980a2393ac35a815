"""The importer's last step: a parsed document becomes pages, all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from plans.importing.pages import appendix_page, is_bare_plan, order_page, plan_page
from plans.importing.parsed import ParsedDocument
from plans.models import OrderIndexPage


def save_document(
    document: ParsedDocument,
    source: Path,
    section: OrderIndexPage,
    *,
    publish: bool = False,
    user: Any = None,
) -> list[Page]:
    """Make pages of the document under the section: drafts, or public at once.

    The file it came from is kept with the pages and offered to visitors. Returns the new pages, the document's
    own first. Whatever fails, nothing is left behind.
    """
    with _stored_copy(source) as file, transaction.atomic():
        file.save()
        if is_bare_plan(document):
            page = plan_page(document.plans[0], document)
            page.source = file
            pages = [_add(section, page)]
        else:
            order = order_page(document)
            order.source = file
            pages = [_add(section, order)]
            appendices = [plan_page(plan, document) for plan in document.plans]
            pages += [_add(order, appendix) for appendix in appendices]
            pages += [_add(order, appendix_page(part)) for part in document.appendices]
        for page in pages:
            revision = page.save_revision(user=user, log_action=True)
            if publish:
                revision.publish(user=user)
    return pages


def documents_section() -> OrderIndexPage:
    """Return the section that documents go to: the first one; a new site gets its first one here."""
    section = OrderIndexPage.objects.order_by("path").first()
    if section is None:
        root = Site.objects.get(is_default_site=True).root_page
        section = root.add_child(
            instance=OrderIndexPage(title=_("Документы"), slug="dokumenty", show_in_menus=True)
        )
    return section


def _add(parent: Page, page: Page) -> Page:
    """Put the page under its parent as a draft."""
    page.live = False
    page.has_unpublished_changes = True
    return parent.add_child(instance=page)


@contextmanager
def _stored_copy(source: Path) -> Iterator[Any]:
    """Yield an unsaved Wagtail document whose file is stored; the stored file goes if the pages cannot be saved."""
    document = get_document_model()(title=source.name[:255])
    with source.open("rb") as content:
        document.file.save(source.name, File(content), save=False)
    is_kept = False
    try:
        document._set_document_file_metadata()
        document.file.close()
        yield document
        is_kept = True
    finally:
        if not is_kept:
            document.file.storage.delete(document.file.name)
