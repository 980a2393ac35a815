"""`@gallery`: the pictures of a page or a section."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from home.blocks import PictureBlock
from news.models import EventReportPage, NewsPage, ReportPhoto
from restapi.access.collections import closed_collections
from restapi.reading.drafts import latest_draft
from restapi.reading.leaves import PageSummary
from restapi.reading.loading import fill
from restapi.reading.values import Reading, json_value
from restapi.schemas.answers import Answer, Batching, Identified, Summary
from restapi.schemas.values import Picture
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url
from search.models import CatalogEntry

REPORT = EventReportPage._meta.label

Row = dict[str, Any]


class GalleryPicture(Answer):
    """A picture in its place: caption and description as they stand there; `parent` is the page, if it is public."""

    image: Picture
    caption: str
    alt: str
    parent: Summary | None


class Gallery(Identified):
    """A batch of pictures."""

    items: list[GalleryPicture]
    items_total: int
    batching: Batching | None = None


@service("gallery", query=BATCH, answers=Gallery)
def gallery(call: Call) -> Row:
    """Return a batch of the pictures of the page and of all that is public below it.

    First what stands in the page's own text, then the photographs of reports, the newest reports first, then the lead
    pictures of other pages. Pictures of private collections are left out for those to whom they are closed.
    """
    reading, batch = Reading(call.request), Batch.asked(call.parameters)
    closed = closed_collections(call.request)
    page: Page = call.page if call.page.live else latest_draft(call.page)
    own = list(_own(page, reading, closed))
    photos, leads = _photos(call.page, closed), _leads(call.page, closed)
    numbers = [len(own), photos.count(), leads.count()]
    body = envelope(service_url(page, "gallery", call.request), call.request.GET, batch, sum(numbers))
    in_own, in_photos, in_leads = _parts(batch, numbers)
    body["items"] = list(
        chain(
            own[in_own],
            (
                _row(each.picture, each.caption, each.alt_text, each.page_id, reading)
                for each in photos[in_photos]
            ),
            _lead_rows(list(leads[in_leads]), reading),
        )
    )
    filled: Row = fill(body, call.request)
    return filled


def _parts(batch: Batch, numbers: list[int]) -> Iterator[slice]:
    """Yield for each of the lists that follow one another which part of it is in the batch."""
    start, stop = batch.start, batch.start + batch.size
    for number in numbers:
        yield slice(max(start, 0), max(min(stop, number), start, 0))
        start, stop = start - number, stop - number


def _own(page: Page, reading: Reading, closed: set[int]) -> Iterator[Row]:
    """Yield the pictures of the page's own streams; of a draft report its photographs too."""
    for field in page._meta.get_fields():
        value = getattr(page, field.name, None) if field.concrete else None
        if isinstance(value, StreamValue):
            for child in value:
                picture = child.value.get("image") if isinstance(child.block, PictureBlock) else None
                if picture is not None and picture.collection_id not in closed:
                    alt = picture.contextual_alt_text or picture.default_alt_text
                    yield _row(picture, child.value.get("caption") or "", alt, page.pk, reading)
    if isinstance(page, EventReportPage) and not page.live:
        for photo in page.photos.all():
            if photo.picture.collection_id not in closed:
                yield _row(photo.picture, photo.caption, photo.alt_text, page.pk, reading)


def _photos(page: Page, closed: set[int]) -> QuerySet[ReportPhoto]:
    public = CatalogEntry.objects.under(page).pages().of_type(REPORT).values("page")
    photos = ReportPhoto.objects.filter(page__in=public).exclude(picture__collection__in=closed)
    return photos.order_by("-page__start", "-page", "sort_order", "pk").select_related("picture")


def _leads(page: Page, closed: set[int]) -> QuerySet[CatalogEntry]:
    entries = CatalogEntry.objects.under(page).pages().exclude(picture=None).exclude(type=REPORT)
    return entries.exclude(picture__collection__in=closed).newest().select_related("picture")


def _lead_rows(entries: list[CatalogEntry], reading: Reading) -> list[Row]:
    news = NewsPage.objects.filter(pk__in=[entry.page_id for entry in entries])
    captions = dict(news.values_list("pk", "picture_caption"))
    return [
        _row(entry.picture, captions.get(entry.page_id, ""), entry.picture_alt, entry.page_id, reading)
        for entry in entries
    ]


def _row(picture: AbstractImage | None, caption: str, alt: str, page_id: int, reading: Reading) -> Row:
    return {
        "image": json_value(picture, reading),
        "caption": caption,
        "alt": alt or "",
        "parent": PageSummary(page_id),
    }
