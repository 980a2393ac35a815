"""The rating in a real browser: on a phone and on a desk, by keyboard, with its diploma."""

import re
from collections.abc import Callable

import pytest
from freezegun import freeze_time
from playwright.sync_api import expect

from news.rating.rating import freeze
from plans.models import OrderPage
from tests.browser.visits import Visitor
from tests.factories import make_tree
from tests.news.rating.regulations import moscow, organisation, regulation, report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Средняя общеобразовательная школа № 3 с углублённым изучением отдельных предметов имени Героя"
TITLE = "Положение о проведении Единого областного дня профориентации «Урок успеха: моя будущая профессия»"


@pytest.fixture
def document(db: None) -> OrderPage:
    """A regulation with three organisations, two of which tie, and one that has not reported."""
    tree = make_tree()
    page = regulation(tree, title=TITLE, report_from="Общеобразовательные организации")
    best, also, third = (organisation(tree, name) for name in (LONG, "Лицей", "Гимназия № 40"))
    report(best, page, participants=120, partners=2, photos=1, title=f"Единый день профориентации: {LONG}")
    report(also, page, participants=143, links=5)
    report(third, page)
    return page


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (360, False), (1280, True)])
def test_the_rating_says_why_and_pleases(
    visit: Callable[..., Visitor], document: OrderPage, width: int, scripts: bool
) -> None:
    visitor = visit(width=width, javascript=scripts).open(f"{document.url}rating/")
    page, why = visitor.page, visitor.page.locator("details", has_text="Почему 20").first
    if scripts:
        assert visitor.problems == []
    expect(why.locator("li").first).to_be_hidden()
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(why.locator("li").first).to_have_text("Отчёт прислан в срок — 5 баллов")
    expect(page.locator("table.rating tbody tr td:first-child")).to_have_text(["1–2", "1–2", "3"])
    if scripts:
        assert visitor.problems == []
    page.emulate_media(media="print")
    expect(page.locator("table.rating")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_diploma_is_there_once_it_is_final(
    visit: Callable[..., Visitor], document: OrderPage, width: int
) -> None:
    visitor = visit(width=width).open(f"{document.url}rating/")
    assert visitor.page.get_by_role("link", name="Диплом").count() == 0
    with freeze_time(moscow("2026-06-01 00:01")):
        freeze(document)
    visitor.open(f"{document.url}rating/")
    assert visitor.problems == []
    link = visitor.page.get_by_role("link", name=re.compile("Диплом.+Лицей"))
    answer = visitor.page.request.get(link.evaluate("link => link.href"))
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
