"""Takes the demo out of a site again: its pages, files, collections, groups and users, and nothing else."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.documents import get_document_model
from wagtail.models import Collection

from demo.loading.marks import FILE_PREFIX, demo_collection, demo_collections, demo_pages
from demo.loading.people import demo_users, school_groups
from home.models import Picture


def remove_demo() -> None:
    """Remove what the demo has made. The groups of roles and the hashtags stay: they belong to the site by now."""
    Group.objects.filter(pk__in=list(school_groups().values_list("pk", flat=True))).delete()
    _remove_pages()
    _remove_files(Picture.objects, "original_images")
    _remove_files(get_document_model().objects, "documents")
    _remove_collections()
    demo_users().delete()


def _remove_pages() -> None:
    """Pages go with all below them, so each highest one is deleted in its turn."""
    while page := demo_pages().order_by("depth", "path").first():
        page.specific.delete()


def _remove_files(objects: Any, folder: str) -> None:
    """Delete the demo's files; what others have put into its collections moves to the root."""
    inside = objects.filter(collection__in=demo_collections().values("pk"))
    for each in inside.filter(file__startswith=f"{folder}/{FILE_PREFIX}"):
        each.delete()
    inside.update(collection=Collection.get_first_root_node())


def _remove_collections() -> None:
    top = demo_collection()
    if top:
        top.delete()
