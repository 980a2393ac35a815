"""The check of an imported document in a real browser: rows are mended in place, keys walk through the doubts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from plans.models import DocumentImport
from tests.browser.visits import AXE, FINDINGS, Visitor
from tests.factories import OrderIndexPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = """План работы на 2024 год

№ п/п\tМероприятие\tСрок\tОтветственные
1\tСубботник\tдо 5 мая\tШкола № 1
2\tЛинейка\tкогда растает снег\tШкола № 2
3\tКонцерт\tпотом\tДом культуры
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan two of whose deadlines nobody understands."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def check(visit: Callable[..., Visitor], plan_file: Path) -> Callable[..., Visitor]:
    """Sign in, upload the plan and open its check."""

    def open_check(**window: object) -> Visitor:
        OrderIndexPageFactory()
        User.objects.create_superuser("admin", password="password")
        visitor = visit(**window).open("/login/")
        visitor.page.fill("[name=login]", "admin")
        visitor.page.fill("[name=password]", "password")
        visitor.page.get_by_role("button", name="Войти").click()
        visitor.open("/admin/imports/")
        visitor.page.set_input_files("[name=documents]", plan_file)
        visitor.page.click(".import-upload button[type=submit]")
        visitor.page.wait_for_selector(".import-panes")
        return visitor

    return open_check


def test_a_row_is_mended_in_place_beside_its_source(check):
    page = check().page
    row = page.locator(".import-item", has_text="Линейка")
    row.get_by_text("Изменить").click()
    page.locator(".import-form [name=deadline]").fill("до 10 мая")
    assert "Линейка" in page.locator(".import-source .is-shown").inner_text()
    page.locator(".import-form [type=submit]").click()
    expect(row).to_contain_text("10 мая 2024")
    expect(page.locator("[data-doubts-count]")).to_have_text("1")
    assert DocumentImport.objects.get().document.plans[0].sections[0].items[1].deadline.text == "до 10 мая"


def test_cancelling_brings_the_row_back(check):
    page = check().page
    row = page.locator(".import-item", has_text="Субботник")
    row.get_by_text("Изменить").click()
    page.get_by_role("link", name="Отмена").click()
    expect(row).to_be_visible()
    expect(page.locator(".import-form")).to_have_count(0)


def test_keys_walk_through_the_doubts_and_settle_them(check):
    page = check().page
    page.keyboard.press("j")
    expect(page.locator(".is-current")).to_contain_text("Линейка")
    page.keyboard.press("y")
    expect(page.locator("[data-doubts-count]")).to_have_text("1")
    page.keyboard.press("j")
    expect(page.locator(".is-current")).to_contain_text("Концерт")
    page.keyboard.press("y")
    expect(page.locator("[data-doubts]")).to_be_hidden()


def test_it_all_works_without_javascript(check):
    page = check(javascript=False).page
    page.locator(".import-item", has_text="Линейка").get_by_text("Изменить").click()
    page.locator("[name=deadline]").fill("до 10 мая")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator(".import-item", has_text="Линейка")).to_contain_text("10 мая 2024")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_check_is_sound(check, width):
    page = check(width=width).page
    assert (
        page.evaluate(f"{AXE};({FINDINGS.replace('document,', chr(34) + '.import-panes' + chr(34) + ',')})()")
        == []
    )
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
