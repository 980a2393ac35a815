"""What an answer needs from the database beside its page, read once for the whole answer.

While an answer is written, summaries of related pages and scales of pictures stand in it as leaves. `fill`
then reads all of them together: their number costs no queries, and what the public may not see falls out in
one place.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from restapi.access.collections import closed_collections
from restapi.reading.files import ScalesByImage, scales_of
from restapi.reading.leaves import LEAVES, LEFT_OUT, FileOfCollection, PageSummary, PartOfPage, Scales
from restapi.reading.summaries import summary
from restapi.tree.doors import kept_door
from search.models import CatalogEntry


@dataclass(frozen=True)
class Loaded:
    """What was read for one answer."""

    request: HttpRequest
    entries: dict[int, CatalogEntry]
    scales: ScalesByImage
    closed_collections: set[int]


def fill(tree: Any, request: HttpRequest) -> Any:
    """Return the answer with every leaf read, in at most one query for pages, one for pictures, two for collections."""
    leaves = _leaves(tree)
    if not leaves:
        return tree
    page_ids = {leaf.page_id for leaf in leaves if isinstance(leaf, PageSummary | PartOfPage)}
    images = [leaf.image for leaf in leaves if isinstance(leaf, Scales)]
    has_files = any(isinstance(leaf, FileOfCollection) for leaf in leaves)
    door = kept_door(request)
    may_be_closed = has_files and (door is None or door.has_closed_collections)
    closed = closed_collections(request) if may_be_closed else set()
    return _filled(tree, Loaded(request, _entries(page_ids), scales_of(images, request), closed))


def _leaves(tree: Any) -> list[Any]:
    """Return all leaves of an answer, those inside of leaves too, in no order."""
    found, branches = [], [tree]
    while branches:
        branch = branches.pop()
        if isinstance(branch, dict):
            branches += branch.values()
        elif isinstance(branch, list):
            branches += branch
        elif isinstance(branch, LEAVES):
            found.append(branch)
            branches += [branch.body] if isinstance(branch, PartOfPage | FileOfCollection) else []
    return found


def _entries(page_ids: set[int]) -> dict[int, CatalogEntry]:
    """Return the public ones of these pages: only they are in the catalog."""
    if not page_ids:
        return {}
    entries = CatalogEntry.objects.pages().filter(page_id__in=page_ids)
    return {entry.page_id: entry for entry in entries}


def _filled(tree: Any, loaded: Loaded) -> Any:
    if isinstance(tree, dict):
        filled = {key: _filled(value, loaded) for key, value in tree.items()}
        return {key: None if value is LEFT_OUT else value for key, value in filled.items()}
    if isinstance(tree, list):
        return [value for item in tree if (value := _filled(item, loaded)) is not LEFT_OUT]
    if isinstance(tree, PageSummary | PartOfPage):
        return _public(tree, loaded)
    if isinstance(tree, FileOfCollection):
        return LEFT_OUT if tree.collection_id in loaded.closed_collections else _filled(tree.body, loaded)
    if isinstance(tree, Scales):
        return loaded.scales.get((type(tree.image), tree.image.pk), {})
    return tree


def _public(leaf: PageSummary | PartOfPage, loaded: Loaded) -> Any:
    entry = loaded.entries.get(leaf.page_id)
    if entry is None:
        return LEFT_OUT
    page = summary(entry, loaded.request)
    return page if isinstance(leaf, PageSummary) else {**_filled(leaf.body, loaded), "parent": page}
