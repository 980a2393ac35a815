"""Rows of lists in which those who may edit find what is not published: the only lists that read pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Revision

from restapi.access.grants import Grant
from restapi.reading.states import PENDING, PRIVATE, PUBLISHED, ids_in_moderation
from restapi.reading.summaries import summary
from search.models import CatalogEntry

# Members of a revision that say in a sentence what a page is about; the first that is filled counts.
LEADS = ("lead", "search_description")


def latest_draft(page: Page) -> Page:
    """Return the page as its latest revision has it, at its address of now; the page itself where there is none."""
    draft: Page = page.get_latest_revision_as_object()
    draft.url_path = page.url_path
    return draft


def children_for(grant: Grant, page: Page) -> QuerySet[Page]:
    """Return the children of a page that are public or may be edited, in the order of the tree."""
    public = CatalogEntry.objects.pages().values("page")
    readable = Q(pk__in=public) | Q(pk__in=grant.drafts().values("pk"))
    children: QuerySet[Page] = Page.objects.child_of(page).filter(readable).order_by("path")
    return children


def page_rows(pages: Iterable[Page], request: HttpRequest, metadata: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows of pages in their order: the catalog's where it has one, else of the latest draft.

    It takes four queries beside that of the pages, and one for hashtags, however many they are.
    """
    found, names = list(pages), list(metadata)
    entries = CatalogEntry.objects.pages().filter(page_id__in=[page.pk for page in found])
    if "Subject" in names:
        entries = entries.prefetch_related("hashtags")
    by_page = {entry.page_id: entry for entry in entries}
    drafts = [page for page in found if page.pk not in by_page]
    leads, pending = _leads(drafts), ids_in_moderation(page.pk for page in drafts if not page.live)
    rows = []
    for page in found:
        if page.pk in by_page:
            entry, state = by_page[page.pk], PUBLISHED
        else:
            entry = _entry(page, leads.get(page.pk, page.search_description), request)
            state = PENDING if page.pk in pending else PRIVATE
        rows.append(summary(entry, request, names, state))
    return rows


def _leads(pages: list[Page]) -> dict[int, str]:
    """Return by page what its latest revision says of it."""
    revisions = Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages])
    texts = revisions.values_list("object_id", *(KeyTextTransform(name, "content") for name in LEADS))
    return {int(object_id): next(filter(None, leads), "") for object_id, *leads in texts}


def _entry(page: Page, lead: str, request: HttpRequest) -> CatalogEntry:
    """Return a page that the catalog lacks as an entry of it, which nobody saves."""
    url_parts = page.get_url_parts(request)
    changed = page.latest_revision_created_at or page.last_published_at or timezone.now()
    return CatalogEntry(
        page=page,
        type=(page.specific_class or Page)._meta.label,
        uid=page.translation_key,
        tree_path=page.path,
        url=(url_parts[2] if url_parts else "") or "",
        title=page.draft_title or page.title,
        lead=lead,
        date=timezone.localdate(changed),
        published_at=page.first_published_at,
        modified_at=changed,
    )
