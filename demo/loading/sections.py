"""The frame of the site: its home page, its sections, its pages of plain content, its hashtags."""

from dataclasses import dataclass
from datetime import date

from wagtail.models import Collection

from demo.loading import markup
from demo.loading.pictures import Gallery
from demo.loading.publishing import Publisher
from demo.records import Town
from home.models import HomePage, OrganisationIndexPage, StandardPage
from news.models import NewsIndexPage
from plans.models import OrderIndexPage
from search.models import Hashtag

# The title that the installation gives the home page, and the slugs of the sections.
UNTOUCHED_TITLE = "Вестник"
DOCUMENTS, NEWS, ORGANISATIONS = "dokumenty", "novosti", "organizacii"
# The pages of plain content that stand in the menu.
IN_MENU = ("o-proekte",)


@dataclass(frozen=True)
class Sections:
    """The three sections of the site."""

    documents: OrderIndexPage
    news: NewsIndexPage
    organisations: OrganisationIndexPage


def taken_slugs(town: Town) -> tuple[str, ...]:
    """Return the slugs that the demo needs below the home page."""
    return (DOCUMENTS, NEWS, ORGANISATIONS, *(page.slug for page in town.pages))


def make_hashtags(town: Town) -> None:
    """Make the hashtags in their official spelling; a description that somebody has written stays."""
    descriptions = {record.name: record.description for record in town.hashtags}
    for tag in Hashtag.objects.for_names(descriptions):
        if not tag.description and tag.name in descriptions:
            tag.description = descriptions[tag.name]
            tag.save()


def name_home(home: HomePage, town: Town, publisher: Publisher) -> None:
    """Give an untouched home page the town's title and lead; one that somebody has named stays."""
    if home.title not in (UNTOUCHED_TITLE, town.title):
        return
    home.title, home.lead = town.title, home.lead or town.lead
    home.save_revision(user=publisher.user, log_action=True).publish(user=publisher.user)
    publisher.tick()


def make_sections(home: HomePage, publisher: Publisher, day: date) -> Sections:
    """Make the three sections of the menu."""
    documents = OrderIndexPage(
        title="Документы",
        slug=DOCUMENTS,
        lead="Приказы, планы, положения и протоколы управления образования: с текстом, сроками и ответственными.",
        show_in_menus=True,
    )
    news = NewsIndexPage(
        title="Новости",
        slug=NEWS,
        lead="О чём рассказывает управление образования города.",
        show_in_menus=True,
    )
    organisations = OrganisationIndexPage(
        title="Организации",
        slug=ORGANISATIONS,
        lead="Школы, детские сады, центры творчества города и их фотоотчёты.",
        show_in_menus=True,
    )
    return Sections(
        documents=publisher.publish(home, documents, "sections/documents", day),
        news=publisher.publish(home, news, "sections/news", day),
        organisations=publisher.publish(home, organisations, "sections/organisations", day),
    )


def make_standard_pages(
    home: HomePage, town: Town, publisher: Publisher, gallery: Gallery, collection: Collection, day: date
) -> None:
    """Make the pages of plain content; the first of them shows the town."""
    for record in town.pages:
        body = [block for section in record.sections for block in markup.section(section)]
        if record is town.pages[0]:
            picture = gallery.picture(town.photo, collection, publisher.user)
            body.insert(0, markup.picture(picture, town.photo.alt, town.photo.caption))
        page = StandardPage(
            title=record.title,
            slug=record.slug,
            lead=record.lead,
            show_in_menus=record.slug in IN_MENU,
            body=body,
        )
        publisher.publish(home, page, f"pages/{record.slug}", day)
