"""What a summary's files are made of: types of cells, no formula and no sign that breaks a file, and who may have them."""

import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from docx import Document
from docx.enum.section import WD_ORIENT
from freezegun import freeze_time
from lxml import etree
from openpyxl import load_workbook

from news.models import ReportLink, ReportPartner
from plans.models import OrderPage, PlanItem
from tests.factories import OrganisationPageFactory, PlanPageFactory
from tests.news.summary.worked_example import TODAY, Example, make_example
from tests.restapi.town import ADMINISTRATOR, ANONYMOUS, COORDINATOR, OTHER_SCHOOL, PRESS, ROLES, SCHOOL, Town

ENDINGS = ("/", ".docx", ".xlsx", ".json")
SHEETS = ["Сводка", "По пунктам", "По организациям", "Партнёры", "Ссылки", "Не отчитались"]
SENTENCES = ("Это не дата", "Последний день раньше первого")
HOSTILE = "=1+1", "@SUM(A1)", "+7", "-1", "a\x00b\x0b\ufffe", "<w:p>&amp;]]>", "{=1}", "x" * 40_000


@pytest.fixture
def example(town: Town) -> Example:
    """The plan and its reports, in a town."""
    return make_example(town.tree)


def book_of(client: Client, page: Any) -> Any:
    return load_workbook(BytesIO(client.get(f"{page.url}summary.xlsx").content))


def document_of(client: Client, page: Any) -> Any:
    return Document(BytesIO(client.get(f"{page.url}summary.docx").content))


@freeze_time(TODAY)
def test_cells_have_types(client: Client, example: Example) -> None:
    book = book_of(client, example.order)
    assert book.sheetnames == SHEETS
    readings = [cell.value for cell in book["По пунктам"][3]]
    assert readings[:3] == ["1. Работа с детьми", "1.1", "Чтения"]
    assert readings[4].date() == datetime.date(2026, 10, 15)
    assert readings[8:15] == [4, 3, 1, 1, 1, 2, 145]
    assert book["По пунктам"].cell(3, 5).number_format == "dd.mm.yyyy"
    *silent, last_day = [cell.value for cell in book["Не отчитались"][2]]
    assert silent == ["1.1", "Чтения", "Четвёртая школа", "просрочено"]
    assert last_day.date() == datetime.date(2026, 10, 15)
    for name in SHEETS[1:]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref
    link = book["Ссылки"].cell(2, 3)
    assert link.hyperlink.target == link.value


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_everywhere(client: Client, example: Example, text: str) -> None:
    """Rows are written past the forms: what stands in a database is not always what forms have let in."""
    if connection.vendor == "postgresql":
        text = text.replace("\x00", " ")  # that database takes none
    PlanItem.objects.filter(pk=example.items[0].pk).update(title=text, deadline=text, responsible=text)
    OrderPage.objects.filter(pk=example.order.pk).update(official_title=text, authority=text)
    ReportPartner.objects.update(name=text[:250])
    ReportLink.objects.update(title=text[:250], url="javascript:alert(1)//" + text[:100])
    found = book_of(client, example.order)
    cells = [cell for sheet in found for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and not cell.hyperlink.target.startswith("http")]
    with ZipFile(BytesIO(client.get(f"{example.order.url}summary.xlsx").content)) as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    document = document_of(client, example.order)
    shown = " ".join(text.replace("\x00", " ").replace("\x0b", " ").replace("\ufffe", "").split())
    assert document.paragraphs[1].text == shown
    for path in ("summary/", "summary.json"):
        assert client.get(f"{example.order.url}{path}").status_code == 200
    assert "javascript:" not in client.get(f"{example.order.url}summary/").content.decode().replace(
        ">javascript:", ">"
    )


@freeze_time(TODAY)
def test_the_word_file_has_the_official_form(client: Client, example: Example) -> None:
    document = document_of(client, example.order)
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert {round(side.mm) for side in (section.left_margin, section.top_margin)} == {20}
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt) == ("Times New Roman", 12)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Отчёт об исполнении", "О неделе книги"]
    assert texts[2].startswith("Приказ №")
    assert texts[-1].endswith("2026 г.")
    assert example.order.authority in texts
    items = document.tables[0]
    assert [cell.text for cell in items.rows[0].cells] == [
        "№",
        "Мероприятие",
        "Срок",
        "Ответственные",
        "Исполнение",
    ]
    assert items.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert [row.cells[0].text for row in items.rows[1:]][2:5] == [
        "Приложение 1. План недели книги",
        "1. Работа с детьми",
        "1.1",
    ]
    assert [row.cells[0].text for row in document.tables[-1].rows] == ["Исполнитель", "Руководитель"]
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert (
        set(ReportLink.objects.filter(page__plan_item__in=example.items).values_list("url", flat=True))
        <= targets
    )


def test_a_plan_without_items_reports_and_document_can_be_summed_up(client: Client, town: Town) -> None:
    plan = PlanPageFactory(parent=town.tree.documents, items=[], execution_is_public=True)
    for ending in ENDINGS:
        assert client.get(f"{plan.url}summary{ending}").status_code == 200
    assert book_of(client, plan).sheetnames == SHEETS
    assert client.get(f"{plan.url}summary.json").json()["figures"]["asked"] == 0


@pytest.mark.once  # nothing of it differs between databases
@pytest.mark.parametrize("role", ROLES)
def test_who_may_have_it(
    client: Client, town: Town, example: Example, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    OrderPage.objects.update(execution_is_public=False)
    if role != ANONYMOUS:
        client.force_login(town.people[role])
    expected = {
        ANONYMOUS: 302,
        SCHOOL: 403,
        OTHER_SCHOOL: 403,
        PRESS: 200,
        COORDINATOR: 200,
        ADMINISTRATOR: 200,
    }
    for ending in ENDINGS:
        caplog.clear()
        response = client.get(f"{example.order.url}summary{ending}")
        assert response.status_code == expected[role], ending
        assert ("refused" in caplog.text) == (response.status_code == 403), ending
        if response.status_code == 200:
            assert "no-store" in response["Cache-Control"], ending


@pytest.mark.once  # nothing of it differs between databases
def test_of_a_draft_nobody_knows(client: Client, town: Town, example: Example) -> None:
    example.order.unpublish()
    for user in (None, town.people[SCHOOL], town.people[PRESS]):
        if user:
            client.force_login(user)
        for ending in ENDINGS:
            assert client.get(f"{example.order.url}summary{ending}").status_code == 404, (user, ending)


@pytest.mark.once  # nothing of it differs between databases
@pytest.mark.parametrize(
    "query",
    ["from=вчера", "until=2026-02-31", "from=2026-10-02&until=2026-10-01", "from=%00", "until=99999-01-01"],
)
def test_nonsense_is_answered_with_a_sentence(client: Client, example: Example, query: str) -> None:
    for ending in ENDINGS:
        response = client.get(f"{example.order.url}summary{ending}?{query}")
        assert response.status_code == 400, ending
        if ending == ".json":
            assert response.json()["errors"][0]["loc"] in (["query", "from"], ["query", "until"])
        else:
            assert any(sentence in response.content.decode() for sentence in SENTENCES), ending


def test_the_choice_of_days_goes_with_the_downloads(client: Client, example: Example) -> None:
    page = client.get(f"{example.plan.url}summary/?from=2026-10-15&until=").content.decode()
    for ending in ENDINGS[1:]:
        assert f'summary{ending}?from=2026-10-15"' in page
    body = client.get(f"{example.plan.url}summary.json?from=2026-10-15").json()
    assert (body["figures"]["reports"], body["period"]) == (2, {"from": "2026-10-15", "until": None})


def test_files_are_named_after_the_page(client: Client, example: Example) -> None:
    response = client.get(f"{example.plan.url}summary.docx")
    assert response["Content-Disposition"] == f'attachment; filename="{example.plan.slug}-summary.docx"'


def test_other_pages_have_none(client: Client, town: Town) -> None:
    for path in ("/", town.tree.news.url, town.school.url, town.published.url):
        for ending in ENDINGS:
            assert client.get(f"{path}summary{ending}").status_code == 404


def test_titles_of_people_do_not_become_markup(client: Client, town: Town, example: Example) -> None:
    OrganisationPageFactory(parent=town.tree.organisations, title="<b>Школа</b>", district="Дальний район")
    content = client.get(f"{example.plan.url}summary/").content.decode()
    assert "&lt;b&gt;Школа&lt;/b&gt;" in content
    assert "<b>Школа" not in content
    etree.fromstring(document_of(client, example.plan).element.xml)


def test_the_page_leads_to_it(client: Client, example: Example) -> None:
    content = client.get(f"{example.plan.url}summary/").content.decode()
    assert f'href="{example.plan.url}summary/" aria-current="page"' in content
