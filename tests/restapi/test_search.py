"""`@search`: each parameter by what it finds."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from search.models import CatalogEntry, Hashtag
from search.queries import path_behind
from tests.factories import (
    HASHTAG,
    EventReportPageFactory,
    NewsPageFactory,
    PlanPageFactory,
    StandardPageFactory,
    Tree,
)
from tests.restapi.conftest import Get

SUMMARY = {"@id", "@type", "title", "description", "review_state", "type_title"}


def titles(get: Get, query: Any, path: str = "/@search") -> list[str]:
    """Return the titles of what a search finds, in order."""
    return [item["title"] for item in get(path, query).json()["items"]]


@pytest.fixture
def news(tree: Tree) -> list[Page]:
    """Three pieces of news, the oldest first."""
    days = [datetime.date(2025, month, 1) for month in (1, 2, 3)]
    return [
        NewsPageFactory(title=title, date=day, parent=tree.news_index)
        for title, day in zip(["Весенний сбор", "Ярмарка профессий", "Анкета"], days, strict=True)
    ]


NEWS = {"portal_type": "news.NewsPage", "date.query": "2025-12-31", "date.range": "max"}


def test_a_search_finds_the_context_and_all_below_it(get: Get, tree: Tree) -> None:
    found = get(f"{tree.organisations.url}@search").json()
    assert {item["@id"] for item in found["items"]} == {
        f"http://testserver{page.url}" for page in (tree.organisations, tree.school, tree.report)
    }
    assert found["items_total"] == 3
    assert found["@id"] == f"http://testserver{tree.organisations.url}@search"
    assert all(set(item) == SUMMARY for item in found["items"])


def test_a_search_that_finds_nothing_is_an_empty_envelope(get: Get, home: Page) -> None:
    for query in ({"SearchableText": "несуществующее"}, {"SearchableText": ""}, {"SearchableText": '"'}):
        body = get("/@search", query).json()
        assert body["items"] == []
        assert body["items_total"] == 0
        assert "batching" not in body


def test_words_are_found_in_any_form(get: Get, tree: Tree, news: list[Page]) -> None:
    assert titles(get, {"SearchableText": "ярмарки профессия"}) == ["Ярмарка профессий"]


def test_the_closest_comes_first_and_the_order_can_be_turned(get: Get, home: Page) -> None:
    StandardPageFactory(title="О другом", lead="Здесь упомянута ярмарка")
    StandardPageFactory(title="Ярмарка")
    query = {"SearchableText": "ярмарка"}
    assert titles(get, query) == ["Ярмарка", "О другом"]
    assert titles(get, {**query, "sort_on": "relevance", "sort_order": "descending"}) == [
        "Ярмарка",
        "О другом",
    ]
    assert titles(get, {**query, "sort_on": "relevance", "sort_order": "ascending"}) == [
        "О другом",
        "Ярмарка",
    ]


@pytest.mark.parametrize("spelling", [HASHTAG, HASHTAG.lower(), HASHTAG.upper(), f"#{HASHTAG}"])
def test_a_hashtag_is_found_in_any_spelling(get: Get, tree: Tree, spelling: str) -> None:
    assert set(titles(get, {"Subject": spelling})) == {tree.order.title, tree.news.title, tree.report.title}


@pytest.mark.parametrize("name", ["Subject", "Subject:list"])
def test_several_hashtags_mean_any_of_them(get: Get, tree: Tree, name: str) -> None:
    other = NewsPageFactory(parent=tree.news_index, hashtags=["Ёлка", HASHTAG])
    found = titles(get, {name: [HASHTAG, "елка"]})
    assert len(found) == len(set(found)) == 4
    assert other.title in found
    assert titles(get, {name: ["елка"]}) == [other.title]


@pytest.mark.parametrize("name", ["", "#", "!!!", "НетТакого"])
def test_a_hashtag_that_nobody_has_finds_nothing(get: Get, tree: Tree, name: str) -> None:
    assert titles(get, {"Subject": name}) == []


def test_types_are_chosen_by_name(get: Get, tree: Tree) -> None:
    assert titles(get, {"portal_type": "news.NewsPage"}) == [tree.news.title]
    both = titles(get, {"portal_type:list": ["news.NewsPage", "plans.PlanPage"]})
    assert set(both) == {tree.news.title, tree.plan.title}
    assert titles(get, {"portal_type": "Document"}) == []


def test_parts_of_pages_are_found_only_by_name(get: Get, tree: Tree) -> None:
    assert "Посадка деревьев у школ" not in titles(get, {"b_size": 100})
    body = get("/@search", {"portal_type": "plans.PlanItem"}).json()
    assert body["items_total"] == 2
    assert all(item["@id"].startswith(f"http://testserver{tree.plan.url}#item-") for item in body["items"])
    assert {item["@type"] for item in body["items"]} == {"plans.PlanItem"}


def test_only_what_is_published_is_found(get: Get, home: Page) -> None:
    assert titles(get, {"review_state": "published"}) == [home.title]
    assert titles(get, {"review_state": ["private", "published"]}) == [home.title]
    assert titles(get, {"review_state": "private"}) == []


def test_a_uid_finds_its_page(get: Get, tree: Tree) -> None:
    assert titles(get, {"UID": str(tree.news.translation_key)}) == [tree.news.title]
    assert titles(get, {"UID": "nonsense"}) == []


def test_depth_says_how_far_down_to_look(get: Get, tree: Tree) -> None:
    path = f"{tree.organisations.url}@search"
    assert titles(get, {"path.depth": 0}, path) == [tree.organisations.title]
    assert titles(get, {"path.depth": 1}, path) == [tree.school.title]
    assert set(titles(get, {"path.depth": 2}, path)) == {tree.school.title, tree.report.title}
    assert len(titles(get, {"path.depth": -1}, path)) == 3


def test_a_path_says_where_to_look(get: Get, tree: Tree) -> None:
    expected = {tree.school.title, tree.report.title}
    for path in (
        tree.school.url,
        tree.school.url.rstrip("/"),
        f"/{tree.school.url}",
        tree.school.url.strip("/"),
    ):
        assert set(titles(get, {"path.query": path})) == expected, path
    assert titles(get, {"path.query": tree.school.url, "path.depth": 1}) == [tree.report.title]
    assert len(titles(get, {"path.query": [tree.school.url, tree.news.url]})) == 3
    assert titles(get, {"path.query": "/net-takogo"}) == []


def test_a_path_does_not_lead_out_of_the_context(get: Get, tree: Tree) -> None:
    assert titles(get, {"path.query": tree.school.url}, f"{tree.news_index.url}@search") == []
    within = titles(get, {"path.query": "/"}, f"{tree.news_index.url}@search")
    assert set(within) == {tree.news_index.title, tree.news.title}


@pytest.mark.parametrize("name", ["date", "effective", "created", "modified", "start", "end"])
def test_dates_sort_both_ways(get: Get, tree: Tree, name: str) -> None:
    for days, entry in enumerate(CatalogEntry.objects.pages().order_by("pk")):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=days)
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        columns = {"date": day, "start": day, "end": day, "published_at": moment, "modified_at": moment}
        CatalogEntry.objects.filter(pk=entry.pk).update(**columns)
    ascending = titles(get, {"sort_on": name, "sort_order": "ascending"})
    assert ascending == list(CatalogEntry.objects.pages().order_by("pk").values_list("title", flat=True))
    assert titles(get, {"sort_on": name}) == ascending
    assert titles(get, {"sort_on": name, "sort_order": "descending"}) == ascending[::-1]
    assert titles(get, {"sort_on": name, "sort_order": "reverse"}) == ascending[::-1]


def test_what_has_no_date_stands_last_both_ways(get: Get, tree: Tree) -> None:
    query = {"sort_on": "start", "b_size": 100}
    for order in ("ascending", "descending"):
        assert titles(get, {**query, "sort_order": order})[0] == tree.report.title


def test_titles_sort_by_alphabet(get: Get, news: list[Page]) -> None:
    alphabet = ["Анкета", "Весенний сбор", "Ярмарка профессий"]
    assert titles(get, {**NEWS, "sort_on": "sortable_title"}) == alphabet
    assert titles(get, {**NEWS, "sort_on": "sortable_title", "sort_order": "descending"}) == alphabet[::-1]


def test_the_newest_come_first_unless_asked_otherwise(get: Get, news: list[Page]) -> None:
    assert titles(get, NEWS) == ["Анкета", "Ярмарка профессий", "Весенний сбор"]


def test_ranges_choose_by_date(get: Get, news: list[Page]) -> None:
    by_date = {"portal_type": "news.NewsPage", "sort_on": "date"}
    assert titles(get, {**by_date, "date": "2025-02-01"}) == ["Ярмарка профессий"]
    assert titles(get, {**by_date, "date.query": "2025-02-01", "date.range": "max"}) == [
        "Весенний сбор",
        "Ярмарка профессий",
    ]
    between = {"date.query": ["2025-03-01", "2025-02-01T00:00:00+03:00"], "date.range": "min:max"}
    assert titles(get, {**by_date, **between}) == ["Ярмарка профессий", "Анкета"]


def test_ranges_of_moments_take_whole_days(get: Get, tree: Tree) -> None:
    today = timezone.localdate()
    kinds = {"portal_type": "news.NewsPage"}
    assert titles(get, {**kinds, "effective": today.isoformat()}) == [tree.news.title]
    yesterday = today - datetime.timedelta(days=1)
    assert titles(get, {**kinds, "modified.query": yesterday.isoformat(), "modified.range": "max"}) == []


def test_an_event_is_found_by_its_days(get: Get, tree: Tree) -> None:
    later = EventReportPageFactory(parent=tree.school, start=datetime.date(2026, 12, 1))
    kinds = {"portal_type": "news.EventReportPage"}
    assert titles(get, {**kinds, "start.query": "2026-11-01", "start.range": "min"}) == [later.title]
    assert titles(get, {**kinds, "end.query": "2026-11-01", "end.range": "max"}) == [tree.report.title]


def test_rows_can_have_more_members(get: Get, tree: Tree) -> None:
    query = {
        "portal_type": "news.EventReportPage",
        "metadata_fields": ["UID", "Subject"],
        "metadata_fields:list": "id",
    }
    (row,) = get("/@search", query).json()["items"]
    assert set(row) == {*SUMMARY, "UID", "Subject", "id"}
    assert row["UID"] == str(tree.report.translation_key)
    assert row["Subject"] == [HASHTAG]
    assert row["id"] == tree.report.slug


def test_rows_can_have_all_members(get: Get, tree: Tree) -> None:
    (row,) = get("/@search", {"portal_type": "news.EventReportPage", "metadata_fields": "_all"}).json()[
        "items"
    ]
    assert row["start"] == row["end"] == "2026-10-10"
    assert row["getURL"] == row["@id"] == f"http://testserver{tree.report.url}"
    assert row["path"] == tree.report.url
    assert row["image_field"] == "image"
    assert set(row["image_scales"]["image"][0]["scales"]) == {"fill-480x320", "fill-960x640"}
    assert row["organisation"]["title"] == tree.school.title


def test_plones_own_columns_are_null(get: Get, home: Page) -> None:
    (row,) = get("/@search", {"metadata_fields": "head_title"}).json()["items"]
    assert row["head_title"] is None


def test_rows_can_be_whole_objects(get: Get, tree: Tree) -> None:
    query = {"portal_type": ["news.NewsPage", "plans.PlanItem"], "fullobjects": "1"}
    items = get("/@search", query).json()["items"]
    news = next(item for item in items if item["@type"] == "news.NewsPage")
    assert news["blocks_layout"]["items"]
    assert news["parent"]["title"] == tree.news_index.title
    assert len(items) == 3


def test_whole_objects_come_in_small_batches(get: Get, home: Page) -> None:
    assert get("/@search", {"fullobjects": "1", "b_size": 26}, status=400).json()["errors"][0]["loc"] == [
        "query",
        "b_size",
    ]


def test_parameters_of_plones_clients_are_understood(get: Get, home: Page) -> None:
    get(
        "/@search", {"use_site_search_settings": "1", "b_start:int": "0", "sort_on": "getObjPositionInParent"}
    )


def test_an_unknown_service_is_named(get: Get, home: Page) -> None:
    response = get("/@serch", status=404)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "@serch" in response.json()["detail"]
    get("/@search/more", status=404)


def test_the_end_of_a_subtree_is_the_same_in_any_collation(home: Page) -> None:
    assert path_behind(home).isalnum()
    assert home.path < home.path + "0001" < path_behind(home)


def test_an_old_name_of_a_hashtag_finds_what_has_it_now(get: Get, tree: Tree) -> None:
    found = titles(get, {"Subject": HASHTAG})
    assert found
    tag = Hashtag.objects.get(slug=HASHTAG.casefold())
    tag.name = "НеделяДобрыхДел"
    tag.save()
    for names in (
        HASHTAG,
        HASHTAG.upper(),
        "НеделяДобрыхДел",
        [HASHTAG, "неделядобрыхдел"],
        [HASHTAG, "Нет"],
    ):
        assert titles(get, {"Subject": names}) == found, names
    told = get("/@search", {"Subject": HASHTAG, "metadata_fields": "Subject"}).json()["items"][0]
    assert told["Subject"] == ["НеделяДобрыхДел"]
    assert get(tree.news.url).json()["subjects"] == ["НеделяДобрыхДел"]


def test_metadata_say_what_is_cancelled(get: Get, tree: Tree) -> None:
    item = {"title": "Ярмарка", "deadline": "до 5 мая"}
    PlanPageFactory(parent=tree.order, items=[item, {**item, "title": "Гонка", "is_cancelled": True}])
    query = {"portal_type": "plans.PlanItem", "SearchableText": "ярмарка", "metadata_fields": "is_cancelled"}
    (held,) = get("/@search", query).json()["items"]
    (cancelled,) = get("/@search", {**query, "SearchableText": "гонка"}).json()["items"]
    assert (held["is_cancelled"], cancelled["is_cancelled"]) == (False, True)
    (told,) = get("/@search", {**query, "SearchableText": "гонка", "metadata_fields": "_all"}).json()["items"]
    assert told["is_cancelled"] is True
