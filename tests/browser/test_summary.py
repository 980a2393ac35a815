"""The summary in a real browser: on a phone and a desk, without faults of accessibility; its files for who may have them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from plans.models import OrderPage
from tests.browser.test_reporting import sign_in, town
from tests.browser.visits import Visitor
from tests.news.summary.worked_example import make_example
from tests.restapi.town import COORDINATOR, SCHOOL, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["town"]


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_everybody_reads_it_and_takes_it_home(
    visit: Callable[..., Visitor], town: Town, width: int, scripts: bool
) -> None:
    example = make_example(town.tree)
    visitor = visit(width=width, javascript=scripts).open(f"{example.order.url}summary/")
    assert visitor.status == 200
    assert "Сводный отчёт: О неделе книги" in visitor.text
    if scripts:
        assert visitor.problems == []
    page = visitor.page
    page.locator("[name=from]").fill("2026-10-15")
    page.get_by_role("button", name="Показать").click()
    assert "from=2026-10-15" in page.url
    assert "За выбранные дни".casefold() in visitor.text.casefold()
    with page.expect_download() as word:
        page.get_by_role("link", name="Скачать для Word").click()
    assert word.value.suggested_filename == f"{example.order.slug}-summary.docx"
    assert Document(str(word.value.path())).tables
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Скачать таблицу").click()
    figures = {
        row[0]: row[1] for row in load_workbook(BytesIO(sheet.value.path().read_bytes()))["Сводка"].values
    }
    assert figures["Отчёты"] == 3


def test_a_closed_one_is_for_who_changes_the_document(visit: Callable[..., Visitor], town: Town) -> None:
    example = make_example(town.tree)
    OrderPage.objects.update(execution_is_public=False)
    address = f"{example.order.url}summary/"
    stranger = visit(width=360)
    stranger.open(address)
    assert "/login/" in stranger.page.url
    sign_in(stranger, town.people[SCHOOL], address)
    assert stranger.open(address).status == 403
    assert stranger.open(f"{example.order.url}summary.docx").status == 403
    owner = visit(width=1280)
    sign_in(owner, town.people[COORDINATOR], address)
    owner.open(address)
    assert owner.status == 200
    assert "видят только те, кто меняет документ" in owner.text
    with owner.page.expect_download() as word:
        owner.page.get_by_role("link", name="Скачать для Word").click()
    assert word.value.path().stat().st_size > 10_000
