"""The board in a real browser: a phone, a desk, paper; without scripts; reminders by a click."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from home.models import Notice
from plans.models import PlanItem, PlanPage
from tests.browser.test_reporting import sign_in, town
from tests.browser.visits import Visitor
from tests.factories import EventReportPageFactory, OrganisationPageFactory, PlanPageFactory
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["town"]

ITEMS = 45


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """A wide plan that asks all schools, of which one has a long name; some items are done, late, overdue, ahead."""
    OrganisationPageFactory(
        parent=town.tree.organisations,
        title="Специализированная общеобразовательная школа-интернат № 152 имени первооткрывателей",
    )
    deadlines = ["до 15 октября 2025", "в течение года", "ежемесячно", "до 1 мая 2027", "постоянно"]
    items = [
        {
            "number": f"{number + 1}.",
            "title": f"Мероприятие {number + 1} о добрых делах и взаимопомощи в посёлке",
            "deadline": deadlines[number % len(deadlines)],
            "responsible": "Общеобразовательные организации",
        }
        for number in range(ITEMS)
    ]
    page: PlanPage = PlanPageFactory(parent=town.tree.order, items=items, execution_is_public=True)
    first = PlanItem.objects.filter(section__page=page).first()
    EventReportPageFactory(parent=town.school, plan_item=first, title="Отчёт о первом деле")
    return page


def overflow(page: Page) -> list[int]:
    """Return how wide each table is, and how wide the region in which it scrolls."""
    found: list[int] = page.evaluate(
        "(() => { const region = document.querySelector('.region');"
        " return [region.scrollWidth, region.clientWidth] })()"
    )
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_the_board_pleases(visit: Callable[..., Visitor], town: Town, plan: PlanPage, width: int) -> None:
    first = PlanItem.objects.filter(section__page=plan).first()
    assert first
    visitor = visit(width=width, javascript=True)
    for query in (
        "",
        "?state=overdue",
        "?q=абракадабра",
        f"?organisation={town.school.pk}",
        f"?item={first.uid}",
    ):
        assert visitor.open(f"{plan.url}execution/{query}").problems == [], query


def test_the_matrix_scrolls_in_its_region_by_keyboard(visit: Callable[..., Visitor], plan: PlanPage) -> None:
    page = visit(width=360).open(f"{plan.url}execution/").page
    table, room = overflow(page)
    assert table > room
    region = page.get_by_role("region", name="Организации и пункты 1 – 32")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # it scrolls smoothly
    assert region.evaluate("region => region.scrollLeft") > 0
    head = region.get_by_role("rowheader").first.bounding_box()
    assert head is not None
    assert head["x"] >= 0  # the organisation's name stays


def test_who_hears_the_page_hears_the_words(visit: Callable[..., Visitor], plan: PlanPage) -> None:
    page = visit(width=1280).open(f"{plan.url}execution/").page
    snapshot = page.locator(".region").first.aria_snapshot()
    assert "просрочено" in snapshot
    # Three schools and 36 items with days; a school's report is late for the first.
    expect(page.get_by_role("img").first).to_have_accessible_name(
        re.compile(r"Сделано 1 из 108, просрочено \d+")
    )


def test_on_paper_the_table_is_whole(visit: Callable[..., Visitor], plan: PlanPage) -> None:
    page = visit(width=1000).open(f"{plan.url}execution/").page
    page.emulate_media(media="print")
    table, room = overflow(page)
    assert table <= room + 1
    cell = page.locator(".matrix td.o").first
    assert cell.inner_text().startswith("!")
    assert cell.evaluate("cell => getComputedStyle(cell).color") == "rgb(0, 0, 0)"
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator(".legend").first).to_be_visible()


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_a_coordinator_reminds_by_a_click(
    visit: Callable[..., Visitor], town: Town, plan: PlanPage, width: int, scripts: bool
) -> None:
    User.objects.filter(pk=town.people[OTHER_SCHOOL].pk).update(email="gymnasium@example.org")
    address = f"{plan.url}execution/"
    visitor = visit(width=width, javascript=scripts)
    sign_in(visitor, town.people[COORDINATOR], address)
    page = visitor.open(address).page
    if scripts:
        assert visitor.problems == []
    page.get_by_role("button", name="Напомнить всем, у кого просрочено").click()
    expect(page.get_by_role("status")).to_contain_text("Письма уйдут 1")
    expect(page.get_by_role("heading", name="Писать некому")).to_be_visible()
    assert set(Notice.objects.values_list("recipient__username", flat=True)) == {"other-school"}
    if scripts:
        assert visitor.problems == []
    page.get_by_role("link", name="Назад").click()
    page.get_by_role("button", name="Напомнить всем, у кого просрочено").click()
    expect(page.get_by_role("status")).to_contain_text("Новых писем нет.")
    assert Notice.objects.count() == 1
