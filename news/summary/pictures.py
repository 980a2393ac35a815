"""The best pictures: those that the press service has picked for news, then the first ones of the newest reports."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionViewRestriction

from news.models import PickedPhoto, ReportPhoto
from news.summary.reports import Report
from news.summary.words import plain
from search.pictures import CARD_FALLBACK, CARD_SIZES, made
from search.queries import CatalogQuerySet

MOST = 12
# So many are looked at: some have no sizes yet.
LOOKED_AT = 4 * MOST


@dataclass(frozen=True)
class Photo:
    """A photo of a public report whose sizes exist."""

    picture: AbstractImage
    alt: str
    caption: str
    report: Report


def best_pictures(reports: list[Report], entries: CatalogQuerySet) -> tuple[Photo, ...]:
    """Return at most twelve pictures of the reports, in five queries. Whose pick it was is nobody's business."""
    by_pk = {report.pk: report for report in reports}
    picks = PickedPhoto.objects.filter(report__in=entries.order_by().values("page"))
    picked = [pair for pair in picks.values_list("report", "picture") if pair[0] in by_pk]
    wanted = list(dict.fromkeys([*picked, *_leads(reports)]))[:LOOKED_AT]
    found = {(photo.page_id, photo.picture_id): photo for photo in _photos(wanted)}
    shown = [found[pair] for pair in wanted if pair in found and _is_made(found[pair].picture)]
    return tuple(
        Photo(photo.picture, plain(photo.alt_text), plain(photo.caption), by_pk[photo.page_id])
        for photo in shown[:MOST]
    )


def _leads(reports: Iterable[Report]) -> Iterator[tuple[int, int]]:
    """Yield reports with their first pictures: one of each organisation, then a second one of each, and so on."""
    turns: Counter[int | None] = Counter()
    ranked = []
    for place, report in enumerate(reports):
        if report.picture:
            ranked.append((turns[report.organisation], place, report.pk, report.picture))
            turns[report.organisation] += 1
    for _turn, _place, report_pk, picture in sorted(ranked):
        yield report_pk, picture


def _photos(wanted: list[tuple[int, int]]) -> Iterable[ReportPhoto]:
    """Return the photos of these reports and pictures, without those whose files are not for everybody."""
    pages, pictures = {page for page, _picture in wanted}, {picture for _page, picture in wanted}
    closed = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    is_closed = reduce(or_, (Q(picture__collection__path__startswith=path) for path in closed), Q(pk=None))
    photos = ReportPhoto.objects.filter(page__in=pages, picture__in=pictures).exclude(is_closed)
    return photos.select_related("picture").prefetch_related("picture__renditions").order_by("-sort_order")


def _is_made(picture: AbstractImage) -> bool:
    return len(made(picture, *CARD_SIZES, CARD_FALLBACK)) == len(CARD_SIZES) + 1
