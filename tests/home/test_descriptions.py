"""What a search engine and a messenger read of a page whose author has written no lead."""

from typing import Any

from django.test import Client

from plans.models import PlanPage
from tests.factories import EventReportPageFactory, OrderPageFactory, PlanPageFactory, Tree


def described(client: Client, address: str, **asked: Any) -> str:
    """Return the description of the page at an address, without spaces that do not break."""
    page = client.get(address, asked).content.decode().replace("\u00a0", " ")
    return page.split('<meta name="description" content="')[1].split('"')[0].strip()


def test_a_page_is_described_by_its_lead(client: Client, tree: Tree) -> None:
    assert described(client, tree.order.url) == tree.order.lead
    assert described(client, tree.plan.url) == tree.plan.lead


def test_an_order_without_a_lead_is_described_by_its_requisites(client: Client, tree: Tree) -> None:
    order = OrderPageFactory(lead="", number="7", title="О субботнике")
    assert described(client, order.url) == "Приказ № 7 от 1 сентября 2026 г. · О субботнике"


def test_a_plan_without_a_lead_is_described_by_its_days_and_items(client: Client, tree: Tree) -> None:
    plan: PlanPage = PlanPageFactory(lead="")
    text = described(client, plan.url)
    assert text.startswith("План · Приказ № ")
    assert text.endswith(" · до 15 октября 2026 г. · 2 пункта")
    assert text in client.get(plan.url).content.decode().replace("\u00a0", " ").split("og:description")[1]


def test_a_hashtag_without_a_description_is_described_by_its_counts(client: Client, tree: Tree) -> None:
    text = described(client, "/hashtags/неделядобра/")
    assert text.startswith("#НеделяДобра · ")
    assert "1 организация" in text


def test_a_search_is_described_by_what_it_finds(client: Client, tree: Tree) -> None:
    assert described(client, "/search/", q="деревья").startswith("По запросу «деревья»: ")
    assert described(client, "/search/") == "Поиск по приказам, планам, новостям и фотоотчётам."


def test_a_gallery_counts_the_photos_below_the_first(client: Client, tree: Tree) -> None:
    report = EventReportPageFactory(parent=tree.school, photos=3)
    page = client.get(report.url).content.decode().replace("\u00a0", " ")
    assert "Ещё 2 фотографии" in page
