"""Joining a hashtag with another: links and revisions move, the old key leads to the kept one, the log can undo it."""

import uuid
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from search.keeper.actions import MERGE
from search.keeper.distinct import told_apart_from
from search.keeper.places import Links, Place, extent_of, places_of, write_links
from search.models import Hashtag, HashtagAlias

# What a hashtag says of itself, for the day when it stands alone again.
KEPT_FIELDS = ("name", "description", "is_official")


def merge(merged: Hashtag, kept: Hashtag, user: Any = None) -> Any:
    """Move everything that `merged` has to `kept`; return the log's entry. Raises ValueError for one and the same."""
    if merged.pk == kept.pk:
        raise ValueError("a hashtag cannot be merged with itself")
    with transaction.atomic():
        list(Hashtag.objects.select_for_update().filter(pk__in=[merged.pk, kept.pk]).order_by("pk"))
        identity, aliases = uuid.uuid4(), list(merged.aliases.values_list("key", flat=True))
        places = places_of(merged)
        extent = extent_of(merged, places)
        data = {
            "merge": str(identity),
            "merged": {"pk": merged.pk, **{name: getattr(merged, name) for name in KEPT_FIELDS}},
            "kept": kept.name,
            "aliases": aliases,
            "distinct": told_apart_from(merged),
            "live": extent.pages,
            "drafts": extent.drafts,
            "pages": _move(places, merged, kept),
        }
        merged.aliases.update(hashtag=kept)
        HashtagAlias.objects.create(key=merged.slug, name=merged.name, hashtag=kept, merge=identity)
        entry = log(kept, MERGE, user=user, data=data, content_changed=True)
        merged.delete()  # the catalog's listener writes all pages that had it
    return entry


def replaced(links: Links, old: int, new: int) -> Links:
    """Return a revision's links with one hashtag in place of another, once."""
    has_new = any(link["tag"] == new for link in links)
    rest = [link for link in links if not (has_new and link["tag"] == old)]
    return [{**link, "tag": new} if link["tag"] == old else link for link in rest]


def _move(places: dict[int, Place], merged: Hashtag, kept: Hashtag) -> dict[str, Any]:
    """Move rows and revisions; return by page what stood where, and by which revisions one sees that it still does."""
    states = Page.objects.filter(pk__in=places).values_list("pk", "latest_revision_id", "live_revision_id")
    moved = {}
    for pk, latest, live in states:
        moved[str(pk)] = {"latest": latest, "live": live, **_move_page(places[pk], merged, kept)}
    return moved


def _move_page(place: Place, merged: Hashtag, kept: Hashtag) -> dict[str, Any]:
    for revision in Revision.objects.filter(pk__in=place.revisions).select_related("content_type"):
        write_links(revision, replaced(place.revisions[revision.pk], merged.pk, kept.pk))
    row = {"row": _move_row(place, *place.row, merged, kept)} if place.row else {}
    return {**row, "revisions": {str(pk): links for pk, links in place.revisions.items()}}


def _move_row(place: Place, label: str, pk: int, merged: Hashtag, kept: Hashtag) -> dict[str, Any]:
    """Give the row to the kept hashtag, or delete it where the page has that one already."""
    links = apps.get_model(label)._default_manager
    had_both = links.filter(content_object=place.page_id, tag=kept).exists()
    if had_both:
        links.filter(pk=pk).delete()
    else:
        links.filter(pk=pk).update(tag=kept)
    return {"model": label, "pk": pk, "had_both": had_both}
