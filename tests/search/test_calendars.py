"""Calendars of plans, hashtags, organisations and single items, parsed back and compared day by day."""

import datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.test import Client
from freezegun import freeze_time
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from plans.models import PlanItem, PlanPage
from search.checking import differences
from search.models import CatalogEntry
from tests.factories import (
    HASHTAG,
    NewsPageFactory,
    OrderPageFactory,
    OrganisationPageFactory,
    PlanPageFactory,
    Tree,
)

pytestmark = pytest.mark.django_db

KEY = quote(HASHTAG.casefold())
BUDGET = 14


def calendar_at(client: Client, address: str) -> Any:
    """Return the calendar at an address as a calendar program reads it."""
    response = client.get(address)
    assert response.status_code == 200, address
    return Calendar.from_ical(response.content)


def events_at(client: Client, address: str) -> list[Any]:
    """Return the events of the calendar at an address."""
    return calendar_at(client, address).walk("VEVENT")


def plan_of(*deadlines: str, **fields: Any) -> PlanPage:
    """Return a plan with an item for each deadline, called by it."""
    items = [{"title": f"Дело {text}", "deadline": text} for text in deadlines]
    return PlanPageFactory(items=items, **fields)


def items_of(draft: PlanPage) -> list[PlanItem]:
    """Return the items that a draft holds, to be changed."""
    return [item for section in draft.sections.get_object_list() for item in section.items.get_object_list()]


def days(event: Any) -> tuple[str, str]:
    """Return DTSTART and DTEND of an all-day event."""
    assert type(event["DTSTART"].dt) is datetime.date
    return str(event["DTSTART"].dt), str(event["DTEND"].dt)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("15 октября", [("2026-10-15", "2026-10-16")]),
        ("1–20 марта", [("2027-03-01", "2027-03-21")]),
        ("до 5 мая", [("2027-05-05", "2027-05-06")]),
        ("с 1 сентября", [("2026-09-01", "2026-09-02")]),
        ("октябрь", [("2026-10-01", "2026-11-01")]),
        ("сентябрь, январь", [("2026-09-01", "2026-10-01"), ("2027-01-01", "2027-02-01")]),
        ("последняя неделя октября", [("2026-10-01", "2026-11-01")]),
        ("31 декабря", [("2026-12-31", "2027-01-01")]),
        ("ежемесячно", [("2026-09-01", "2026-09-02")]),
        ("в течение года", []),
        ("постоянно", []),
        ("по отдельному плану", []),
        ("31 февраля", []),
    ],
)
def test_an_item_stands_on_its_days(client: Client, deadline: str, expected: list[tuple[str, str]]) -> None:
    plan = plan_of(deadline)
    assert [days(event) for event in events_at(client, f"{plan.url}calendar.ics")] == expected
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("deadline", "rule"),
    [
        ("ежемесячно", "FREQ=MONTHLY;UNTIL=20270531"),
        ("каждый четверг", "FREQ=WEEKLY;UNTIL=20270531;BYDAY=TH"),
        ("2 раза в неделю", "FREQ=WEEKLY;UNTIL=20270531"),
        ("до 25 числа ежемесячно", "FREQ=MONTHLY;UNTIL=20270531;BYMONTHDAY=25"),
        ("ежегодно до 25 декабря", "FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12"),
    ],
)
def test_what_recurs_has_a_rule_of_the_standard(client: Client, deadline: str, rule: str) -> None:
    plan = plan_of(deadline)
    response = client.get(f"{plan.url}calendar.ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["RRULE"].to_ical().decode() == rule
    assert "X-COUNT" not in response.content.decode()


def test_a_plans_own_days_bound_what_recurs(client: Client) -> None:
    plan = plan_of("каждый вторник", start=datetime.date(2026, 10, 1), end=datetime.date(2026, 11, 15))
    (event,) = events_at(client, f"{plan.url}calendar.ics")
    assert (days(event), event["RRULE"]["UNTIL"]) == (
        ("2026-10-06", "2026-10-07"),
        [datetime.date(2026, 11, 15)],
    )


def test_an_open_period_says_which_end_is_known(client: Client) -> None:
    plan = plan_of("до 5 мая", "с 1 сентября")
    assert [event["SUMMARY"] for event in events_at(client, f"{plan.url}calendar.ics")] == [
        "С 1 сентября: Дело с 1 сентября",
        "До 5 мая: Дело до 5 мая",
    ]


def test_an_event_says_what_a_calendar_program_shows(client: Client) -> None:
    item = {
        "title": "Субботник; все, кто может",
        "deadline": "15 октября",
        "place": "Парк",
        "responsible": "Школа № 3",
        "expected_results": f"#{HASHTAG}",
    }
    plan = PlanPageFactory(items=[item])
    (event,) = events_at(client, f"{plan.url}calendar.ics")
    uid = PlanItem.objects.get().uid
    entry = CatalogEntry.objects.get(uid=uid)
    address = f"{plan.full_url}#{entry.fragment}"
    assert event["UID"] == f"{uid}@localhost"
    assert event["SUMMARY"] == "Субботник; все, кто может"
    assert event["LOCATION"] == "Парк"
    assert event["URL"] == address
    assert event["DESCRIPTION"] == f"15 октября; Школа № 3\n{plan.title}\n{address}"
    assert event["CATEGORIES"].cats == [HASHTAG]
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == plan.last_published_at.replace(microsecond=0)


def test_a_calendar_names_itself_in_the_old_way_and_the_new(client: Client) -> None:
    plan = plan_of("15 октября", title="План; осень, зима")
    calendar = calendar_at(client, f"{plan.url}calendar.ics")
    for name in ("NAME", "X-WR-CALNAME"):
        assert calendar[name].to_ical().decode() == "План\\; осень\\, зима"
    assert calendar["X-WR-TIMEZONE"] == "Europe/Moscow"
    assert calendar["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=6)
    assert calendar["SOURCE"] == f"{plan.full_url}calendar.ics"
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Vestnik//Calendar//RU")


def test_what_has_no_days_is_counted_and_found_in_the_tray(client: Client) -> None:
    plan = plan_of("15 октября", "в течение года", "по отдельному плану", "раз в четверть")
    calendar = calendar_at(client, f"{plan.url}calendar.ics")
    assert "(в течение года, постоянно, по отдельному плану): 3." in calendar["DESCRIPTION"]
    tray = f"{plan.full_url}?period=undated"
    assert calendar["DESCRIPTION"].endswith(tray)
    page = client.get(tray.removeprefix("http://localhost")).content.decode()
    assert "Дело в течение года" in page.replace("\u00a0", " ")


def test_a_calendar_without_events_is_sound(client: Client) -> None:
    calendar = calendar_at(client, f"{plan_of('в течение года').url}calendar.ics")
    assert calendar.subcomponents  # RFC 5545 wants one


def test_periods_of_one_item_have_identities_of_their_own(client: Client) -> None:
    plan = plan_of("сентябрь, январь")
    uid = PlanItem.objects.get().uid
    uids = [event["UID"] for event in events_at(client, f"{plan.url}calendar.ics")]
    assert uids == [f"{uid}@localhost", f"{uid}-2@localhost"]


def test_an_event_keeps_its_identity_and_counts_its_editions(client: Client) -> None:
    with freeze_time("2026-09-01 10:00"):
        plan = plan_of("15 октября")
    (before,) = events_at(client, f"{plan.url}calendar.ics")
    with freeze_time("2026-09-02 10:00"):
        draft = plan.get_latest_revision_as_object()
        items_of(draft)[0].deadline = "16 октября"
        draft.save_revision().publish()
    (after,) = events_at(client, f"{plan.url}calendar.ics")
    assert after["UID"] == before["UID"]
    assert days(after) == ("2026-10-16", "2026-10-17")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["CREATED"] == before["CREATED"]


def test_a_cancelled_item_is_cancelled_everywhere(client: Client) -> None:
    plan = plan_of("15 октября", "в течение года")
    draft = plan.get_latest_revision_as_object()
    for item in items_of(draft):
        item.is_cancelled = True
    draft.save_revision().publish()
    (event,) = events_at(client, f"{plan.url}calendar.ics")
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Отменено: Дело 15 октября")
    assert calendar_at(client, f"{plan.url}calendar.ics")["DESCRIPTION"] == plan.full_url
    page = client.get(plan.url).content.decode()
    assert page.count("<strong>Отменено.</strong> <s>Дело") == 2
    assert "calendar.ics?item=" not in page
    told = client.get(plan.url, headers={"accept": "application/json"}).json()
    assert [item["is_cancelled"] for item in told["sections"][0]["items"]] == [True, True]
    assert "отменено" in client.get("/search/", {"q": "Дело октября"}).content.decode()
    assert list(differences()) == []


def test_what_is_cancelled_is_not_on_now(client: Client, tree: Tree) -> None:
    school = OrganisationPageFactory(title="Лицей № 8")
    today = datetime.date.today().strftime("%d.%m.%Y")  # noqa: DTZ011
    items = [{"title": "Идёт", "deadline": today, "responsible": "Лицей № 8"}]
    PlanPageFactory(items=[*items, {**items[0], "title": "Не идёт", "is_cancelled": True}])
    for address, name in (("/", "events"), (school.url, "duties")):
        assert [entry.title for entry in client.get(address).context[name]] == ["Идёт"]


def test_a_hashtags_calendar_has_what_is_planned_under_it(client: Client, tree: Tree) -> None:
    order = OrderPageFactory(event_date=datetime.date(2026, 12, 5), hashtags=[HASHTAG], venue="Стадион")
    found = {event["UID"]: event for event in events_at(client, f"/hashtags/{KEY}/calendar.ics")}
    item = tree.plan.sections.first().items.first()
    assert set(found) == {f"{order.translation_key}@localhost", f"{item.uid}@localhost"}
    assert days(found[f"{order.translation_key}@localhost"]) == ("2026-12-05", "2026-12-06")
    assert found[f"{order.translation_key}@localhost"]["LOCATION"] == "Стадион"


def test_a_plan_that_has_a_hashtag_as_a_whole_is_in_its_calendar(client: Client) -> None:
    whole = [{"title": "Первое", "deadline": "5 октября"}, {"title": "Второе", "deadline": "6 октября"}]
    PlanPageFactory(hashtags=["ВесьПлан"], school_year="2026/2027", items=whole)
    tagged, bare = ({"title": title, "deadline": "7 октября"} for title in ("С тегом #ВесьПлан", "Без"))
    PlanPageFactory(slug="drugoj", school_year="2026/2027", items=[tagged, bare])
    found = {str(event["SUMMARY"]) for event in events_at(client, "/hashtags/весьплан/calendar.ics")}
    assert found == {"Первое", "Второе", "С тегом #ВесьПлан"}


def test_an_organisations_calendar_has_its_duties(client: Client) -> None:
    school = OrganisationPageFactory(title="Школа № 3", other_names="СОШ 3")
    rows = [
        {"title": "Своё", "deadline": "15 октября", "responsible": "СОШ 3\nЛицей"},
        {"title": "Чужое", "deadline": "16 октября", "responsible": "Лицей"},
        {"title": "Весь год", "deadline": "в течение года", "responsible": "Школа № 3"},
    ]
    plan = PlanPageFactory(items=rows)
    calendar = calendar_at(client, f"{school.url}calendar.ics")
    assert [event["SUMMARY"] for event in calendar.walk("VEVENT")] == ["Своё"]
    assert calendar["X-WR-CALNAME"] == "Школа № 3: дела по планам"
    assert calendar["DESCRIPTION"].endswith(f"1. {school.full_url}")
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    assert events_at(client, f"{school.url}calendar.ics") == []


@freeze_time("2026-10-20 12:00")
def test_one_item_has_a_calendar(client: Client) -> None:
    plan = plan_of("15 октября", "20 ноября")
    uid = PlanItem.objects.get(deadline="20 ноября").uid
    calendar = calendar_at(client, f"{plan.url}calendar.ics?item={uid}")
    assert [event["UID"] for event in calendar.walk("VEVENT")] == [f"{uid}@localhost"]
    assert calendar["SOURCE"] == f"{plan.full_url}calendar.ics?item={uid}"
    page = client.get(plan.url).content.decode()
    assert f'href="calendar.ics?item={uid}"' in page
    assert page.count('href="calendar.ics?item=') == 1  # the other one's day is over


@pytest.mark.parametrize(
    "item", ["", "1", "я", "a\x00b", "00000000-0000-4000-8000-000000000000", "{", "0" * 5000]
)
def test_an_item_that_is_not_there_is_not_found(client: Client, item: str) -> None:
    plan = plan_of("15 октября")
    assert client.get(f"{plan.url}calendar.ics", {"item": item}).status_code == 404


def test_an_item_of_another_plan_is_not_found(client: Client) -> None:
    plan, other = plan_of("15 октября"), plan_of("16 октября")
    uid = PlanItem.objects.get(section__page=other).uid
    assert client.get(f"{plan.url}calendar.ics", {"item": str(uid)}).status_code == 404


def test_documents_and_the_home_page_have_the_calendar_of_all_below_them(client: Client, tree: Tree) -> None:
    plan_of("15 октября", parent=OrderPageFactory(parent=tree.documents))
    for address in ("/", tree.documents.url):
        assert len(events_at(client, f"{address}calendar.ics")) == 2
    assert len(events_at(client, f"{tree.order.url}calendar.ics")) == 1


def test_what_has_happened_is_in_no_calendar(client: Client, tree: Tree) -> None:
    calendar = client.get("/calendar.ics").content.decode()
    assert str(tree.report.translation_key) not in calendar
    assert str(tree.news.translation_key) not in calendar


def test_what_is_not_public_is_in_no_calendar(client: Client, tree: Tree) -> None:
    hidden, draft = plan_of("15 октября"), plan_of("16 октября", live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for plan in (hidden, draft):
        assert client.get(f"{plan.url}calendar.ics").status_code == 404
    assert len(events_at(client, "/calendar.ics")) == 1
    edited = tree.plan.get_latest_revision_as_object()
    items_of(edited)[0].title = "Ещё не объявлено"
    edited.save_revision()
    assert "объявлено" not in client.get(f"{tree.plan.url}calendar.ics").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"/hashtags/{quote('нетакого')}/calendar.ics",
        "/hashtags/%CF%F0/calendar.ics",
        "/novosti/calendar.ics",
        "/nothing/calendar.ics",
        "/calendar.ics/",
        "/search/calendar.ics",
        "/++api++/calendar.ics",
        "/@search/calendar.ics",
    ],
)
def test_what_has_no_calendar_is_not_found(client: Client, tree: Tree, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_page_type_that_plans_nothing_has_no_calendar(client: Client, tree: Tree) -> None:
    for page in (tree.news, tree.report, tree.about, tree.news_index):
        assert client.get(f"{page.url}calendar.ics").status_code == 404


def test_other_spellings_lead_to_the_one_address(client: Client, tree: Tree) -> None:
    response = client.get(f"/hashtags/{quote('#НеделяДобра')}/calendar.ics")
    assert (response.status_code, response["Location"]) == (301, f"/hashtags/{KEY}/calendar.ics")


def test_no_title_breaks_out_of_its_line(client: Client) -> None:
    hostile = "Раз\r\nEND:VEVENT\r\nX-EVIL:1\x01\x7f\u2028 ]]> \u202e🎄" + "ж" * 300
    plan = plan_of("15 октября")
    CatalogEntry.objects.filter(page=plan).update(title=hostile, lead=hostile, place=hostile)
    PlanPage.objects.filter(pk=plan.pk).update(title=hostile[:250])
    response = client.get(f"{plan.url}calendar.ics")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"].startswith("Раз\nEND:VEVENT\nX-EVIL:1\u2028 ]]>")
    assert event["LOCATION"] == event["SUMMARY"]
    assert "X-EVIL" not in event
    assert "X-EVIL" not in calendar


def test_the_last_day_of_all_has_no_day_after_it(client: Client) -> None:
    (event,) = events_at(client, f"{plan_of('до 31.12.9999').url}calendar.ics")
    assert str(event["DTSTART"].dt) == "9999-12-31"
    assert "DTEND" not in event


def test_who_has_the_calendar_is_told_that_nothing_is_new(client: Client) -> None:
    plan = plan_of("15 октября")
    response = client.get(f"{plan.url}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=600"
    for known in ({"if-none-match": response["ETag"]}, {"if-modified-since": response["Last-Modified"]}):
        assert client.get(f"{plan.url}calendar.ics", headers=known).status_code == 304
    assert client.head(f"{plan.url}calendar.ics").status_code == 200
    assert client.post(f"{plan.url}calendar.ics").status_code == 405


def test_a_calendar_costs_the_same_at_any_length(client: Client, django_assert_max_num_queries: Any) -> None:
    school = OrganisationPageFactory(title="Школа № 3")
    spent: dict[str, set[int]] = {}
    for number in (2, 60):
        row = {"title": f"Дело #{HASHTAG}", "deadline": "октябрь, март", "responsible": "Школа № 3"}
        plan = PlanPageFactory(items=[row] * number)
        for name, address in {
            "home": "/calendar.ics",
            "plan": f"{plan.url}calendar.ics",
            "school": f"{school.url}calendar.ics",
            "hashtag": f"/hashtags/{KEY}/calendar.ics",
        }.items():
            client.get(address)
            with django_assert_max_num_queries(BUDGET) as queries:
                client.get(address)
            spent.setdefault(name, set()).add(len(queries))
    assert {name: len(counts) for name, counts in spent.items()} == dict.fromkeys(spent, 1)


def test_a_new_form_of_the_catalog_is_filled_when_it_is_migrated(tree: Tree) -> None:
    CatalogEntry.objects.update(periods=[])
    connection.check_constraints()  # a test is one transaction, and PostgreSQL alters no table that still waits for them
    migration = Migration("0002_calendars", "search")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=[(migration, True)])
    assert list(differences())
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=[(migration, False)])
    assert list(differences()) == []


def test_pages_name_their_calendars(client: Client, tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index, hashtags=[HASHTAG])
    for address in (tree.plan.url, tree.order.url, tree.school.url, f"/hashtags/{KEY}/"):
        page = client.get(address).content.decode()
        assert f'href="{address}calendar.ics"' in page.split('<link rel="alternate" type="text/calendar"')[1]
        assert f'href="webcal://localhost{address}calendar.ics"' in page
