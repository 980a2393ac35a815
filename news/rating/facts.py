"""What counts of the reports about a document: public ones only, in a number of queries that no size changes."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, QuerySet, Sum
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from news.models import EventReportPage, ReportLink, ReportParticipants, ReportPartner, ReportPhoto
from news.rating.points import Facts
from news.rating.rule import Rule
from search.models import CatalogEntry
from search.text import name_key

# «Never» is written as the last day that there is; PostgreSQL and zones want to know the days after theirs.
LAST_DAY = datetime.date(9999, 12, 29)


def moscow_day(moment: datetime.datetime) -> datetime.date:
    """Return on which day something happened, by the site's own clock, whatever zone an editor has chosen."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the first moment after a day, by the site's own clock."""
    following = min(day, LAST_DAY) + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(following, datetime.time.min)
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def facts_of(rule: Rule, about: Collection[uuid.UUID]) -> Iterator[Facts]:
    """Yield the facts of each public report about one of these things, first published by the closing date."""
    entries = CatalogEntry.objects.pages().of_type(EventReportPage._meta.label).filter(about__in=about)
    entries = entries.exclude(organisation=None).order_by("date", "pk")
    if rule.until:
        entries = entries.filter(published_at__lt=end_of(rule.until))
    reports = list(entries.values_list("page", "organisation", "end", "date", "published_at"))
    pages = entries.order_by().values("page")
    participants = _numbers(ReportParticipants.objects.filter(page__in=pages), Sum("count"))
    partners = _partners(ReportPartner.objects.filter(page__in=pages))
    links = _numbers(ReportLink.objects.filter(page__in=pages), Count("url", distinct=True))
    pictures = _numbers(ReportPhoto.objects.filter(page__in=pages), Count("picture", distinct=True))
    sent = _first_sent(report[0] for report in reports)
    for page, organisation, end, date, published in reports:
        day = moscow_day(min(sent.get(page, published), published))
        yield Facts(
            page,
            organisation,
            day <= rule.last_day(end or date),
            participants.get(page, 0),
            partners.get(page, 0),
            links.get(page, 0),
            pictures.get(page, 0),
        )


def _numbers(rows: QuerySet[Any], number: Any) -> dict[int, int]:
    return dict(rows.order_by().values("page").annotate(number=number).values_list("page", "number"))


def _partners(rows: QuerySet[ReportPartner]) -> dict[int, int]:
    """Return how many partners each page names; however a name is written, it is one."""
    keys = {(page, name_key(name) or name) for page, name in rows.values_list("page", "name")}
    return Counter(page for page, _key in keys)


def _first_sent(pages: Iterator[int]) -> dict[int, datetime.datetime]:
    """Return when each of the pages was first sent to review, of those that were."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(page) for page in pages]
    )
    rows = states.order_by().values("object_id").annotate(first=Min("created_at"))
    return {int(page): first for page, first in rows.values_list("object_id", "first")}
