"""A press officer sets a second factor up on a phone, and comes in with codes; no page loads what its policy forbids."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.browser.visits import Visitor
from tests.factories import make_tree
from tests.home.entrance.people import PASSWORD, code_of, give_second_factor
from tests.restapi.town import PRESS, SCHOOL, Town, give_passwords, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADMIN, CODE = re.compile(r"^[^?]*/admin/$"), re.compile(r"^[^?]*/login/code/$")


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town whose people can sign in."""
    town = make_town(make_tree())
    give_passwords(town, PASSWORD)
    return town


def sign_in(visitor: Visitor, user: User, path: str = "/admin/") -> Page:
    visitor.open(f"/login/?next={path}")
    page = visitor.page
    page.get_by_label("Имя пользователя").fill(user.username)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    return page


def give(page: Page, code: str) -> None:
    page.get_by_label("Код").fill(code)
    page.get_by_role("button", name="Войти").click()


def test_the_whole_way_on_a_phone_without_javascript(
    visit: Callable[..., Visitor], town: Town, settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    visitor = visit(width=360, javascript=False)
    page = sign_in(visitor, town.people[PRESS])
    page.wait_for_url("**/account/code/")
    expect(page.get_by_role("img", name="QR-код с ключом")).to_be_visible()
    key = page.get_by_label("Ключ", exact=True).input_value()
    page.get_by_label("Шесть цифр").fill(code_of(key))
    page.get_by_role("button", name="Включить").click()
    page.wait_for_url("**/account/recovery-codes/")
    codes = page.locator(".codes li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать").click()
    assert codes[9] in download.value.path().read_text("utf-8")
    page.get_by_role("link", name="Готово").click()
    page.get_by_role("link", name="К работе на сайте").click()
    page.wait_for_url(ADMIN)

    page.context.clear_cookies()
    sign_in(visitor, town.people[PRESS])
    page.wait_for_url(CODE)
    give(page, code_of(key, 1))
    page.wait_for_url(ADMIN)

    for expected in (ADMIN, CODE):
        page.context.clear_cookies()
        sign_in(visitor, town.people[PRESS])
        give(page, codes[0])
        page.wait_for_url(expected)
    assert "Код не подходит" in visitor.text


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_sound(visit: Callable[..., Visitor], town: Town, width: int) -> None:
    visitor = visit(width=width)
    assert visitor.open("/login/").problems == []
    give_second_factor(town.people[SCHOOL])
    page = sign_in(visitor, town.people[SCHOOL])
    page.wait_for_url(CODE)
    give(page, "123")
    assert "Код не подходит" in visitor.text
    assert visitor.problems == []
    page.context.clear_cookies()
    page = sign_in(visitor, town.people[PRESS], "/account/")
    page.wait_for_url(re.compile(r"^[^?]*/account/$"))
    for path in ("/account/", "/account/confirm/", "/account/code/"):
        assert visitor.open(path).problems == [], path
    key = page.get_by_label("Ключ", exact=True).input_value()
    page.get_by_label("Шесть цифр").fill(code_of(key))
    page.get_by_role("button", name="Включить").click()
    for path in ("/account/", "/account/recovery-codes/", "/account/confirm/code/"):
        assert visitor.open(path).problems == [], path


def test_no_page_loads_or_runs_what_it_must_not(
    visit: Callable[..., Visitor], town: Town, tmp_path: Path
) -> None:
    visitor = visit()
    refused: list[str] = []
    visitor.page.on("console", lambda said: refused.append(f"{visitor.page.url}: {said.text}"))
    page = sign_in(visitor, town.people[PRESS])
    page.wait_for_url(ADMIN)
    tree = town.tree
    pages = (tree.home, tree.about, tree.school, tree.order, tree.plan, tree.news, tree.report)
    for path in (
        *(each.url for each in pages),
        *(f"/admin/pages/{each.pk}/edit/" for each in pages),
        "/admin/account/",
        "/admin/imports/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/pages/",
        "/admin/reports/",
        "/reports/new/",
        f"/reports/{town.draft.pk}/",
        "/api/docs/",
    ):
        visitor.open(path)
    plan = tmp_path / "plan.txt"
    plan.write_text("План на 2024 год\n\n№ п/п\tМероприятие\tСрок\n1\tЛинейка\tдо 5 мая\n", encoding="utf-8")
    visitor.open("/admin/imports/").page.set_input_files("[name=documents]", plan)
    page.click(".import-upload button[type=submit]")
    page.wait_for_selector(".import-panes")
    assert [said for said in refused if re.search(r"Content.Security|Refused to", said)] == []
