"""Public reports as the desk lists them: by the catalog, with the same filters as those that wait."""

from news.models import EventReportPage
from news.reviewing.asked import Asked
from search.models import CatalogEntry
from search.queries import CatalogQuerySet
from search.query import Query


def published(asked: Asked) -> CatalogQuerySet:
    """Return the entries of public reports that the filters ask for, the newest event first."""
    entries = CatalogEntry.objects.of_type(EventReportPage._meta.label)
    if asked.unknown:
        return entries.none()
    if asked.words:
        entries = Query.parse(asked.words).led().found(entries)
    if asked.organisation:
        entries = entries.filter(organisation=asked.organisation)
    if asked.hashtag:
        entries = entries.tagged(asked.hashtag.slug)
    if asked.subject and asked.subject.item:
        entries = entries.filter(about=asked.subject.item.uid)
    elif asked.subject and asked.subject.document:
        entries = entries.filter(about=asked.subject.document.translation_key)
    return entries.newest()
