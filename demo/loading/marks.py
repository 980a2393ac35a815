"""How the demo knows its own things, so that nothing else is ever removed.

A page: the uid begins with the demo's mark and goes on with the record's key. It is stable: the same report has the
same uid after every loading, and so has a plan's item. A file: its name begins with «demo-» and it lies in a collection
below «Демо». A user: the name is in `demo.loading.people` and the mail is `<name>@example.org`.
"""

import hashlib
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from wagtail.models import Collection, Page

COLLECTION = "Демо"
FILE_PREFIX = "demo-"

# UUIDs of version 8 (RFC 9562: their content is the maker's own affair) that differ in the last 60 bits.
_MARK = "de300000-0000-8000-8"
FIRST, LAST = UUID(f"{_MARK}000-{'0' * 12}"), UUID(f"{_MARK}fff-{'f' * 12}")


def page_uid(key: str) -> UUID:
    """Return the uid of the page with this key («reports/school-3-…»)."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    return UUID(f"{_MARK}{digest[:3]}-{digest[3:15]}")


def item_uid(key: str) -> UUID:
    """Return the uid of a plan's item. It goes with its page and needs no mark; its anchor is the uid's beginning."""
    return uuid5(FIRST, key)


def demo_pages() -> Any:
    """Return all pages that the demo has made."""
    return Page.objects.filter(translation_key__range=(FIRST, LAST))


def foreign_pages(home: Page) -> Any:
    """Return the pages below the home page that the demo has not made."""
    return home.get_descendants().exclude(translation_key__range=(FIRST, LAST))


def foreign_pages_below_demo() -> Any:
    """Return the pages that stand below the demo's and would go with them."""
    paths = list(demo_pages().values_list("path", flat=True))
    if not paths:
        return Page.objects.none()
    below = reduce(or_, (Q(path__startswith=path) for path in _highest(paths)))
    return Page.objects.filter(below).exclude(translation_key__range=(FIRST, LAST))


def demo_collection() -> Collection | None:
    """Return the collection that holds those of the demo's organisations."""
    found: Collection | None = Collection.get_first_root_node().get_children().filter(name=COLLECTION).first()
    return found


def demo_collections() -> Any:
    """Return the demo's collection with all below it."""
    top = demo_collection()
    return top.get_descendants(inclusive=True) if top else Collection.objects.none()


def _highest(paths: list[str]) -> list[str]:
    """Return the paths that are below none of the others."""
    highest: list[str] = []
    for path in sorted(paths):
        if not highest or not path.startswith(highest[-1]):
            highest.append(path)
    return highest
