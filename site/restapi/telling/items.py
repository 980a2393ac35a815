"""Changes as others are told of them: what they are comes from the row, what pages are called from the catalog of now."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from restapi.models import Change
from restapi.reading.dates import moment
from restapi.reading.summaries import PUBLISHED
from restapi.tree.addresses import site_of
from search.models import CatalogEntry


def items_of(
    changes: Iterable[Change], request: HttpRequest | None = None, *, with_summary: bool = False
) -> list[dict[str, Any]]:
    """Return the changes as JSON, in two queries however many they are.

    A page has no title (null) if it went, or has left the catalog since: then it is nobody's business what it is called.
    """
    changes = list(changes)
    entries = {
        entry.page_id: entry
        for entry in CatalogEntry.objects.pages().filter(page_id__in={change.page_id for change in changes})
    }
    origins = _origins(request)
    items = []
    for change in changes:
        entry = entries.get(change.page_id) if change.kind != Change.Kind.REMOVED else None
        item = {
            "number": change.number,
            "change": change.kind,
            "@id": origins.get(change.site_id, "") + change.url,
            "UID": str(change.uid),
            "@type": change.type,
            "title": entry.title if entry else None,
            "time": moment(change.time),
        }
        items.append({**item, **_summary(entry)} if with_summary else item)
    return items


def _summary(entry: CatalogEntry | None) -> dict[str, Any]:
    """Return the members of a list's row that a change has not."""
    return {
        "description": entry.lead if entry else None,
        "review_state": PUBLISHED if entry else None,
        "type_title": entry.type_title if entry else None,
    }


def _origins(request: HttpRequest | None) -> dict[int, str]:
    """Return each site's scheme and host; the one that is asked keeps the host under which it was asked."""
    origins = {site.pk: str(site.root_url) for site in Site.objects.all()}
    if request is not None:
        origins[site_of(request).pk] = f"{request.scheme}://{request.get_host()}"
    return origins
