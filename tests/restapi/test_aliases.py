"""`@aliases`: other addresses that lead to a page."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from pydantic import TypeAdapter
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from restapi.services.aliases import Aliases
from tests.restapi.town import ANONYMOUS, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town


@pytest.fixture
def keeper(town: Town) -> User:
    """The press service as one who keeps redirects too."""
    user = town.people[PRESS]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="wagtailredirects"))
    return user


def aliases(ask: Asker, page: Page, user: User | None) -> list[Any]:
    answer = ask("GET", f"{page.url}@aliases", user=user, status=200).json()
    TypeAdapter(Aliases).validate_python(answer)
    assert answer["items_total"] == len(answer["items"])
    items: list[Any] = answer["items"]
    return items


def redirects() -> list[Any]:
    return list(Redirect.objects.order_by("pk").values())


def test_an_alias_leads_to_its_page(ask: Asker, town: Town, keeper: User) -> None:
    page = town.published
    items = [{"path": "/staryj/adres/", "datetime": "2020-02-03T04:05:06+03:00"}, "/++api++/eshchyo-odin"]
    ask("POST", f"{page.url}@aliases", {"items": items}, keeper, 204)
    found = aliases(ask, page, keeper)
    assert [item["path"] for item in found] == ["/eshchyo-odin", "/staryj/adres"]
    assert found[1] == {
        "path": "/staryj/adres",
        "redirect-to": f"http://testserver{page.url}",
        "datetime": "2020-02-03T04:05:06+03:00",
        "manual": True,
    }
    for path in ("/staryj/adres", "/eshchyo-odin"):
        response = ask("GET", f"{path}/", status=301)
        assert response["Location"].endswith(page.url)
    ask(
        "DELETE", f"{page.url}@aliases", {"items": [{"path": "/staryj/adres"}, "/eshchyo-odin/"]}, keeper, 204
    )
    assert aliases(ask, page, keeper) == []


def test_what_is_there_is_no_alias(ask: Asker, town: Town, keeper: User) -> None:
    page = town.published
    taken = (page.url, town.school.url.rstrip("/"), "/", "/search/", "/admin", f"{town.school.url}?a=1")
    odd = (
        "net-kosoj-cherty",
        "//other.example/",
        "http://other.example/a",
        "/" + "a" * 300,
        "",
        "\x00",
        "//[",
        "http://[",
    )
    before = redirects()
    for path in (*taken, *odd):
        answer = ask(
            "POST", f"{page.url}@aliases", {"items": ["/godnyj", {"path": path}]}, keeper, 400
        ).json()
        assert redirects() == before, (path, answer)
    ask("POST", f"{page.url}@aliases", {"items": ["/a", "/a/"]}, keeper, 400)
    ask("POST", f"{town.draft.url}@aliases", {"items": [town.draft.url]}, keeper, 400)
    bodies: list[Any] = [[], {}, {"items": []}, {"items": "/a"}, {"items": [5]}, {"items": ["/a"] * 101}]
    for body in bodies:
        ask("POST", f"{page.url}@aliases", body, keeper, 400)
    assert redirects() == before


def test_an_alias_is_not_taken_from_another_page(ask: Asker, town: Town, keeper: User) -> None:
    ask("POST", f"{town.published.url}@aliases", {"items": ["/odin"]}, keeper, 204)
    before = redirects()
    answer = ask("POST", f"{town.school.url}@aliases", {"items": ["/dva", "/odin"]}, keeper, 409).json()
    assert answer["errors"][0]["loc"] == ["body", "items", 1, "path"]
    ask("DELETE", f"{town.school.url}@aliases", {"items": ["/odin"]}, keeper, 400)
    ask("DELETE", f"{town.published.url}@aliases", {"items": ["/odin", "/net"]}, keeper, 400)
    assert redirects() == before


def test_at_the_root_stand_the_aliases_of_the_site(ask: Asker, town: Town, keeper: User) -> None:
    home = town.tree.home
    items = [
        {"path": "/odin", "redirect-to": town.published.url},
        {"path": "/dva", "redirect-to": "https://other.example/dva"},
        {"path": "/tri", "redirect-to": str(town.school.translation_key)},
    ]
    ask("POST", "/@aliases", {"items": items}, keeper, 204)
    assert [(item["path"], item["redirect-to"]) for item in aliases(ask, home, keeper)] == [
        ("/dva", "https://other.example/dva"),
        ("/odin", f"http://testserver{town.published.url}"),
        ("/tri", f"http://testserver{town.school.url}"),
    ]
    assert [item["path"] for item in aliases(ask, town.school, keeper)] == ["/tri"]
    before = redirects()
    for to in ("javascript:alert(1)", "/net/", "ftp://other.example/", "http://["):
        ask("POST", "/@aliases", {"items": [{"path": "/chetyre", "redirect-to": to}]}, keeper, 400)
    long = {"path": "/pyat", "redirect-to": "https://other.example/" + "a" * 300}
    problem = ask("POST", "/@aliases", {"items": [{"path": "/shest"}, long]}, keeper, 400).json()
    assert problem["errors"][0]["loc"] == ["body", "items", 1, "redirect-to"]
    assert redirects() == before


def test_old_addresses_are_told_to_editors_only(ask: Asker, town: Town, keeper: User) -> None:
    ask("POST", f"{town.published.url}@aliases", {"items": ["/tajnyj-razdel/otchyot"]}, keeper, 204)
    assert len(aliases(ask, town.published, town.people[SCHOOL])) == 1
    for role in (ANONYMOUS, OTHER_SCHOOL):
        assert aliases(ask, town.published, town.people.get(role)) == []
        assert aliases(ask, town.tree.home, town.people.get(role)) == []


def test_aliases_stand_in_the_page_itself(ask: Asker, town: Town, keeper: User) -> None:
    ask("POST", f"{town.published.url}@aliases", {"items": ["/odin"]}, keeper, 204)
    body = ask("GET", f"{town.published.url}?expand=aliases", user=keeper, status=200).json()
    assert body["@components"]["aliases"]["items"][0]["path"] == "/odin"


@pytest.mark.parametrize("number", [2, 80])
def test_aliases_cost_the_same_at_any_length(
    ask: Asker, town: Town, keeper: User, django_assert_max_num_queries: Any, number: int
) -> None:
    ask("POST", "/@aliases", {"items": [f"/staryj-{place}" for place in range(number)]}, keeper, 204)
    with django_assert_max_num_queries(15):
        answer = ask("GET", "/@aliases?b_size=100", user=keeper, status=200).json()
    assert answer["items_total"] == len(answer["items"]) == number
