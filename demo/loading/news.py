"""The news of the town."""

from demo.loading import markup
from demo.loading.documents import Documents
from demo.loading.organisations import Organisations
from demo.loading.pictures import Gallery
from demo.loading.publishing import Publisher
from demo.records import News, Town
from home.models import Picture
from news.models import NewsIndexPage, NewsPage


def make_news(
    section: NewsIndexPage,
    town: Town,
    publisher: Publisher,
    gallery: Gallery,
    organisations: Organisations,
    documents: Documents,
) -> None:
    """Make all news, the oldest first."""
    for record in sorted(town.news, key=lambda news: news.date):
        collection = organisations.collections[record.organisation]
        pictures = [gallery.picture(photo, collection, publisher.user) for photo in record.photos]
        page = _page(record, pictures, documents)
        page.hashtags.add(*record.hashtags)
        publisher.publish(section, page, f"news/{record.key}", record.date)


def _page(record: News, pictures: list[Picture], documents: Documents) -> NewsPage:
    """The first picture is the main one, the others stand in the text."""
    body = markup.paragraphs(record.body)
    for picture, photo in list(zip(pictures, record.photos, strict=True))[1:]:
        body.append(markup.picture(picture, photo.alt, photo.caption))
    document = documents.pages.get(record.order)
    if document:
        body.append(("paragraph", f"<p>Документ: {markup.link(document, document.requisites)}</p>"))
    return NewsPage(
        title=record.title,
        lead=record.lead,
        date=record.date,
        picture=pictures[0] if pictures else None,
        picture_caption=record.photos[0].caption[:250] if record.photos else "",
        body=body,
    )
