"""Reports that news may be made of: those that are public, and those that wait for the user's own decision."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page, Revision

from news.models import EventReportPage
from news.reviewing.queue import waiting
from news.reviewing.told import Told, told_by_draft, told_by_page
from search.catalog import public_pages


@dataclass(frozen=True)
class Source:
    """What a report says to readers or, where `is_public` is False, to those who judge it."""

    report: EventReportPage
    told: Told
    is_public: bool

    @property
    def organisation(self) -> str:
        """The tree path of the page above the report."""
        path: str = self.report.path
        return path[: -Page.steplen]

    @property
    def is_safe(self) -> bool:
        """Whether its photos may be shown: they are shown already, or the consents are stated."""
        return self.is_public or not self.told.needs_consent


def sources_of(user: Any, ids: Collection[int]) -> dict[int, list[Source]]:
    """Return by report its public form and the draft that waits, whichever there are; others are left out."""
    reports = EventReportPage.objects.filter(pk__in=ids)
    public = list(reports.filter(pk__in=public_pages().values("pk")))
    prefetch_related_objects(public, "photos", "participants", "hashtag_links")
    found = {report.pk: [Source(report, told_by_page(report), True)] for report in public}
    sent = {row.pk: row.revision for row in waiting(user) if row.pk in ids}
    contents = dict(Revision.objects.filter(pk__in=sent.values()).values_list("pk", "content"))
    for report in reports.filter(pk__in=sent):
        draft = Source(report, told_by_draft(contents.get(sent[report.pk], {})), False)
        found.setdefault(report.pk, []).append(draft)
    return found
