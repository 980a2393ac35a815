"""When the catalog is written, beside the saving of a page: all else that changes what the public may see."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail import signals
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from search import catalog, fulltext, pictures
from search.models import CatalogEntry


def connect() -> None:
    """Listen to Wagtail. A deleted page's entries go with it by themselves."""
    post_migrate.connect(_database_made, sender=apps.get_app_config("search"))
    signals.page_published.connect(_page_changed)
    signals.page_published.connect(_page_published)
    signals.page_unpublished.connect(_page_changed)
    signals.page_slug_changed.connect(_subtree_changed)
    signals.post_page_move.connect(_subtree_changed)
    pre_delete.connect(_page_deleting, sender=Page)
    post_delete.connect(_page_deleted, sender=Page)
    post_save.connect(_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(_restriction_changed, sender=PageViewRestriction)
    post_save.connect(_picture_saved, sender=get_image_model())


def _database_made(using: str, **kwargs: Any) -> None:
    """Install the full-text index; on a new database, take in the pages that migrations have made."""
    if CatalogEntry._meta.db_table not in connections[using].introspection.table_names():
        return
    fulltext.install(using)
    if not CatalogEntry.objects.using(using).exists():
        for _page in catalog.rebuild():
            pass


def _page_changed(instance: Page, **kwargs: Any) -> None:
    catalog.write_page(instance)


def _page_published(instance: Page, **kwargs: Any) -> None:
    pictures.make_sizes.enqueue(instance.pk)


def _subtree_changed(instance: Page, **kwargs: Any) -> None:
    catalog.write_subtree(instance)


def _page_deleting(instance: Page, **kwargs: Any) -> None:
    instance._catalog_uids = list(instance.catalog_entries.values_list("uid", flat=True))


def _page_deleted(instance: Page, **kwargs: Any) -> None:
    catalog.refresh_reports(instance._catalog_uids)


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:  # a restriction that goes with its deleted page
        catalog.write_subtree(page)


def _picture_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        catalog.refresh_picture(instance)
