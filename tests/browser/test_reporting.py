"""The whole way of a report in a real browser: from a school's phone through the reviewers' hands to the public page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from PIL import Image
from playwright.sync_api import Page, expect

from home.models import Picture
from news.models import EventReportPage
from plans.models import PlanItem
from tests.browser.visits import Visitor
from tests.factories import HASHTAG, make_tree
from tests.restapi.town import PRESS, SCHOOL, Town, give_passwords, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "password"
STORY = "Сажали липы всем классом.\n\nПолучилась аллея."


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town whose people can sign in; an item of the plan is the school's."""
    town = make_town(make_tree())
    give_passwords(town, PASSWORD)
    item = PlanItem.objects.filter(section__page=town.tree.plan).first()
    assert item
    item.organisations.add(town.school)
    item.save()
    EventReportPage.objects.filter(plan_item=item).update(plan_item=None)
    return town


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Six pictures of a phone's size."""
    paths = [tmp_path / f"IMG_{number}.jpg" for number in range(6)]
    for number, path in enumerate(paths):
        Image.effect_noise((3200, 2400), 40 + number).convert("RGB").save(path, quality=70)
    return paths


def sign_in(visitor: Visitor, user: User, path: str) -> Page:
    visitor.open(f"/login/?next={path}")
    visitor.page.fill("[name=login]", user.username)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.get_by_role("button", name="Войти").click()
    return visitor.page


def begun(visitor: Visitor, town: Town) -> Page:
    """Sign in as a school and begin a report about its duty."""
    page = sign_in(visitor, town.people[SCHOOL], "/reports/")
    page.get_by_role("link", name="Написать отчёт").click()
    page.get_by_role("button", name="Выбрать").first.click()
    page.wait_for_selector("[data-report]")
    return page


def described(page: Page) -> None:
    """Say of every picture what it shows, and the rest of the form."""
    for number, field in enumerate(page.locator(".report-photos [name$=-alt]").all()):
        field.fill(f"Дети сажают липу {number + 1}")
    page.fill("[name=title]", "Липовая аллея у школы")
    page.fill("[name=story]", STORY)
    page.fill("[name=pupils]", "24")
    page.check("[name=consent]")


def _report() -> EventReportPage:
    return EventReportPage.objects.latest("pk")


def test_a_report_from_a_phone_reaches_the_public(
    visit: Callable[..., Visitor], town: Town, photos: list[Path], client: Any
) -> None:
    visitor = visit(width=360)
    page = begun(visitor, town)
    page.set_input_files("#upload", photos[:3])
    expect(page.locator(".report-photos .report-photo")).to_have_count(3, timeout=30_000)
    page.context.set_offline(True)
    page.set_input_files("#upload", photos[3:])
    page.fill("[name=place]", "Липовая улица")
    expect(page.locator(".report-status")).to_contain_text("Нет связи", timeout=10_000)
    page.context.set_offline(False)
    expect(page.locator(".report-photos .report-photo")).to_have_count(6, timeout=60_000)
    described(page)
    expect(page.locator(".report-status")).to_contain_text("Сохранено", timeout=30_000)
    assert visitor.problems == [] or all("ERR_INTERNET" in problem for problem in visitor.problems)
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("[role=status]").first).to_contain_text("отправлен на проверку")
    assert max(Picture.objects.latest("pk").width, Picture.objects.latest("pk").height) == 2560

    report = _report()
    task = report.current_workflow_task_state
    task.reject(user=town.people[PRESS], comment="Назовите класс")
    page.reload()
    expect(page.locator("main")).to_contain_text("Назовите класс")
    page.get_by_role("link", name="Липовая аллея у школы").click()
    page.fill("[name=story]", f"{STORY} Сажал 5А класс.")
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("[role=status]").first).to_contain_text("отправлен на проверку")
    report = _report()
    report.current_workflow_task_state.approve(user=town.people[PRESS])

    report = _report()
    shown = visit(width=360, javascript=False).open(report.url)
    assert "Сажал 5А класс." in shown.text
    assert "24 участника" in shown.text
    assert shown.page.locator("main figure img").count() == 6
    assert "Липовая аллея у школы" in visit().open(f"/hashtags/{HASHTAG.casefold()}/").text
    found = client.get(
        "/@search", {"SearchableText": "липовая аллея"}, headers={"accept": "application/json"}
    )
    assert f"http://testserver{report.url}" in [item["@id"] for item in found.json()["items"]]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_report_is_written_without_scripts(
    visit: Callable[..., Visitor], town: Town, photos: list[Path], width: int
) -> None:
    visitor = visit(width=width, javascript=False)
    page = begun(visitor, town)
    page.set_input_files("#upload", photos[:2])
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("#mistakes")).to_contain_text("осталось")
    assert page.locator(".report-photos .report-photo").count() == 2
    described(page)
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("[role=status]").first).to_contain_text("отправлен на проверку")
    assert _report().workflow_in_progress


def test_a_closed_tab_loses_nothing(visit: Callable[..., Visitor], town: Town) -> None:
    page = begun(visit(width=360), town)
    address = page.url
    page.context.set_offline(True)
    page.fill("[name=story]", "Недописанный рассказ")
    expect(page.locator(".report-status")).to_contain_text("Нет связи", timeout=10_000)
    page.context.set_offline(False)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("[name=story]")).to_have_value("Недописанный рассказ")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_reporting_please(visit: Callable[..., Visitor], town: Town, width: int) -> None:
    visitor = visit(width=width)
    begun(visitor, town)
    for path in ("/reports/", "/reports/new/", "/reports/new/?q=неделя", f"/reports/{_report().pk}/"):
        assert visitor.open(path).problems == []
