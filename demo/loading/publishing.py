"""Puts a page into the tree the way an editor does, and then gives the demo's pages a history of their own days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zlib import crc32

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from demo.loading.marks import demo_pages, page_uid
from search.models import CatalogEntry

AnyPage = TypeVar("AnyPage", bound=Page)

# People publish between nine and half past five.
WORKDAY_STARTS = time(9)
WORKDAY_MINUTES = 510


@dataclass
class Publisher:
    """Publishes pages in the name of the press service; `tick` is told of each."""

    user: User | None
    tick: Callable[[], None]

    def publish(self, parent: Page, page: AnyPage, key: str, day: date, owner: User | None = None) -> AnyPage:
        """Return the page as published below `parent` on that day; the key gives it its uid."""
        page.translation_key = page_uid(key)
        page.first_published_at = page.last_published_at = moment_of(day, key)
        page.owner = owner or self.user
        page.live = False
        parent.add_child(instance=page)
        page.save_revision(user=page.owner, log_action=True).publish(user=self.user)
        self.tick()
        published: AnyPage = type(page).objects.get(pk=page.pk)
        return published


def moment_of(day: date, key: str) -> datetime:
    """Return a moment of that day's office hours, never one that is still to come."""
    minutes = timedelta(minutes=crc32(key.encode()) % WORKDAY_MINUTES)
    return min(timezone.make_aware(datetime.combine(day, WORKDAY_STARTS) + minutes), timezone.now())


def settle_dates() -> None:
    """Make each page's revision, last publication and catalog entries as old as its first publication.

    The audit log is left alone: it says when the demo was loaded.
    """
    pages = demo_pages()
    pages.update(
        last_published_at=F("first_published_at"), latest_revision_created_at=F("first_published_at")
    )
    CatalogEntry.objects.filter(page__in=pages.values("pk")).update(modified_at=F("published_at"))
    _settle_revisions({str(pk): moment for pk, moment in pages.values_list("pk", "first_published_at")})


def index_references() -> None:
    """Tell Wagtail once what each page refers to; every row of every page would tell it again."""
    for page in demo_pages().specific():
        ReferenceIndex.create_or_update_for_object(page)


def _settle_revisions(moments: dict[str, Any]) -> None:
    page_type = ContentType.objects.get_for_model(Page)
    revisions = list(Revision.objects.filter(base_content_type=page_type, object_id__in=list(moments)))
    for revision in revisions:
        revision.created_at = moments[revision.object_id]
    Revision.objects.bulk_update(revisions, ["created_at"], batch_size=200)
