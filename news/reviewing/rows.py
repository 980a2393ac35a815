"""Reports as the desk shows them: twenty of them with all that stands beside them, in a fixed number of queries."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects
from wagtail.models import Page, Revision

from home.models import OrganisationPage, Picture
from news.models import EventReportPage
from news.reviewing.queue import Waiting
from news.reviewing.told import Photo, Told, event_words, told_by_draft, told_by_page
from plans.models import OrderPage, PlanItem
from search.models import CatalogEntry, Hashtag

# By their places in the tree.
Organisations = Mapping[str, OrganisationPage]


@dataclass(frozen=True)
class Shown:
    """A photo of a report with its picture; `key` names both in a form."""

    report: int
    photo: Photo
    picture: Picture

    @property
    def key(self) -> str:
        """«report-picture»."""
        return f"{self.report}-{self.photo.picture}"

    @property
    def alt(self) -> str:
        """What is on it, in words."""
        return "" if self.photo.is_decorative else self.photo.alt or str(self.picture.default_alt_text)


@dataclass(frozen=True)
class Row:
    """A report on the desk. `revision` is 0 and `since` None where it is public, `url` "" where it is not."""

    pk: int
    told: Told
    organisation: OrganisationPage | None
    event: str
    event_key: str
    hashtags: tuple[str, ...]
    photos: tuple[Shown, ...]
    questions: tuple[str, ...] = ()
    revision: int = 0
    since: datetime.datetime | None = None
    sender: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        """What names the very draft that is judged: «report-revision»."""
        return f"{self.pk}-{self.revision}"


def waiting_rows(batch: Iterable[Waiting], beside: "Beside") -> list[Row]:
    """Return reports that wait, in their order."""
    batch = list(batch)
    revisions = Revision.objects.filter(pk__in=[each.revision for each in batch])
    contents = dict(revisions.values_list("pk", "content"))
    told = {each.pk: told_by_draft(contents.get(each.revision, {})) for each in batch}
    gallery = Gallery(told.values())
    return [
        beside.row(
            each.pk,
            told[each.pk],
            each.organisation,
            gallery,
            questions=tuple(beside.questions(told[each.pk], gallery)),
            revision=each.revision,
            since=each.since,
            sender=each.sender,
        )
        for each in batch
    ]


def public_rows(entries: Iterable[CatalogEntry], organisations: Organisations) -> list[Row]:
    """Return public reports by their entries, in their order."""
    urls = {entry.page_id: entry.url for entry in entries}
    reports = EventReportPage.objects.in_bulk(urls)
    prefetch_related_objects(list(reports.values()), "photos", "participants", "hashtag_links")
    told = {pk: told_by_page(report) for pk, report in reports.items()}
    above = {pk: report.path[: -Page.steplen] for pk, report in reports.items()}
    beside, gallery = Beside(told.values(), organisations), Gallery(told.values())
    return [
        beside.row(pk, told[pk], above[pk], gallery, url=url) for pk, url in urls.items() if pk in reports
    ]


def organisations_at(places: Iterable[str]) -> Organisations:
    """Return the organisations at these places of the tree, by their names."""
    pages = OrganisationPage.objects.filter(path__in=set(places)).order_by("title")
    return {page.path: page for page in pages}


class Gallery:
    """The pictures of reports with the sizes that are made."""

    def __init__(self, told: Iterable[Told]) -> None:
        ids = {photo.picture for each in told for photo in each.photos}
        found = Picture.objects.filter(pk__in=ids).prefetch_related("renditions")
        self.pictures: dict[int, Picture] = found.in_bulk()

    def shown(self, pk: int, told: Told) -> tuple[Shown, ...]:
        """Return the photos of a report; those whose picture was deleted are left out."""
        known = self.pictures
        return tuple(Shown(pk, each, known[each.picture]) for each in told.photos if each.picture in known)


class Beside:
    """What stands beside reports: organisations, events, documents, hashtags; read once for all of them."""

    def __init__(self, reports: Iterable[Waiting | Told], organisations: Organisations) -> None:
        reports = list(reports)
        self.organisations = organisations
        items = PlanItem.objects.filter(pk__in=_known(each.item for each in reports))
        self.items: dict[int, PlanItem] = items.select_related("section__page").in_bulk()
        above = {_path_above(item) for item in self.items.values()}
        ids = _known(each.order for each in reports)
        documents = OrderPage.objects.filter(Q(path__in=above) | Q(pk__in=ids)) if above | ids else []
        self.documents = {page.pk: page for page in documents}
        self.documents_at = {page.path: page for page in self.documents.values()}
        self.hashtags = Hashtag.objects.in_bulk({tag for each in reports for tag in each.hashtags})

    def row(self, pk: int, told: Told, organisation: str, gallery: Gallery, **more: Any) -> Row:
        """Return a report with what stands beside it."""
        item, order = self.items.get(told.item or 0), self.documents.get(told.order or 0)
        return Row(
            pk=pk,
            told=told,
            organisation=self.organisations.get(organisation),
            event=event_words(item, order),
            event_key=f"item:{item.pk}" if item else f"order:{order.pk}" if order else "",
            hashtags=tuple(self.hashtags[tag].name for tag in told.hashtags if tag in self.hashtags),
            photos=gallery.shown(pk, told),
            **more,
        )

    def questions(self, told: Told, gallery: Gallery) -> Iterator[str]:
        """Yield what is missing in a report or to be asked about it."""
        item = self.items.get(told.item or 0)
        document = self.documents.get(told.order or 0)
        if document is None and item:
            document = self.documents_at.get(_path_above(item))
        described = {pk for pk, picture in gallery.pictures.items() if picture.description}
        return told.questions(document, described)


def _known(ids: Iterable[int | None]) -> set[int]:
    return {each for each in ids if each}


def _path_above(item: PlanItem) -> str:
    """Return where the document stands that an item's plan belongs to."""
    path: str = item.section.page.path
    return path[: -Page.steplen]
