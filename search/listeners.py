"""When the catalog is written, beside the saving of a page: all else that changes what the public may see."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.db.transaction import on_commit
from wagtail import signals
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site

from search import catalog, fulltext, sizes, tallies
from search.models import CatalogEntry, Hashtag
from search.signals import ALL


def connect() -> None:
    """Listen to Wagtail. A deleted page's entries go with it by themselves."""
    post_migrate.connect(_database_made, sender=apps.get_app_config("search"))
    signals.page_published.connect(_page_changed)
    signals.page_published.connect(_page_published)
    signals.page_unpublished.connect(_page_unpublished)
    signals.page_slug_changed.connect(_subtree_changed)
    signals.post_page_move.connect(_page_moved)
    pre_delete.connect(_page_deleting, sender=Page)
    post_delete.connect(_page_deleted, sender=Page)
    pre_save.connect(_restriction_changing, sender=PageViewRestriction)
    post_save.connect(_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(_restriction_changed, sender=PageViewRestriction)
    post_save.connect(_picture_saved, sender=get_image_model())
    pre_delete.connect(_picture_deleting, sender=get_image_model())
    post_delete.connect(_shown_deleted, sender=get_image_model())
    post_save.connect(_hashtag_saved, sender=Hashtag)
    pre_delete.connect(_hashtag_deleting, sender=Hashtag)
    post_delete.connect(_shown_deleted, sender=Hashtag)
    post_save.connect(_site_changed, sender=Site)
    post_delete.connect(_site_deleted, sender=Site)


def _database_made(using: str, plan: Iterable[tuple[Migration, bool]] = (), **kwargs: Any) -> None:
    """Install the full-text index; read all pages anew on a new database and where the catalog has changed its form."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if CatalogEntry._meta.db_table not in tables or fulltext.TABLE not in tables:
        return
    fulltext.install(using)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return  # pages of a type that is not migrated cannot be read; the last migration finds the catalog empty
    is_changed = any(migration.app_label == "search" and not backwards for migration, backwards in plan)
    if is_changed or not CatalogEntry.objects.using(using).exists():
        deque(catalog.rebuild(), maxlen=0)


def _page_changed(instance: Page, **kwargs: Any) -> None:
    catalog.write_page(instance)


def _page_published(instance: Page, **kwargs: Any) -> None:
    sizes.make_sizes.enqueue(instance.pk)


def _page_unpublished(instance: Page, **kwargs: Any) -> None:
    catalog.write_page(instance)
    catalog.refresh_organisation(instance)


def _subtree_changed(instance: Page, **kwargs: Any) -> None:
    catalog.write_subtree(instance)


def _page_moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """To make room, other pages may have got another place in the tree as well, with all below them."""
    if url_path_before != url_path_after:
        catalog.write_subtree(instance)
    catalog.refresh_places()


def _page_deleting(instance: Page, **kwargs: Any) -> None:
    instance._catalog_uids = list(instance.catalog_entries.values_list("uid", flat=True))
    instance._catalog_tags = tallies.tags_of(instance)
    catalog.tell_of_deletion(instance)


def _page_deleted(instance: Page, **kwargs: Any) -> None:
    catalog.refresh_reports(instance._catalog_uids)
    tallies.recount_after_commit(instance._catalog_tags)


def _restriction_changing(instance: PageViewRestriction, **kwargs: Any) -> None:
    before = PageViewRestriction.objects.filter(pk=instance.pk).first()
    instance._catalog_pages = {instance.page_id, before.page_id if before else instance.page_id}


def _restriction_changed(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction that was moved has two pages; one that goes with its deleted page has none."""
    if getattr(origin, "model", type(origin)) not in (PageViewRestriction, type(None)):
        return
    for page in Page.objects.filter(pk__in=getattr(instance, "_catalog_pages", {instance.page_id})):
        catalog.write_subtree(page)


def _picture_saved(instance: AbstractImage, created: bool, **kwargs: Any) -> None:
    if not created:
        catalog.refresh_picture(instance)


def _hashtag_saved(instance: Hashtag, created: bool, **kwargs: Any) -> None:
    if not created:
        catalog.refresh_hashtag(instance)


def _picture_deleting(instance: AbstractImage, **kwargs: Any) -> None:
    """Remember the pages that show it while the rows still say so."""
    instance._catalog_pages = catalog.pages_with_picture(instance)


def _hashtag_deleting(instance: Hashtag, **kwargs: Any) -> None:
    """Remember the pages that have it while the rows still say so."""
    instance._catalog_pages = list(instance.entries.values_list("page_id", flat=True))


def _shown_deleted(instance: Any, **kwargs: Any) -> None:
    catalog.write_pages(Page.objects.filter(pk__in=instance._catalog_pages))


def _site_changed(raw: bool = False, **kwargs: Any) -> None:
    """A site's root says which pages have an address, and which; Wagtail may still remember the old one.

    A site that is loaded from a dump is no news: its pages may not be there yet.
    """
    Site.clear_site_root_paths_cache()
    deque(catalog.rebuild(frozenset() if raw else ALL), maxlen=0)


def _site_deleted(**kwargs: Any) -> None:
    """A site may go with its root page, half of whose descendants are still there at this moment."""
    on_commit(_site_changed)
