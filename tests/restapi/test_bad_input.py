"""Whatever stands in an address, the answer is never a server error, and a refusal says what was wrong."""

import pytest
from django.utils import translation
from wagtail.models import Page

from restapi.searching.indexes import INDEXES
from restapi.searching.results import PARAMETERS
from tests.restapi.conftest import Get

WORDS = " ".join(f"слово{number}" for number in range(200))
VALUES = {
    "a quote": '"',
    "NUL": "\x00",
    "long": "ы" * 5000,
    "200 words": WORDS,
    "minus one": "-1",
    "23 digits": "1" * 23,
    "slashes": "//",
    "a way up": "/../..",
    "an operator": "a OR b AND NOT (c* NEAR d",
    "an apostrophe": "'; DROP TABLE search_catalogentry; --",
    "percent": "%",
    "backslash": "\\",
    "x": "x",
    "empty": "",
    "a control character": "\x1b\r\n",
    "an emoji": "🌳",
    "a bad date": "2026-02-31",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "infinity": "inf",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_of_a_parameter_breaks_the_search(client, home: Page, value: str) -> None:
    for name in [parameter.name for parameter in PARAMETERS]:
        for query in ({name: value}, {name: [value] * 3}, {f"{name}:list": value}):
            response = client.get("/@search", query)
            assert response.status_code in (200, 400), (name, response.content)
            if response.status_code == 400:
                assert response.headers["Content-Type"] == "application/problem+json"
                assert name.partition(".")[0] in response.json()["detail"]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_name_of_a_parameter_breaks_anything(client, home: Page, value: str) -> None:
    for path in ("/++api++/", "/@search", "/@breadcrumbs", "/@navigation"):
        assert client.get(path, {value: "1"}).status_code == 400
        assert client.get(path, {f"{value}:list": "1"}).status_code == 400


@pytest.mark.parametrize(
    "raw", ["%ED%A0%80", "%00", "%FF", "%C3%28", "%F0%9F", "%2F%2F", "%25", "%0A", "%E2%80%AE"]
)
def test_broken_bytes_break_nothing(client, home: Page, raw: str) -> None:
    for name in INDEXES:
        assert client.get(f"/@search?{name}={raw}").status_code in (200, 400)
    assert client.get(f"/@search?SearchableText={raw}").status_code in (200, 400)
    for path in (f"/{raw}/", f"/{raw}", f"/++api++/{raw}", f"/{raw}/@search", f"/@{raw}", f"/@search/{raw}"):
        response = client.get(path, headers={"accept": "application/json"}, follow=True)
        assert response.status_code == 404 or raw == "%2F%2F", path


@pytest.mark.parametrize(
    "path", ["/net/", "/++api++/net", "/net/@search", "/++api++/a%0Ab", f"/{'a/' * 500}"]
)
def test_a_page_that_is_not_there_is_a_problem(get: Get, home: Page, path: str) -> None:
    response = get(path, status=404)
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == 404
    assert body["type"] == body["error"]["type"] == "NotFound"
    assert body["title"]
    assert body["detail"] == body["message"]


def test_a_long_address_is_matched_in_linear_time(client, home: Page) -> None:
    assert client.get("/" + "/" * 4000 + "x").status_code in (301, 404)
    assert client.get("/++api++" + "/" * 4000 + "@").status_code in (200, 404)


def test_an_unknown_parameter_is_named_with_the_nearest_known(get: Get, home: Page) -> None:
    body = get("/@search", {"SearchabelText": "лес", "b_sise": 5}, status=400).json()
    assert [error["loc"][1] for error in body["errors"]] == ["SearchabelText", "b_sise"]
    assert {error["type"] for error in body["errors"]} == {"unknown_parameter"}
    assert "“SearchableText”" in body["errors"][0]["msg"] or "«SearchableText»" in body["errors"][0]["msg"]
    assert "b_size" in body["errors"][1]["msg"]


def test_a_parameter_like_none_that_is_known_lists_them(get: Get, home: Page) -> None:
    assert "include_items" in get("/", {"qqqqqq": "1"}, status=400).json()["detail"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/@search", {"sort_on": "x"}),
        ("/@search", {"sort_order": "x"}),
        ("/@search", {"metadata_fields": "uid"}),
        ("/@search", {"fullobjects": "maybe"}),
        ("/@search", {"path.depth": "x"}),
        ("/@search", {"start.query": "вчера"}),
        ("/@search", {"start.query": "2026-01-01", "start.range": "x"}),
        ("/@search", {"start.query": "2026-01-01", "start.range": "min:max"}),
        ("/@search", {"start.range": "min"}),
        ("/", {"include_items": "maybe"}),
        ("/", {"expand": "breadcrumb"}),
        ("/@navigation", {"expand.navigation.depth": "0"}),
        ("/@navigation", {"expand.navigation.depth": "99"}),
    ],
)
def test_a_value_that_is_not_understood_is_refused_by_name(
    get: Get, home: Page, path: str, query: dict[str, str]
) -> None:
    body = get(path, query, status=400).json()
    name = list(query)[-1].partition(".")[0]
    assert body["errors"][0]["loc"][1].startswith(name)
    assert name in body["detail"]


def test_problems_are_told_in_russian_or_in_english(get: Get, home: Page) -> None:
    assert get("/net/", status=404).json()["detail"] == "По этому адресу нет страницы."
    with translation.override("en"):
        assert get("/net/", status=404).json()["detail"] == "There is no page at this address."
