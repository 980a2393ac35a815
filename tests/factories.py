"""Pages for tests: a factory for every page type, published under its usual parent unless told otherwise.

`live=False` makes a draft. `hashtags=[…]` takes names; a plan takes `items=[{…}]`, a report `photos=2`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import factory
import wagtail_factories
from factory.django import ImageField
from wagtail.models import Collection, Page
from wagtail.rich_text import RichText

from home.models import HomePage, OrganisationIndexPage, OrganisationPage, Picture, StandardPage
from news.models import (
    EventReportPage,
    NewsIndexPage,
    NewsPage,
    ReportLink,
    ReportParticipants,
    ReportPartner,
    ReportPhoto,
)
from plans.kinds import DocumentKind
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage, PlanSection

HASHTAG = "НеделяДобра"


def paragraph(text: str) -> tuple[str, RichText]:
    """Return a paragraph for any of our streams."""
    return "paragraph", RichText(f"<p>{text}</p>")


def the_home_page() -> HomePage:
    """Return the home page that the migrations have made."""
    home: HomePage = HomePage.objects.get()
    return home


class PictureFactory(wagtail_factories.ImageFactory):
    """A picture in one colour."""

    title = factory.Sequence(lambda number: f"Школьный двор {number + 1}")
    description = "Дети сажают деревья у школы"
    file = ImageField(filename="dvor.jpg", width=640, height=420, color="#3a7d44")
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        model = Picture


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A text file."""

    title = "Форма заявки"
    file = factory.django.FileField(filename="zayavka.txt", data=b"...")
    collection = factory.LazyFunction(Collection.get_first_root_node)


class BasePageFactory(wagtail_factories.PageFactory):
    """What the factories of our pages share."""

    slug = ""  # the page makes its own
    live = True
    hashtags: Any = ()
    lead = "Одно предложение о главном, каким его видят в списках и в поиске."

    usual_parent: Callable[[], Page]

    class Meta:
        abstract = True
        exclude = ("usual_parent",)

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        live, hashtags = kwargs.pop("live"), kwargs.pop("hashtags")
        parts = {name: kwargs.pop(name) for name in cls.part_names() if name in kwargs}
        page = model_class(live=False, **kwargs)
        if hashtags:
            page.hashtags.set(hashtags)
        cls.add_parts(page, **parts)
        (parent or cls.usual_parent()).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return model_class.objects.get(pk=page.pk)

    @classmethod
    def part_names(cls) -> tuple[str, ...]:
        """Names of arguments that are no fields."""
        return ()

    @classmethod
    def add_parts(cls, page: Any, **parts: Any) -> None:
        """Give the page what its children hold."""


class HomePageFactory(BasePageFactory):
    """The home page of one more site."""

    title = factory.Sequence(lambda number: f"Вестник {number + 1}")
    usual_parent = Page.get_first_root_node

    class Meta:
        model = HomePage


class StandardPageFactory(BasePageFactory):
    """A page of plain content."""

    title = factory.Sequence(lambda number: f"О проекте {number + 1}")
    body = factory.LazyFunction(
        lambda: [("heading", "Зачем это нужно"), paragraph("Чтобы всё было в одном месте.")]
    )
    usual_parent = the_home_page

    class Meta:
        model = StandardPage


class OrganisationIndexPageFactory(BasePageFactory):
    """The directory of organisations."""

    title = "Организации"
    show_in_menus = True
    usual_parent = the_home_page

    class Meta:
        model = OrganisationIndexPage


class OrderIndexPageFactory(BasePageFactory):
    """The documents of an authority."""

    title = "Документы"
    show_in_menus = True
    usual_parent = the_home_page

    class Meta:
        model = OrderIndexPage


class NewsIndexPageFactory(BasePageFactory):
    """All news."""

    title = "Новости"
    show_in_menus = True
    usual_parent = the_home_page

    class Meta:
        model = NewsIndexPage


def the_only(model: type[Page], make: Callable[[], Page]) -> Callable[[], Page]:
    """Return a function that finds the first page of a type, or makes one."""
    return lambda: model.objects.first() or make()


class OrganisationPageFactory(BasePageFactory):
    """A school."""

    title = factory.Sequence(lambda number: f"Школа № {number + 1}")
    kind = OrganisationPage.Kind.SCHOOL
    full_name = factory.LazyAttribute(
        lambda page: f"Муниципальное общеобразовательное учреждение «{page.title}»"
    )
    district = "Заречный район"
    address = "улица Садовая, 5"
    phone = "8 800 000-00-00"
    email = "school@example.org"
    website = "https://school.example.org/"
    body = factory.LazyFunction(lambda: [paragraph("Школа у реки, открыта в 1961 году.")])
    usual_parent = the_only(OrganisationIndexPage, OrganisationIndexPageFactory)

    class Meta:
        model = OrganisationPage


class OrderPageFactory(BasePageFactory):
    """An order with a clause and a signature."""

    title = factory.Sequence(lambda number: f"О проведении недели добрых дел {number + 1}")
    kind = DocumentKind.ORDER
    number = factory.Sequence(lambda number: str(number + 1))
    date = datetime.date(2026, 9, 1)
    city = "Заречинск"
    authority = "Управление образования города Заречинска"
    school_year = "2026/2027"
    preamble = "В целях поддержки добровольчества ПРИКАЗЫВАЮ:"
    body = factory.LazyFunction(
        lambda: [
            (
                "clause",
                {
                    "number": "1.",
                    "text": RichText("Провести неделю добрых дел."),
                    "subclauses": [{"number": "1.1.", "text": RichText("Утвердить план.")}],
                },
            ),
            ("signature", {"role": "signed", "position": "Начальник управления", "name": "А. Б. Петрова"}),
        ]
    )
    usual_parent = the_only(OrderIndexPage, OrderIndexPageFactory)

    class Meta:
        model = OrderPage


ITEMS: list[dict[str, str]] = [
    {
        "number": "1.",
        "title": "Посадка деревьев у школ",
        "deadline": "до 15 октября",
        "responsible": "Школа № 1\nЦентр творчества",
        "expected_results": f"Фотоотчёты под #{HASHTAG}",
    },
    {
        "number": "2.",
        "title": "Классные часы о добровольцах",
        "deadline": "в течение года",
        "responsible": "Школы",
    },
]


class PlanPageFactory(BasePageFactory):
    """A plan of one section; `items` are the fields of its items."""

    title = factory.Sequence(lambda number: f"План недели добрых дел {number + 1}")
    kind = DocumentKind.PLAN
    school_year = "2026/2027"
    items: Any = ITEMS
    section_title = "1. Работа с детьми"
    usual_parent = the_only(OrderPage, OrderPageFactory)

    class Meta:
        model = PlanPage

    @classmethod
    def part_names(cls) -> tuple[str, ...]:
        """The items and the title of their section."""
        return ("items", "section_title")

    @classmethod
    def add_parts(cls, page: PlanPage, **parts: Any) -> None:
        """Add one section with the items."""
        section = PlanSection(title=parts["section_title"], sort_order=0)
        section.items.add(*(PlanItem(sort_order=place, **item) for place, item in enumerate(parts["items"])))
        page.sections.add(section)


class NewsPageFactory(BasePageFactory):
    """A piece of news without a picture."""

    title = factory.Sequence(lambda number: f"Школы города посадили деревья {number + 1}")
    date = datetime.date(2026, 10, 12)
    body = factory.LazyFunction(lambda: [paragraph("Больше ста деревьев за одну субботу.")])
    usual_parent = the_only(NewsIndexPage, NewsIndexPageFactory)

    class Meta:
        model = NewsPage


class EventReportPageFactory(BasePageFactory):
    """A photo report of a school; `photos` says how many pictures it has."""

    title = factory.Sequence(lambda number: f"Аллея у школы {number + 1}")
    start = datetime.date(2026, 10, 10)
    place = "Школьный двор"
    consent = True
    consent_by = "Директор школы"
    body = factory.LazyFunction(lambda: [paragraph("Посадили двенадцать лип, работали семьями.")])
    photos = 1
    participants = 25
    usual_parent = the_only(OrganisationPage, OrganisationPageFactory)

    class Meta:
        model = EventReportPage

    @classmethod
    def part_names(cls) -> tuple[str, ...]:
        """The number of photos and of participants."""
        return ("photos", "participants")

    @classmethod
    def add_parts(cls, page: EventReportPage, **parts: Any) -> None:
        """Add photos, participants, a partner and a link."""
        for place in range(parts["photos"]):
            page.photos.add(
                ReportPhoto(sort_order=place, picture=PictureFactory(), caption="У каждой липы своя семья")
            )
        page.participants.add(ReportParticipants(sort_order=0, count=parts["participants"]))
        page.partners.add(ReportPartner(sort_order=0, name="Лесничество"))
        page.links.add(ReportLink(sort_order=0, title="Репортаж", url="https://video.example.org/1"))


@dataclass(frozen=True)
class Tree:
    """One published page of every type; order, plan's item, report and news have the hashtag `HASHTAG`."""

    home: HomePage
    about: StandardPage
    organisations: OrganisationIndexPage
    school: OrganisationPage
    documents: OrderIndexPage
    order: OrderPage
    plan: PlanPage
    news_index: NewsIndexPage
    news: NewsPage
    report: EventReportPage

    @property
    def pages(self) -> list[Page]:
        """All of them."""
        return list(vars(self).values())


def make_tree() -> Tree:
    """Make and publish the tree."""
    organisations, documents, news_index = (
        OrganisationIndexPageFactory(),
        OrderIndexPageFactory(),
        NewsIndexPageFactory(),
    )
    school = OrganisationPageFactory(parent=organisations)
    order = OrderPageFactory(parent=documents, hashtags=[HASHTAG], issuer=school)
    plan = PlanPageFactory(parent=order)
    item = PlanItem.objects.filter(section__page=plan).first()
    return Tree(
        home=the_home_page(),
        about=StandardPageFactory(),
        organisations=organisations,
        school=school,
        documents=documents,
        order=order,
        plan=plan,
        news_index=news_index,
        news=NewsPageFactory(parent=news_index, hashtags=[HASHTAG], picture=PictureFactory()),
        report=EventReportPageFactory(parent=school, hashtags=[HASHTAG], plan_item=item, photos=2),
    )


# The factory of each page type, for tests that loop over all of them.
FACTORIES: dict[type[Page], type[BasePageFactory]] = {
    page_factory._meta.model: page_factory
    for page_factory in (
        HomePageFactory,
        StandardPageFactory,
        OrganisationIndexPageFactory,
        OrganisationPageFactory,
        OrderIndexPageFactory,
        OrderPageFactory,
        PlanPageFactory,
        NewsIndexPageFactory,
        NewsPageFactory,
        EventReportPageFactory,
    )
}
