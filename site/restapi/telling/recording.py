"""From what the catalog says of its writing to rows of changes, in the same transaction."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from restapi.models import Change
from restapi.telling.numbering import number_changes
from search.models import CatalogEntry
from search.signals import CHANGED, CREATED, REMOVED, page_written


def connect() -> None:
    """Listen to the catalog."""
    page_written.connect(_record, dispatch_uid="restapi.changes")


def _record(kind: str, before: CatalogEntry | None, after: CatalogEntry | None, **kwargs: Any) -> None:
    """Write down one change; a page that has another address now went from the old one and came to the new."""
    roots = {path: pk for pk, path in Site.objects.values_list("pk", "root_page__path")}
    old, new = _place(before, roots), _place(after, roots)
    if kind == CHANGED and old != new:
        changes = [(REMOVED, before, old), (CREATED, after, new)]
    else:
        changes = [(kind, after or before, new or old)]
    rows = [
        Change(kind=kind, page_id=entry.page_id, uid=entry.uid, type=entry.type, place=place)
        for kind, entry, place in changes
        if entry and place
    ]
    Change.objects.bulk_create(rows)
    if rows:
        transaction.on_commit(number_changes, robust=True)


def _place(entry: CatalogEntry | None, roots: dict[str, int]) -> str:
    """Return the site's id and the address on it; empty where no site is known that had it."""
    if entry is None:
        return ""
    leading = [path for path in roots if entry.tree_path.startswith(path)]
    if leading:
        return f"{roots[max(leading, key=len)]}{entry.url}"
    # A translation stands beside its site's root; what a new root leaves behind stands outside.
    page = Page.objects.filter(pk=entry.page_id).first()
    url_parts = page.get_url_parts() if page else None
    site_id = url_parts[0] if url_parts else roots.popitem()[1] if len(roots) == 1 else None
    return f"{site_id}{entry.url}" if site_id else ""
