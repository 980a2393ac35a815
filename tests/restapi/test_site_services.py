"""`@contextnavigation`, `@navroot`, `@site`, `@translations`, `@actions`: where one is and what one may do."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page, Site

from home.roles import organisation_collection, press_service, school_editors
from tests.factories import StandardPageFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise

Names = dict[str, Any]


def branch(items: list[Any]) -> Names:
    """Return a side navigation as titles in titles."""
    return {item["title"]: branch(item["items"]) for item in items}


def beside(get: Get, page: Page, **levels: Any) -> Names:
    """Return the side navigation of a page."""
    query = {f"expand.contextnavigation.{name}": value for name, value in levels.items()}
    body = held_to_promise("contextnavigation", get(f"{page.url}@contextnavigation", query).json())
    assert body["available"] == bool(body["items"])
    return branch(body["items"])


def test_the_side_navigation_shows_what_stands_beside_and_below(get: Get, tree: Tree) -> None:
    section = StandardPageFactory(title="Проект", show_in_menus=True)
    one = StandardPageFactory(title="Первая", parent=section, show_in_menus=True)
    StandardPageFactory(title="Вторая", parent=section, show_in_menus=True)
    StandardPageFactory(title="Глубже", parent=one, show_in_menus=True)
    hidden = StandardPageFactory(title="Не в меню", parent=section)
    StandardPageFactory(title="Черновик", parent=section, show_in_menus=True, live=False)
    assert beside(get, section) == {"Первая": {}, "Вторая": {}}
    assert beside(get, one) == {"Первая": {"Глубже": {}}, "Вторая": {}}
    assert beside(get, hidden) == {"Первая": {}, "Вторая": {}, "Не в меню": {}}
    assert beside(get, one, bottomLevel=2) == {"Первая": {}, "Вторая": {}}
    assert beside(get, one, includeTop=1) == {"Проект": {"Первая": {"Глубже": {}}, "Вторая": {}}}
    assert beside(get, one, currentFolderOnly=1) == {"Глубже": {}}
    assert "Проект" in beside(get, one, topLevel=0)
    assert beside(get, one, root_path=section.url, topLevel=0) == beside(get, one)
    assert beside(get, tree.news, root_path=section.url) == {}
    assert beside(get, one, topLevel=15) == {}
    assert beside(get, tree.home) == {}
    item = get(f"{one.url}@contextnavigation").json()["items"][0]
    assert (item["is_current"], item["is_in_path"], item["type"]) == (True, False, "home-standardpage")
    get(f"{one.url}@contextnavigation?expand.contextnavigation.topLevel=-1", status=400)


def test_the_navigation_root_is_the_sites(get: Get, tree: Tree) -> None:
    body = held_to_promise("navroot", get(f"{tree.report.url}@navroot").json())
    assert body["@id"] == f"http://testserver{tree.report.url}@navroot"
    assert (body["navroot"]["@id"], body["navroot"]["title"]) == ("http://testserver/", tree.home.title)


def test_the_site_says_its_name(get: Get, tree: Tree) -> None:
    Site.objects.update(site_name="Вестник города")
    body = held_to_promise("site", get("/@site").json())
    assert body["plone.site_title"] == "Вестник города"
    assert (body["plone.default_language"], body["plone.available_languages"]) == ("ru", ["ru"])
    assert body["plone.portal_timezone"] == "Europe/Moscow"


def test_a_page_in_one_language_has_no_translations(get: Get, tree: Tree) -> None:
    body = held_to_promise("translations", get(f"{tree.news.url}@translations").json())
    assert (body["items"], body["root"]) == ([], {"ru": "http://testserver/"})


def ids(get: Get, page: Page, place: str) -> list[str]:
    """Return the names of the actions at a place."""
    body = held_to_promise("actions", get(f"{page.url}@actions").json())
    assert all(action["url"].startswith("http://testserver/") for action in body[place])
    return [action["id"] for action in body[place]]


def test_a_stranger_may_look_and_log_in(get: Get, tree: Tree) -> None:
    assert ids(get, tree.news, "object") == ["view"]
    assert ids(get, tree.news, "object_buttons") == []
    assert ids(get, tree.news, "user") == ["login"]
    assert ids(get, tree.news, "portal_tabs") == ["index_html"]
    assert ids(get, tree.news, "site_actions") == []


def test_actions_are_those_that_ones_rights_allow(client: Client, get: Get, tree: Tree) -> None:
    school = User.objects.create_user("school")
    school.groups.add(school_editors(tree.school, organisation_collection(tree.school)))
    press = User.objects.create_user("press")
    press.groups.add(press_service(tree.home))
    client.force_login(school)
    assert ids(get, tree.news, "object") == ["view"]
    assert ids(get, tree.news, "object_buttons") == []
    assert ids(get, tree.school, "object") == ["view", "edit", "folderContents", "history"]
    assert "delete" not in ids(
        get, tree.report, "object_buttons"
    )  # it is published, and only publishers take it off
    assert ids(get, tree.report, "user") == ["preferences", "dashboard", "logout"]
    client.force_login(press)
    assert ids(get, tree.news, "object") == ["view", "edit", "history", "local_roles"]
    assert ids(get, tree.news, "object_buttons") == ["cut", "copy", "delete", "rename"]
    assert "paste" in ids(get, tree.school, "object_buttons")


EXPANDED = "actions,breadcrumbs,contextnavigation,navigation,navroot,translations"


def test_components_stand_in_the_content_object(get: Get, tree: Tree) -> None:
    body = get(tree.news.url, {"expand": EXPANDED}).json()["@components"]
    for name in EXPANDED.split(","):
        assert body[name] == get(f"{tree.news.url}@{name}").json(), name
    assert get(tree.news.url).json()["@components"]["actions"] == {
        "@id": f"http://testserver{tree.news.url}@actions"
    }


@pytest.mark.parametrize("is_editor", [False, True])
def test_a_content_object_stays_within_its_budget(
    client: Client, get: Get, tree: Tree, django_assert_max_num_queries: Any, is_editor: bool
) -> None:
    more = 0
    if is_editor:
        user = User.objects.create_user("press")
        user.groups.add(press_service(tree.home))
        client.force_login(user)
        more = 5  # session, user, groups, rights, moderation
    pages: list[Any] = [
        tree.report,
        tree.plan,
        tree.order,
        tree.school,
        tree.news,
        tree.news_index,
        tree.about,
    ]
    for address in [page.url for page in pages]:
        with django_assert_max_num_queries(15 + more):
            get(address)
        with django_assert_max_num_queries(25 + more):
            get(address, {"expand": "breadcrumbs,navigation,actions,types"})
