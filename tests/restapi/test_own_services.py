"""The services of our own apps: a plan's `@items`, `@calendar`, `@gallery`."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from home.roles import press_service
from news.models import ReportPhoto
from plans.models import PlanItem, PlanPage
from plans.restapi.items import status_of
from tests.factories import (
    EventReportPageFactory,
    NewsPageFactory,
    OrganisationPageFactory,
    PictureFactory,
    PlanPageFactory,
    Tree,
)
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise

TODAY = datetime.date(2026, 10, 5)


@pytest.fixture
def plan(tree: Tree) -> PlanPage:
    """A plan with items of several kinds."""
    OrganisationPageFactory(title="Лицей", other_names="МБОУ «Лицей»")
    page: PlanPage = PlanPageFactory(
        school_year="2026/2027",
        items=[
            {
                "number": "1.",
                "title": "Сбор",
                "deadline": "до 15 октября",
                "responsible": "МБОУ «Лицей»\nШколы",
            },
            {"number": "2.", "title": "Ярмарка", "deadline": "12 декабря 2026 года", "responsible": "Школы"},
            {"number": "3.", "title": "Встречи", "deadline": "в течение года", "responsible": "Центр"},
            {"number": "4.", "title": "Отмена", "deadline": "1 марта 2027 года", "is_cancelled": True},
        ],
    )
    return page


def found(get: Get, plan: PlanPage, **query: Any) -> list[str]:
    """Return the titles of the items that the parameters choose."""
    body = held_to_promise("items", get(f"{plan.url}@items", query).json())
    return [item["title"] for item in body["items"]]


def test_items_tell_all_of_themselves(get: Get, tree: Tree, plan: PlanPage) -> None:
    item = PlanItem.objects.get(title="Сбор", section__page=plan)
    report = EventReportPageFactory(parent=tree.school, plan_item=item)
    body = held_to_promise("items", get(f"{plan.url}@items").json())
    assert body["items_total"] == 4
    first = body["items"][0]
    assert first["@id"] == f"http://testserver{plan.url}#{item.anchor}"
    assert (first["UID"], first["end"]) == (str(item.uid), "2026-10-15")
    assert [party["title"] for party in first["parties"]] == ["МБОУ «Лицей»", "Школы"]
    assert first["parties"][0]["organisation"]["title"] == "Лицей"
    assert first["parties"][1]["organisation"] is None
    assert [each["title"] for each in first["reports"]] == [report.title]
    assert body["items"][1]["reports"] == []


def test_items_are_chosen_by_party(get: Get, tree: Tree, plan: PlanPage) -> None:
    school = OrganisationPageFactory._meta.model.objects.get(title="Лицей")
    for name in ("Лицей", "МБОУ «Лицей»", "лицей", str(school.translation_key), school.url):
        assert found(get, plan, responsible=name) == ["Сбор"], name
    assert found(get, plan, responsible="школы") == ["Сбор", "Ярмарка"]
    assert found(get, plan, responsible=["Лицей", "Центр"]) == ["Сбор", "Встречи"]
    assert found(get, plan, responsible="Никто") == []


def test_items_are_chosen_by_days(get: Get, plan: PlanPage) -> None:
    assert found(get, plan, period="2026-12") == ["Ярмарка"]
    assert found(get, plan, period="undated") == ["Встречи"]
    assert found(get, plan, on="2026-12-12") == ["Ярмарка"]
    assert found(get, plan, on="2026-12-13") == []
    for wrong in ({"period": "2026-13"}, {"period": "осень"}, {"on": "2026-02-30"}, {"status": "soon"}):
        get(f"{plan.url}@items", wrong, status=400)


def test_a_status_goes_by_the_day(plan: PlanPage) -> None:
    statuses = {item.title: status_of(item, TODAY) for item in PlanItem.objects.filter(section__page=plan)}
    assert statuses == {"Сбор": "now", "Ярмарка": "planned", "Встречи": None, "Отмена": "cancelled"}
    fair = PlanItem.objects.get(title="Ярмарка", section__page=plan)
    assert status_of(fair, datetime.date(2026, 12, 12)) == "now"
    assert status_of(fair, datetime.date(2026, 12, 13)) == "past"


def test_items_are_chosen_by_status_and_come_in_batches(get: Get, plan: PlanPage) -> None:
    assert found(get, plan, status="cancelled") == ["Отмена"]
    body = get(f"{plan.url}@items", {"b_size": 3}).json()
    assert (len(body["items"]), body["items_total"], "batching" in body) == (3, 4, True)


def test_only_plans_have_items(get: Get, tree: Tree) -> None:
    get(f"{tree.news.url}@items", status=404)


def test_items_cost_the_same_at_any_number(
    get: Get, tree: Tree, plan: PlanPage, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        get(f"{plan.url}@items")


def test_the_items_of_a_draft_are_for_its_editors(client: Client, get: Get, tree: Tree) -> None:
    draft = PlanPageFactory(live=False, items=[{"title": "Тайное", "deadline": "до 15 октября"}])
    get(f"{draft.url}@items", status=404)
    press = User.objects.create_user("press")
    press.groups.add(press_service(tree.home))
    client.force_login(press)
    assert found(get, draft) == ["Тайное"]


def days(get: Get, path: str, **query: Any) -> dict[str, list[str]]:
    """Return the calendar as titles by day."""
    body = held_to_promise("calendar", get(f"{path}@calendar", query).json())
    titles = {item["@id"]: item["title"] for item in body["items"]}
    return {day["date"]: [titles[url] for url in day["items"]] for day in body["days"]}


def test_the_calendar_shows_what_is_planned_below(get: Get, tree: Tree, plan: PlanPage) -> None:
    December = {"start": "2026-12-01", "end": "2026-12-31"}
    assert days(get, plan.url, **December) == {"2026-12-12": ["Ярмарка"]}
    assert "2026-12-12" in days(get, "/", **December)
    assert days(get, tree.news_index.url, **December) == {}
    body = get(f"{plan.url}@calendar", {"start": "2027-03-01"}).json()
    assert (body["end"], body["items"][0]["is_cancelled"]) == ("2027-03-31", True)


def test_the_calendar_follows_rules(get: Get, tree: Tree) -> None:
    plan = PlanPageFactory(
        school_year="2026/2027",
        items=[{"title": "Кружок", "deadline": "каждый четверг", "responsible": "Школы"}],
    )
    shown = days(get, plan.url, start="2026-10-01", end="2026-10-20")
    assert shown == {f"2026-10-{day:02}": ["Кружок"] for day in (1, 8, 15)}


def test_the_calendar_begins_today(get: Get, home: Any) -> None:
    body = get("/@calendar").json()
    assert body["start"] == timezone.localdate().isoformat()
    assert (body["items"], body["days"], body["items_total"]) == ([], [], 0)


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2026-01-01", "end": "2027-01-02"},
        {"start": "2026-01-02", "end": "2026-01-01"},
        {"start": "9999-12-31"},
        {"start": "завтра"},
        {"end": "0001-01-01"},
    ],
)
def test_a_calendar_has_a_year_of_days_at_most(get: Get, home: Any, query: Any) -> None:
    get("/@calendar", query, status=400)


def captions(get: Get, path: str, **query: Any) -> list[str]:
    """Return the captions of a gallery."""
    body = held_to_promise("gallery", get(f"{path}@gallery", query).json())
    return [item["caption"] for item in body["items"]]


@pytest.fixture
def pictures(tree: Tree) -> None:
    """Two photographs of the tree's report with captions, and news with a lead picture and one in the text."""
    for number, photo in enumerate(ReportPhoto.objects.filter(page=tree.report).order_by("sort_order")):
        ReportPhoto.objects.filter(pk=photo.pk).update(
            caption=f"Фото {number + 1}", alt=f"Что на фото {number + 1}"
        )
    picture = PictureFactory()
    NewsPageFactory(
        parent=tree.news_index,
        slug="s-kartinkoj",
        picture=picture,
        picture_caption="Главная",
        body=[("picture", {"image": picture, "caption": "В тексте"})],
    )


def test_a_gallery_shows_a_report_and_what_stands_below(get: Get, tree: Tree, pictures: None) -> None:
    photos = captions(get, tree.report.url)
    assert photos[:2] == ["Фото 1", "Фото 2"][: len(photos)]
    assert captions(get, tree.school.url) == photos
    assert captions(get, f"{tree.news_index.url}s-kartinkoj/") == ["В тексте", "Главная"]
    assert "Главная" in captions(get, tree.news_index.url)
    assert "В тексте" not in captions(get, tree.news_index.url)
    item = get(f"{tree.report.url}@gallery").json()["items"][0]
    assert (item["alt"], item["parent"]["title"]) == ("Что на фото 1", tree.report.title)
    assert item["image"]["@id"].startswith("http://testserver/@images/")


def test_a_gallery_goes_on_from_reports_to_news(get: Get, tree: Tree, pictures: None) -> None:
    whole = captions(get, "/")
    assert whole.index("Фото 1") < whole.index("Главная")
    total = get("/@gallery").json()["items_total"]
    assert total == len(whole)
    assert [captions(get, "/", b_start=place, b_size=1)[0] for place in range(total)] == whole


def test_a_gallery_leaves_out_drafts_and_private_collections(get: Get, tree: Tree, pictures: None) -> None:
    photo = ReportPhoto.objects.filter(page=tree.report).first()
    assert photo is not None
    closed = Collection.get_first_root_node().add_child(name="Служебное")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    before = get(f"{tree.school.url}@gallery").json()["items_total"]
    photo.picture.collection = closed
    photo.picture.save()
    assert get(f"{tree.school.url}@gallery").json()["items_total"] == before - 1
    tree.report.unpublish()
    assert get(f"{tree.school.url}@gallery").json()["items_total"] == 0
