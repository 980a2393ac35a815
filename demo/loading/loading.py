"""Loads a town: in one transaction, and with the files taken back when it fails."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from demo.loading.documents import AnyDocument, make_documents, published_on
from demo.loading.files import taken_back_on_failure
from demo.loading.marks import (
    COLLECTION,
    demo_collection,
    demo_pages,
    foreign_pages,
    foreign_pages_below_demo,
)
from demo.loading.news import make_news
from demo.loading.organisations import make_organisations
from demo.loading.people import People, give_section_roles, give_site_roles, make_people
from demo.loading.pictures import Gallery
from demo.loading.publishing import Publisher, index_references, settle_dates
from demo.loading.removal import remove_demo
from demo.loading.reports import make_reports
from demo.loading.sections import make_hashtags, make_sections, make_standard_pages, name_home, taken_slugs
from demo.records import Photo, Town
from home.models import HomePage

# How many of the pages that stand in the way a refusal names.
NAMED = 5
# The site opens some days before its first publication.
OPENED_BEFORE = timedelta(days=7)


class LoadingRefused(Exception):
    """The demo cannot be loaded here; the text says why, to a person."""


def is_loaded() -> bool:
    """Return whether the site has pages of the demo."""
    return bool(demo_pages().exists())


def page_count(town: Town) -> int:
    """Return how often `load` calls `tick` at most."""
    appendices = len(town.orders) + len(town.instructions)
    documents = len(town.orders) + len(town.regulations) + len(town.minutes) + len(town.instructions)
    return (
        4
        + len(town.organisations)
        + documents
        + appendices
        + len(town.pages)
        + len(town.news)
        + len(town.reports)
    )


def load(town: Town, password: str, tick: Callable[[], None], reset: bool = False) -> People:
    """Load the town, after taking out the demo that is there if `reset`; raises LoadingRefused."""
    home = _home_page()
    _check(home, reset)
    with Gallery(_photos(town)) as gallery, taken_back_on_failure(), transaction.atomic():
        if reset:
            remove_demo()
        _check_addresses(home, town)
        with disable_reference_index_auto_update():
            people = _fill(HomePage.objects.get(pk=home.pk), town, password, gallery, tick)
        settle_dates()
        index_references()
    return people


def _fill(home: HomePage, town: Town, password: str, gallery: Gallery, tick: Callable[[], None]) -> People:
    """Make everything, in the order in which one thing needs another."""
    people = make_people(town, password)
    give_site_roles(people, home)
    publisher = Publisher(people.press, tick)
    collection = demo_collection() or Collection.get_first_root_node().add_child(name=COLLECTION)
    opened = _opened(town)
    make_hashtags(town)
    name_home(home, town, publisher)
    sections = make_sections(home, publisher, opened)
    give_section_roles(people, sections.documents)
    organisations = make_organisations(
        sections.organisations, town, publisher, gallery, people, collection, opened
    )
    documents = make_documents(sections.documents, town, publisher, organisations)
    make_standard_pages(home, town, publisher, gallery, collection, opened)
    make_news(sections.news, town, publisher, gallery, organisations, documents)
    make_reports(town, publisher, gallery, people, organisations, documents)
    return people


def _photos(town: Town) -> Iterator[Photo]:
    """Yield all photos in the order in which `_fill` asks for them."""
    yield from (organisation.photo for organisation in town.organisations)
    yield town.photo
    for news in sorted(town.news, key=lambda record: record.date):
        yield from news.photos
    for report in sorted(town.reports, key=lambda record: record.published):
        yield from report.photos


def _opened(town: Town) -> date:
    """Return the day on which the site began."""
    days = [record.published for record in town.reports] + [record.date for record in town.news]
    documents: tuple[AnyDocument, ...] = (*town.orders, *town.regulations, *town.minutes, *town.instructions)
    days += [published_on(record) for record in documents]
    return min(days, default=town.today) - OPENED_BEFORE


def _home_page() -> HomePage:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        raise LoadingRefused(
            _("У сайта по умолчанию нет главной страницы «Вестника»: сначала выполните migrate.")
        )
    return home


def _check(home: HomePage, reset: bool) -> None:
    """Raise LoadingRefused where the demo would mix with, or remove, what somebody else has made."""
    if not reset and foreign_pages(home).exists():
        raise LoadingRefused(
            _(
                "На сайте уже есть страницы, которые сделаны не демонстрацией: %(pages)s. Загрузите её на пустой сайт "
                "или добавьте --reset: чужие страницы останутся, демонстрация встанет рядом."
            )
            % {"pages": _named(foreign_pages(home))}
        )
    if reset and foreign_pages_below_demo().exists():
        raise LoadingRefused(
            _(
                "Внутри демонстрации есть чужие страницы, они бы исчезли вместе с ней: %(pages)s. "
                "Перенесите или удалите их и повторите."
            )
            % {"pages": _named(foreign_pages_below_demo())}
        )


def _check_addresses(home: HomePage, town: Town) -> None:
    """Raise LoadingRefused where a page of somebody else has an address that the demo needs."""
    taken = Page.objects.child_of(home).filter(slug__in=taken_slugs(town))
    if taken.exists():
        raise LoadingRefused(
            _("Адреса, которые нужны демонстрации, заняты страницами: %(pages)s.") % {"pages": _named(taken)}
        )


def _named(pages: Iterable[Page]) -> str:
    """Return the titles of some pages and the number of the others."""
    titles = [f"«{page.title}»" for page in pages]
    rest = len(titles) - NAMED
    named = ", ".join(titles[:NAMED])
    return _("%(named)s и ещё %(rest)s") % {"named": named, "rest": rest} if rest > 0 else named
