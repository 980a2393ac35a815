"""Where a hashtag stands beside texts: in the rows of every page type, and in what drafts and old revisions hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from search.models import CatalogEntry, Hashtag
from search.tagging import HashtagLink

Links = list[dict[str, Any]]


@dataclass
class Place:
    """A page that has a hashtag: its row (model's label and id) if it is live, and its revisions' links."""

    page_id: int
    row: tuple[str, int] | None = None
    revisions: dict[int, Links] = field(default_factory=dict)


@dataclass(frozen=True)
class Extent:
    """On how much a merge works: public pages, drafts, pages in whose text alone the hashtag stands."""

    pages: int
    drafts: int
    texts: int


def link_models() -> list[type[HashtagLink]]:
    """Return the through models of all page types."""
    return [model for model in apps.get_models() if issubclass(model, HashtagLink)]


def tagged_page_models() -> list[type[Page]]:
    """Return the page types that have hashtags."""
    return [_owner(model).related_model for model in link_models()]


def links_of(revision: Revision) -> Links:
    """Return the hashtags' links that a page's revision holds."""
    return revision.content.get(_links_name(revision.content_type.model_class())) or []


def write_links(revision: Revision, links: Links) -> None:
    """Write a revision's links, and nothing else of it."""
    content = {**revision.content, _links_name(revision.content_type.model_class()): links}
    Revision.objects.filter(pk=revision.pk).update(content=content)


def places_of(hashtag: Hashtag) -> dict[int, Place]:
    """Return by page all places where the hashtag stands."""
    found: dict[int, Place] = {}
    for model in link_models():
        rows = model._default_manager.filter(tag=hashtag).values_list("pk", "content_object_id")
        for pk, page_id in rows:
            found.setdefault(page_id, Place(page_id)).row = (model._meta.label, pk)
    for revision, links in _revisions_with(hashtag):
        page_id = int(revision.object_id)
        found.setdefault(page_id, Place(page_id)).revisions[revision.pk] = links
    return found


def extent_of(hashtag: Hashtag, places: dict[int, Place]) -> Extent:
    """Return how many pages and drafts have the hashtag; `places` are all of its own."""
    pages = Page.objects.filter(pk__in=places).filter(Q(live=False) | Q(has_unpublished_changes=True))
    latest = pages.values_list("pk", "latest_revision_id")
    drafts = {pk for pk, revision in latest if revision in places[pk].revisions}
    with_row = [pk for pk, place in places.items() if place.row]
    live = set(Page.objects.filter(pk__in=with_row, live=True).values_list("pk", flat=True))
    public = CatalogEntry.objects.filter(hashtags=hashtag).order_by().values_list("page_id", flat=True)
    return Extent(len(live), len(drafts), len(set(public) - live))


def _owner(model: type[HashtagLink]) -> Any:
    return model._meta.get_field("content_object")


def _links_name(page_model: type[Page]) -> str:
    owners = (_owner(model) for model in link_models())
    return next(owner.remote_field.name for owner in owners if owner.related_model is page_model)


def _revisions_with(hashtag: Hashtag) -> Iterator[tuple[Revision, Links]]:
    """Yield the revisions with their links. No index knows them; the database passes over those without the id."""
    types = ContentType.objects.get_for_models(*tagged_page_models()).values()
    said = Revision.objects.annotate(said=Cast("content", TextField())).select_related("content_type")
    likely = said.filter(content_type__in=types, said__contains=f'"tag": {hashtag.pk}').order_by("pk")
    for revision in likely.iterator(chunk_size=100):
        links = links_of(revision)
        if any(link["tag"] == hashtag.pk for link in links):
            yield revision, links
