"""The photo reports of the schools."""

from collections.abc import Iterator

from demo.loading import markup
from demo.loading.documents import Documents
from demo.loading.organisations import Organisations
from demo.loading.people import People
from demo.loading.pictures import Gallery
from demo.loading.publishing import Publisher
from demo.records import Participants, Report, Town
from news.models import EventReportPage, ReportLink, ReportParticipants, ReportPartner, ReportPhoto


def make_reports(
    town: Town,
    publisher: Publisher,
    gallery: Gallery,
    people: People,
    organisations: Organisations,
    documents: Documents,
) -> None:
    """Make all reports, the oldest first, each below its organisation."""
    for record in sorted(town.reports, key=lambda report: report.published):
        page = _page(record)
        owner = people.editor(record.organisation)
        collection = organisations.collections[record.organisation]
        page.plan_item = documents.items[record.item] if record.item else None
        page.organisations = [organisations.pages[key] for key in record.organisations]
        page.photos = [
            ReportPhoto(
                picture=gallery.picture(photo, collection, owner),
                caption=photo.caption[:250],
                alt=photo.alt[:250],
            )
            for photo in record.photos
        ]
        page.hashtags.add(*record.hashtags)
        parent = organisations.pages[record.organisation]
        publisher.publish(parent, page, f"reports/{record.key}", record.published, owner)


def _page(record: Report) -> EventReportPage:
    page = EventReportPage(
        title=record.title,
        lead=record.lead,
        start=record.starts,
        end=record.ends if record.ends != record.starts else None,
        place=record.place[:250],
        body=markup.paragraphs(record.body),
        consent=True,
        consent_by="Ответственный за публикации",
        consent_at=record.published,
    )
    page.participants = list(_participants(record.participants))
    page.partners = [
        *(ReportPartner(role=ReportPartner.Role.SOCIAL, name=name) for name in record.partners),
        *(ReportPartner(role=ReportPartner.Role.SPONSOR, name=name) for name in record.sponsors),
    ]
    page.links = [ReportLink(kind=link.kind, title=link.title, url=link.url) for link in record.links]
    return page


def _participants(record: Participants) -> Iterator[ReportParticipants]:
    """Yield a row for each category in which there was somebody."""
    for category in ReportParticipants.Category:
        count = getattr(record, category.value)
        if count:
            yield ReportParticipants(category=category, count=count)
