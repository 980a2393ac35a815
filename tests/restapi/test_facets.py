"""What `@search` counts, and how else it chooses: any, all and none of hashtags, a day, a year, an organisation."""

import datetime
from typing import Any

import pytest

from news.models import EventReportPage, NewsPage
from tests.factories import HASHTAG, EventReportPageFactory, NewsPageFactory, OrganisationPageFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise

KINDS = {"portal_type": ["news.NewsPage", "news.EventReportPage"]}


def counts(get: Get, name: str, query: dict[str, Any]) -> dict[str, int]:
    """Return the counts of a facet by token."""
    body = held_to_promise("search", get("/@search", {**query, "facets": name}).json())
    return {value["token"]: value["count"] for value in body["facets"][name]}


def titles(get: Get, query: dict[str, Any]) -> set[str]:
    """Return the titles that a search finds."""
    return {item["title"] for item in get("/@search", {"b_size": 100, **query}).json()["items"]}


@pytest.fixture
def reports(tree: Tree) -> list[EventReportPage]:
    """Reports of two schools in two years, beside those of the tree."""
    other = OrganisationPageFactory(title="Школа № 77")
    return [
        EventReportPageFactory(
            parent=parent, title=title, start=datetime.date(year, 3, 1), end=None, hashtags=tags
        )
        for parent, title, year, tags in (
            (tree.school, "Первый", 2024, ["Ёлка"]),
            (other, "Второй", 2025, ["Ёлка", HASHTAG]),
            (other, "Третий", 2025, []),
        )
    ]


def test_facets_come_on_request_only(get: Get, tree: Tree, reports: Any) -> None:
    assert "facets" not in get("/@search").json()
    assert "facets" not in get("/@search", {"facets": "0"}).json()
    body = held_to_promise("search", get("/@search", {"facets": "1"}).json())
    assert set(body["facets"]) == {"type", "hashtag", "organisation", "year"}
    assert set(get("/@search", {"facets": "type,year"}).json()["facets"]) == {"type", "year"}
    assert "organisatin" in get("/@search", {"facets": "organisatin"}, status=400).json()["detail"]


def test_a_facet_is_counted_after_all_other_parameters(get: Get, tree: Tree, reports: Any) -> None:
    query = {"portal_type": "news.EventReportPage", "year": "2025"}
    assert counts(get, "year", query)["2024"] == 1
    assert counts(get, "year", query)["2025"] == 2
    by_type = counts(get, "type", {**query, "Subject": "Ёлка"})
    assert by_type == {"news.EventReportPage": 1}
    assert counts(get, "hashtag", {**query, "Subject": "нет такого"}) == {"елка": 1, "неделядобра": 1}


def test_a_count_says_what_choosing_the_value_gives(get: Get, tree: Tree, reports: Any) -> None:
    parameters = {"type": "portal_type", "hashtag": "Subject", "organisation": "organisation", "year": "year"}
    for name, parameter in parameters.items():
        for token, count in counts(get, name, {}).items():
            assert get("/@search", {parameter: token}).json()["items_total"] == count, (name, token)


def test_words_narrow_the_facets(get: Get, tree: Tree, reports: Any) -> None:
    assert counts(get, "type", {"SearchableText": "второй"}) == {"news.EventReportPage": 1}
    assert counts(get, "hashtag", {"SearchableText": "#ёлка"}) == {"елка": 2, "неделядобра": 1}


def test_the_place_narrows_the_facets(get: Get, tree: Tree, reports: Any) -> None:
    body = get(f"{tree.school.url}@search", {"facets": "organisation", **KINDS}).json()
    assert [value["title"] for value in body["facets"]["organisation"]] == [tree.school.title]


def test_an_organisation_that_is_not_public_is_no_value(get: Get, tree: Tree, reports: Any) -> None:
    school = reports[1].get_parent()
    assert str(school.translation_key) in counts(get, "organisation", {})
    school.unpublish()
    assert str(school.translation_key) not in counts(get, "organisation", {})
    assert titles(get, {"organisation": str(school.translation_key)}) == set()


def test_an_organisation_is_chosen_by_its_uid(get: Get, tree: Tree, reports: Any) -> None:
    school = reports[1].get_parent()
    found = titles(get, {"organisation": str(school.translation_key), **KINDS})
    assert found == {"Второй", "Третий"}
    assert titles(get, {"organisation": "не UID"}) == set()


def test_hashtags_are_any_all_or_none(get: Get, tree: Tree, reports: Any) -> None:
    both = {"Subject": ["Ёлка", HASHTAG], "portal_type": "news.EventReportPage", "year": ["2024", "2025"]}
    assert titles(get, both) == {"Первый", "Второй"}
    assert titles(get, {**both, "Subject.operator": "or"}) == {"Первый", "Второй"}
    assert titles(get, {**both, "Subject.operator": "and"}) == {"Второй"}
    without = {"portal_type": "news.EventReportPage", "year": "2025", "Subject.not": "ёлка"}
    assert titles(get, without) == {"Третий"}
    get("/@search", {**both, "Subject.operator": "xor"}, status=400)


def test_a_day_finds_what_happens_on_it(get: Get, tree: Tree) -> None:
    report = EventReportPageFactory(
        parent=tree.school, title="Три дня", start=datetime.date(2024, 3, 1), end=datetime.date(2024, 3, 3)
    )
    for day, is_found in {
        "2024-02-29": False,
        "2024-03-01": True,
        "2024-03-03": True,
        "2024-03-04": False,
    }.items():
        assert (report.title in titles(get, {"on": day, **KINDS})) == is_found, day
    for wrong in ("", "март", "2024-02-30", "2024-03-01T10:00"):
        assert get("/@search", {"on": wrong}, status=400).json()["errors"][0]["loc"] == ["query", "on"]


@pytest.mark.parametrize("year", ["", "26", "20265", "двадцать", "-2026"])
def test_a_year_has_four_digits(get: Get, home: Any, year: str) -> None:
    get("/@search", {"year": year}, status=400)


def test_a_year_finds_what_it_dates(get: Get, tree: Tree) -> None:
    page: NewsPage = NewsPageFactory(parent=tree.news_index, date=datetime.date(2019, 12, 31))
    assert titles(get, {"year": "2019"}) == {page.title}


@pytest.mark.parametrize("number", [3, 12])
def test_facets_cost_the_same_at_any_number(
    get: Get, tree: Tree, django_assert_max_num_queries: Any, number: int
) -> None:
    for place in range(number):
        NewsPageFactory(parent=tree.news_index, hashtags=[f"Тег{place}"])
    with django_assert_max_num_queries(12):
        get("/@search", {"facets": "1"})
