"""The calendar as a page: what stands on which day, in every view, and what has no day."""

import datetime
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from plans.models import PlanItem, PlanPage
from search.calendars.months import Month, school_year
from tests.factories import HASHTAG, OrganisationPageFactory, PlanPageFactory

pytestmark = pytest.mark.django_db

BUDGET = 14
DAY = datetime.date


def plan_of(*deadlines: str, **fields: Any) -> PlanPage:
    """Return a plan of 2026/27 with an item for each deadline, called by it."""
    items = [{"title": f"Дело «{text}»", "deadline": text} for text in deadlines]
    plan: PlanPage = PlanPageFactory(items=items, **fields)
    return plan


def shown(client: Client, address: str, status: int = 200) -> str:
    """Return a page's main part as words with single spaces; a link's address stands before its words."""
    response = client.get(address)
    assert response.status_code == status, address
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


def cells(client: Client, address: str) -> dict[str, str]:
    """Return what stands on each day of a month's sheet."""
    body = client.get(address).content.decode()
    found = {}
    for cell in re.findall(r"<td class.*?</td>", body, re.DOTALL):
        day = re.search(r'datetime="([\d-]+)"', cell)
        things = re.search(r"<ul>.*</ul>", cell, re.DOTALL)
        if day and things:
            found[day[1]] = " ".join(re.sub(r"<[^>]+>", " ", things[0]).replace("\xa0", " ").split())
    return found


@pytest.mark.parametrize(
    ("deadline", "month", "expected"),
    [
        ("15 октября", "2026-10", {"2026-10-15": ""}),
        ("3–5 октября", "2026-10", dict.fromkeys(["2026-10-03", "2026-10-04", "2026-10-05"], "")),
        ("30 сентября – 2 октября", "2026-10", dict.fromkeys(["2026-10-01", "2026-10-02"], "")),
        ("1–20 марта", "2027-03", {"2027-03-01": "Начало: ", "2027-03-20": "Срок: "}),
        ("октябрь–декабрь", "2026-10", {"2026-10-01": "Начало: "}),
        ("октябрь–декабрь", "2026-11", {}),
        ("октябрь–декабрь", "2026-12", {"2026-12-31": "Срок: "}),
        ("до 5 мая", "2027-05", {"2027-05-05": ""}),
        ("31 декабря", "2027-01", {}),
    ],
)
def test_a_day_shows_what_is_on_it(
    client: Client, deadline: str, month: str, expected: dict[str, str]
) -> None:
    plan = plan_of(deadline)
    title = f"Дело «{deadline}»".replace(" ", " ")
    assert cells(client, f"{plan.url}calendar/?month={month}") == {
        day: f"{prefix}{title}" for day, prefix in expected.items()
    }


def test_what_recurs_stands_on_each_of_its_days(client: Client) -> None:
    plan = plan_of("каждый четверг")
    assert list(cells(client, f"{plan.url}calendar/?month=2026-10")) == [
        f"2026-10-{day:02}" for day in (1, 8, 15, 22, 29)
    ]


def test_what_goes_on_stands_above_the_month(client: Client) -> None:
    plan = plan_of("октябрь–декабрь", "15 ноября")
    text = shown(client, f"{plan.url}calendar/?month=2026-11")
    above = text.partition("Идёт дольше недели")[2].partition("Ноябрь")[0]
    assert "Дело «октябрь–декабрь»" in above
    assert "октябрь–декабрь 2026 г." in above
    assert "15 ноября" not in above


def test_a_full_day_leads_to_a_page_of_its_own(client: Client) -> None:
    plan = plan_of(*["15 октября"] * 6)
    assert cells(client, f"{plan.url}calendar/?month=2026-10")["2026-10-15"].endswith("и ещё 2")
    day = shown(client, f"{plan.url}calendar/?day=2026-10-15")
    assert day.count("Дело «15 октября»") == 6
    assert "Четверг, 15 октября 2026 г." in day


def test_the_list_has_everything_of_the_month_once(client: Client) -> None:
    plan = plan_of("3–5 октября", "15 октября", "октябрь–декабрь", "1 ноября")
    text = shown(client, f"{plan.url}calendar/?month=2026-10&view=list")
    assert [
        text.count(f"Дело «{name}»") for name in ("3–5 октября", "15 октября", "октябрь–декабрь", "1 ноября")
    ] == [
        1,
        1,
        1,
        0,
    ]


def test_a_school_year_marks_the_days(client: Client) -> None:
    plan = plan_of("15 октября", "3 мая", "1–20 марта")
    body = client.get(f"{plan.url}calendar/?view=year&month=2027-02").content.decode()
    assert re.findall(r"\?day=([\d-]+)", body) == ["2026-10-15", "2027-03-01", "2027-03-20", "2027-05-03"]
    assert "2026/2027 учебный год" in body


def test_what_has_no_days_is_in_the_tray_of_every_view(client: Client) -> None:
    plan = plan_of("в течение года", "постоянно", "15 октября")
    for query in ("?month=2026-10", "?view=list", "?view=undated", "?day=2026-10-15"):
        tray = shown(client, f"{plan.url}calendar/{query}").rpartition("Без точных дней")[2]
        assert "Дело «в течение года»" in tray, query
        assert "Дело «постоянно»" in tray, query
    assert "Без точных дней <small>2</small>" in client.get(f"{plan.url}calendar/").content.decode()


def test_an_empty_month_leads_to_the_next_thing(client: Client) -> None:
    plan = plan_of("15 октября")
    text = shown(client, f"{plan.url}calendar/?month=2026-07")
    assert "В этом месяце ничего не запланировано" in text
    assert "Ближайшее потом: октябрь 2026 г." in text
    assert "Ближайшее" not in shown(client, f"{plan.url}calendar/?month=2027-07")


def test_a_cancelled_thing_is_struck_through_and_said(client: Client) -> None:
    plan: PlanPage = PlanPageFactory(
        items=[{"title": "Слёт", "deadline": "15 октября", "is_cancelled": True}]
    )
    assert cells(client, f"{plan.url}calendar/?month=2026-10") == {"2026-10-15": "Отменено: Слёт"}


@freeze_time("2026-10-31 22:30")  # in Moscow it is November already
def test_without_a_question_it_is_this_month_where_the_site_is(client: Client) -> None:
    plan = plan_of("1 ноября")
    assert list(cells(client, f"{plan.url}calendar/")) == ["2026-11-01"]
    assert 'is-today" aria-current="date"' in client.get(f"{plan.url}calendar/").content.decode()


def test_an_organisation_a_hashtag_and_the_site_have_theirs(client: Client) -> None:
    school = OrganisationPageFactory(title="Школа № 3")
    PlanPageFactory(
        items=[
            {"title": f"Субботник #{HASHTAG}", "deadline": "15 октября"},
            {"title": "Дело школы", "deadline": "16 октября", "responsible": school.title},
        ]
    )
    month = "calendar/?month=2026-10"
    assert list(cells(client, f"/{month}")) == ["2026-10-15", "2026-10-16"]
    assert list(cells(client, f"{school.url}{month}")) == ["2026-10-16"]
    tag = HASHTAG.casefold()
    assert list(cells(client, f"/hashtags/{quote(tag)}/{month}")) == ["2026-10-15"]


def test_nothing_private_is_on_it(client: Client) -> None:
    plan, draft = plan_of("15 октября"), plan_of("15 октября")
    draft.unpublish()
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    assert cells(client, "/calendar/?month=2026-10") == {}
    for page in (plan, draft):
        assert client.get(f"{page.url}calendar/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["month=2026-13", "month=x", "day=2026-02-30", "month=1066-10", "month=9999-12", "view=week", "day=%00"],
)
def test_no_such_day_is_said(client: Client, query: str) -> None:
    plan_of("15 октября")
    assert client.get(f"/calendar/?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["month=2026-10", "view=list&month=2026-10", "view=year&month=2026-10", "view=undated"]
)
def test_queries_do_not_grow_with_the_plan(
    client: Client, query: str, django_assert_max_num_queries: Any
) -> None:
    plan_of(*["15 октября", "октябрь", "каждый четверг", "в течение года"] * 25)
    assert PlanItem.objects.count() == 100
    with django_assert_max_num_queries(BUDGET):
        body = client.get(f"/calendar/?{query}").content
    assert len(body) < 100 * 1024


def test_months_count_on() -> None:
    assert Month(2026, 11).shifted(2) == Month(2027, 1)
    assert Month(2026, 1).shifted(-1) == Month(2025, 12)
    assert Month(2028, 2).last == DAY(2028, 2, 29)
    assert [str(month) for month in school_year(DAY(2027, 8, 31))][::11] == ["2026-09", "2027-08"]
    assert str(school_year(DAY(2026, 9, 1))[0]) == "2026-09"
