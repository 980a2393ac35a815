"""A plan with its reports, small enough to be counted by hand, and readers of the four ways in which it is told."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from home.models import OrganisationPage
from news.models import Completion, EventReportPage, ReportLink, ReportParticipants, ReportPartner
from plans.models import OrderPage, PlanItem, PlanPage
from tests.factories import (
    EventReportPageFactory,
    OrderPageFactory,
    OrganisationPageFactory,
    PlanPageFactory,
    Tree,
)

TODAY = "2026-11-01"
FIGURES = {
    "reports": 4,
    "asked": 4,
    "reported": 3,
    "silent": 1,
    "participants": 185,
    "pupils": 150,
    "parents": 20,
    "teachers": 15,
    "others": 0,
    "social_partners": 2,
    "sponsors": 1,
    "publications": 3,
    "videos": 2,
    "photos": 2,
}
LABELS = {
    "reports": "Отчёты",
    "asked": "От скольких организаций ждут отчётов",
    "reported": "Из них отчитались",
    "silent": "Из них не отчитались ни о чём",
    "participants": "Участники, всего",
    "pupils": "Обучающиеся",
    "parents": "Родители",
    "teachers": "Педагоги",
    "others": "Другие",
    "social_partners": "Социальные партнёры",
    "sponsors": "Спонсоры",
    "publications": "Публикации",
    "videos": "Видео",
    "photos": "Фотографии",
}


@dataclass(frozen=True)
class Example:
    """Four schools of a district; the fourth is silent."""

    order: OrderPage
    plan: PlanPage
    schools: tuple[OrganisationPage, ...]
    items: tuple[PlanItem, ...]


def make_example(tree: Tree) -> Example:
    """Make it: what the constants above say is counted from these lines.

    | | 1.1 до 15 октября, all four | 1.2 до 1 декабря, the second | 2. сентябрь, «Дума» |
    |---|---|---|---|
    | Первая | 10.10: 100 pupils, 15 teachers | | |
    | Вторая | 20.10, too late: 30 pupils | 20.10: 20 parents | |
    | Третья | note 05.10 | | |
    | Первая, about the order | 25.10: 20 pupils | | |
    """
    names = ("Первая", "Вторая", "Третья", "Четвёртая")
    schools = tuple(
        OrganisationPageFactory(parent=tree.organisations, title=f"{name} школа", district="Дальний район")
        for name in names
    )
    order = OrderPageFactory(parent=tree.documents, execution_is_public=True, title="О неделе книги")
    plan = PlanPageFactory(
        parent=order,
        title="План недели книги",
        appendix_number="1",
        execution_is_public=True,
        district="Дальний район",
        items=[
            {"number": "1.1", "title": "Чтения", "deadline": "до 15 октября", "responsible": "Все школы"},
            {"number": "1.2", "title": "Выставка", "deadline": "до 1 декабря", "responsible": "Вторая школа"},
            {"number": "2.", "title": "Указ", "deadline": "сентябрь", "responsible": "Дума"},
        ],
    )
    items = tuple(PlanItem.objects.filter(section__page=plan).order_by("sort_order"))
    report(schools[0], items[0], 10, pupils=100, teachers=15, partners=["ООО «Липа»"], photos=1)
    report(schools[1], items[0], 20, pupils=30, partners=["ооо Липа"], sponsors=["Завод"])
    report(schools[1], items[1], 20, parents=20, videos=1, photos=1)
    report(schools[0], None, 25, order=order, pupils=20, partners=["Театр"], videos=1, links=0)
    Completion.objects.create(
        item=items[0], organisation=schools[2], day=datetime.date(2026, 10, 5), note="Прочли вслух"
    )
    return Example(order, plan, schools, items)


def report(
    school: OrganisationPage,
    item: PlanItem | None,
    day: int,
    *,
    photos: int = 0,
    partners: Any = (),
    sponsors: Any = (),
    videos: int = 0,
    links: int = 1,
    order: OrderPage | None = None,
    live: bool = True,
    **people: int,
) -> EventReportPage:
    """Publish a report of an event in October."""
    made: Any = EventReportPageFactory(
        parent=OrganisationPage.objects.get(pk=school.pk),
        plan_item=item,
        order=order,
        start=datetime.date(2026, 10, day),
        photos=photos,
        live=False,
    )
    made.participants.set([ReportParticipants(category=name, count=count) for name, count in people.items()])
    made.partners.set(
        [ReportPartner(name=name) for name in partners]
        + [ReportPartner(name=name, role=ReportPartner.Role.SPONSOR) for name in sponsors]
    )
    made.links.set(
        [ReportLink(title="Заметка", url=f"https://press.example/{made.pk}")] * links
        + [ReportLink(kind=ReportLink.Kind.VIDEO, url=f"https://video.example/{made.pk}")] * videos
    )
    revision = made.save_revision()
    if live:
        revision.publish()
    return EventReportPage.objects.get(pk=made.pk)


@dataclass(frozen=True)
class Told:
    """What a reader finds in one of the four ways: figures by label, rows of tables, all as people read them."""

    figures: dict[str, int]
    items: list[tuple[str, str, str]]
    """Number, title and execution."""
    organisations: list[tuple[str, ...]]
    partners: list[tuple[str, ...]]
    links: list[str]


def told_by_page(client: Client, address: str) -> Told:
    """Read the page, and through the parts of which it shows the beginning only."""
    page = f"{address}summary/"
    soup = BeautifulSoup(client.get(page).content, "html.parser")
    return Told(
        {label: number(value) for label, value in _html_rows(soup, "figures")},
        [
            (
                _text(row, ".plan-number"),
                _text(row, ".plan-what"),
                _text(row, ".summary-done > p:nth-of-type(2)"),
            )
            for batch in _batches(client, page, soup, "items")
            for row in batch.select(".plan-row:not(.summary-section)")
        ],
        _part(client, page, soup, "organisations"),
        _part(client, page, soup, "partners"),
        [row[2] for row in _part(client, page, soup, "links")],
    )


def told_by_word(client: Client, address: str) -> Told:
    document = Document(BytesIO(client.get(f"{address}summary.docx").content))
    tables = [[_word_row(row) for row in table.rows] for table in document.tables]
    by_head = {rows[0][:2]: rows[1:] for rows in tables}
    items = by_head["№", "Мероприятие"]
    return Told(
        {label: number(value) for label, value in by_head["Показатель", "Число"]},
        [(row[0], row[1], row[4].split("\n")[0]) for row in items if len(set(row)) > 1],
        by_head.get(("Организация", "Отчёты"), []),
        by_head.get(("Партнёр", "Роль"), []),
        [row[2] for row in by_head.get(("Название", "Вид"), [])],
    )


def told_by_spreadsheet(client: Client, address: str) -> Told:
    book = load_workbook(BytesIO(client.get(f"{address}summary.xlsx").content))
    sheets = {
        name: [tuple(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames
    }
    return Told(
        {row[0]: row[1] for row in sheets["Сводка"] if row[0] in LABELS.values()},
        [(row[1] or "", row[2], row[6]) for row in sheets["По пунктам"][1:]],
        [
            tuple(str("" if value is None else value) for value in row)
            for row in sheets["По организациям"][1:]
        ],
        [tuple(map(str, row)) for row in sheets["Партнёры"][1:]],
        [row[2] for row in sheets["Ссылки"][1:]],
    )


def told_by_json(client: Client, address: str) -> Told:
    body = client.get(f"{address}summary.json").json()
    figures = {**body["figures"], **body["figures"]["categories"]}
    rows = [
        (
            row["title"],
            *(
                str(value)
                for value in (
                    row["reports"],
                    *row["categories"].values(),
                    *(row[name] for name in ("participants", "partners", "links", "photos", "asked")),
                    *(row[name] for name in ("on_time", "late", "overdue")),
                )
            ),
        )
        for row in body["organisations"]
    ]
    rows.append(("Всего", *map(_sum, list(zip(*rows, strict=True))[1:])))
    return Told(
        {label: figures[name] for name, label in LABELS.items()},
        [(item["number"], item["title"], item["execution"]) for item in body["items"]],
        rows,
        [
            (row["name"], _roles(row["roles"]), ", ".join(row["organisations"]), str(row["reports"]))
            for row in body["partners"]
        ],
        [row["url"] for row in body["links"]],
    )


def number(text: str) -> int:
    """Return «12 345» as a number."""
    return int(re.sub(r"\s", "", text))


def _sum(numbers: tuple[str, ...]) -> str:
    return str(sum(map(int, numbers)))


def _roles(values: list[str]) -> str:
    return ", ".join(str(dict(ReportPartner.Role.choices)[value]) for value in values)


def _part(client: Client, page: str, soup: BeautifulSoup, name: str) -> list[Any]:
    """Return the rows of a part; the sums stand below each of its batches, and are returned once."""
    found: list[Any] = []
    for batch in _batches(client, page, soup, name):
        if found and found[-1][0] == "Всего":
            found.pop()
        found += _html_rows(batch, name)
    return found


def _batches(client: Client, page: str, soup: BeautifulSoup, name: str) -> Iterator[BeautifulSoup]:
    """Yield the page where it shows the whole part, else all batches of the part."""
    way = soup.select_one(f'section[aria-labelledby="{name}"] > p > a')
    if way is None:
        yield soup
    while way is not None:
        soup = BeautifulSoup(client.get(f"{page}{way['href']}").content, "html.parser")
        yield soup
        way = soup.select_one('a[rel="next"]')


def _html_rows(soup: BeautifulSoup, labelled_by: str) -> list[tuple[str, ...]]:
    rows = soup.select(f"[role=region][aria-labelledby={labelled_by}] tbody tr")
    return [tuple(_plain(cell.get_text()) for cell in row.select("th, td")) for row in rows]


def _text(row: Any, selector: str) -> str:
    return _plain(row.select_one(selector).get_text())


def _word_row(row: Any) -> tuple[str, ...]:
    return tuple(_plain_number(cell.text) for cell in row.cells)


def _plain(text: str) -> str:
    return _plain_number(" ".join(text.replace("\xa0", " ").replace("\u2060", "").split()))


def _plain_number(text: str) -> str:
    """Return a number without its narrow spaces; texts have their own ones as plain spaces."""
    bare = text.replace("\u202f", "")
    return bare if bare.isdecimal() else text.replace("\xa0", " ")
