"""Undoing a merge from the log: every page that nobody has changed meanwhile gets back what it had."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, Revision

from search import catalog
from search.keeper.actions import UNDO
from search.keeper.distinct import tell_apart
from search.keeper.merging import replaced
from search.keeper.places import links_of, write_links
from search.models import Hashtag, HashtagAlias


class CannotUndo(Exception):
    """A merge that cannot be undone; its text says why."""


@dataclass(frozen=True)
class Undone:
    """The hashtag that stands alone again, how many pages have it back, and which were left as they are."""

    hashtag: Hashtag
    restored: int
    left: list[Page]


def undoable(entries: Iterable[ModelLogEntry]) -> set[int]:
    """Return the ids of those log entries whose merge still holds."""
    merges = {entry.data["merge"]: entry for entry in entries if "aliases" in entry.data}
    aliases = HashtagAlias.objects.filter(merge__in=list(merges)).values_list("merge", "hashtag_id")
    return {
        merges[str(merge)].pk for merge, kept in aliases if str(kept) == str(merges[str(merge)].object_id)
    }


def undo(entry: ModelLogEntry, user: Any = None) -> Undone:
    """Part what was merged; raises CannotUndo where the kept hashtag is gone or the merge was undone already."""
    with transaction.atomic():
        kept = Hashtag.objects.select_for_update().filter(pk=entry.object_id).first()
        if kept is None or entry.pk not in undoable([entry]):
            raise CannotUndo(
                _(
                    "Это объединение уже отменено, либо хэштег, к которому присоединили, потом сам объединён"
                    " с другим или удалён. Сначала отмените более позднее объединение."
                )
            )
        tag = _revived(entry.data, kept)
        left, restored = [], 0
        for page_id, state in entry.data["pages"].items():
            page = Page.objects.select_for_update(of=["self"]).filter(pk=page_id).first()
            if page is None:
                continue
            if _restore(page, state, tag, kept):
                restored += 1
            else:
                left.append(page)
        catalog.refresh_hashtag(kept)
        said = {"merge": entry.data["merge"], "kept": kept.name, "restored": restored}
        log(tag, UNDO, user=user, data={**said, "left": [page.pk for page in left]}, content_changed=True)
    return Undone(tag, restored, left)


def _revived(data: dict[str, Any], kept: Hashtag) -> Hashtag:
    """Return the hashtag as it was: under its old id, with the old names that had led to it, told apart from others."""
    HashtagAlias.objects.filter(merge=data["merge"]).delete()
    tag = Hashtag(**data["merged"])
    tag.save(force_insert=True)
    HashtagAlias.objects.filter(key__in=data["aliases"], hashtag=kept).update(hashtag=tag)
    others = Hashtag.objects.filter(pk__in=data.get("distinct", []))
    tell_apart(tag, others.values_list("pk", flat=True))
    return tag


def _restore(page: Page, state: dict[str, Any], tag: Hashtag, kept: Hashtag) -> bool:
    """Give the page its links back; return False, and touch nothing, where somebody has changed it since."""
    if (page.latest_revision_id, page.live_revision_id) != (state["latest"], state["live"]):
        return False
    wanted = state["revisions"]
    revisions = list(Revision.objects.filter(pk__in=wanted).select_related("content_type"))
    row = state.get("row")
    if not all(_is_as_left(revision, wanted[str(revision.pk)], tag, kept) for revision in revisions):
        return False
    if row and not _restore_row(page, row, tag, kept):
        return False
    for revision in revisions:
        write_links(revision, wanted[str(revision.pk)])
    return True


def _is_as_left(revision: Revision, before: list[dict[str, Any]], tag: Hashtag, kept: Hashtag) -> bool:
    return links_of(revision) == replaced(before, tag.pk, kept.pk)


def _restore_row(page: Page, row: dict[str, Any], tag: Hashtag, kept: Hashtag) -> bool:
    """Part the row from the kept hashtag, or make again the one that stood beside it."""
    links = apps.get_model(row["model"])._default_manager
    own = links.filter(content_object=page.pk, tag=kept)
    if not row["had_both"]:
        return bool(own.filter(pk=row["pk"]).update(tag=tag))
    if not own.exists():
        return False
    links.create(pk=row["pk"], content_object_id=page.pk, tag=tag)
    return True
