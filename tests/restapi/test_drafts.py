"""What is not published: for those who may edit it, as if it did not exist for everybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page, PageViewRestriction, WorkflowState

from home.models import OrganisationPage
from home.roles import organisation_collection, press_service, review, school_editors
from tests.factories import (
    EventReportPageFactory,
    NewsPageFactory,
    OrganisationPageFactory,
    StandardPageFactory,
    Tree,
)
from tests.restapi.conftest import Get

Login = Callable[[User], None]


@pytest.fixture
def school_editor(tree: Tree) -> User:
    """Who writes reports of one school and publishes nothing."""
    user = User.objects.create_user("school")
    user.groups.add(school_editors(tree.school, organisation_collection(tree.school)))
    return user


@pytest.fixture
def press(tree: Tree) -> User:
    """Who writes and publishes everywhere."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    return user


@pytest.fixture
def draft(tree: Tree) -> Page:
    """A report of the school that was never published."""
    page: Page = EventReportPageFactory(parent=tree.school, title="Черновик отчёта", live=False)
    return page


def other_school() -> OrganisationPage:
    """Return a school beside the one of the tree."""
    school: OrganisationPage = OrganisationPageFactory(title="Другая школа")
    return school


def edited(page: Any, title: str) -> Page:
    """Give a page a draft with another title."""
    page.title = title
    page.save_revision()
    found: Page = Page.objects.get(pk=page.pk)
    return found


def test_a_draft_is_there_for_those_who_may_edit_it(
    client: Client, get: Get, draft: Page, school_editor: User, press: User
) -> None:
    for user in (school_editor, press):
        client.force_login(user)
        body = get(draft.url)
        assert body.json()["title"] == "Черновик отчёта"
        assert body.json()["review_state"] == "private"
        assert body.json()["effective"] is None
        assert "private" in body.headers["Cache-Control"]
        assert get(f"/++api++{draft.url}").json()["@id"] == f"http://testserver{draft.url}"
        get(f"{draft.url}@breadcrumbs")


def test_a_draft_does_not_exist_for_everybody_else(
    client: Client, get: Get, draft: Page, school_editor: User
) -> None:
    others = EventReportPageFactory(parent=other_school(), live=False)
    for user in (None, User.objects.create_user("nobody")):
        if user:
            client.force_login(user)
        hidden, missing = get(draft.url, status=404), get(f"{draft.url}net/", status=404)
        assert hidden.json()["detail"] == missing.json()["detail"]
        get(f"{draft.url}@search", status=404)
        get(draft.url, {"version": "draft"}, status=404)
    client.force_login(school_editor)
    get(others.url, status=404)


def test_a_draft_is_shown_as_its_latest_revision(client: Client, get: Get, draft: Page, press: User) -> None:
    edited(draft, "Новое название")
    client.force_login(press)
    assert get(draft.url).json()["title"] == "Новое название"
    assert get(draft.get_parent().url).json()["items"][-1]["title"] == "Новое название"


def test_an_address_stays_while_a_draft_has_another_slug(
    client: Client, get: Get, draft: Page, press: User
) -> None:
    draft.slug = "inoj-adres"
    draft.save_revision()
    client.force_login(press)
    stored = Page.objects.get(pk=draft.pk)
    assert get(stored.url).json()["@id"] == f"http://testserver{stored.url}"


def test_pages_below_a_draft_are_found_too(client: Client, get: Get, tree: Tree, press: User) -> None:
    above = NewsPageFactory(parent=tree.news_index, live=False)
    client.force_login(press)
    assert get(above.url).json()["parent"]["title"] == tree.news_index.title
    tree.news_index.unpublish()
    body = get(above.url).json()
    assert (body["parent"]["title"], body["parent"]["review_state"]) == (tree.news_index.title, "private")


def test_a_live_page_gives_its_draft_to_those_who_may_edit_it(
    client: Client, get: Get, tree: Tree, school_editor: User, press: User
) -> None:
    title = tree.news.title
    edited(tree.news, "Другое название")
    response = get(tree.news.url)
    assert response.json()["title"] == title
    assert "has_unpublished_changes" not in response.json()
    get(tree.news.url, {"version": "draft"}, status=401)
    get(tree.news.url, {"version": "first"}, status=400)
    client.force_login(school_editor)
    assert "has_unpublished_changes" not in get(tree.news.url).json()
    refused = get(tree.news.url, {"version": "draft"}, status=403)
    assert "Другое название" not in refused.content.decode()
    client.force_login(press)
    body = get(tree.news.url).json()
    assert (body["title"], body["version"], body["has_unpublished_changes"]) == (title, "current", True)
    body = get(tree.news.url, {"version": "draft"}).json()
    assert (body["title"], body["version"]) == ("Другое название", "draft")
    assert body["review_state"] == "published"


def test_a_container_lists_drafts_for_those_who_may_edit_them(
    client: Client, get: Get, tree: Tree, draft: Page, school_editor: User, press: User
) -> None:
    public = get(tree.school.url).json()
    assert draft.title not in [item["title"] for item in public["items"]]
    client.force_login(school_editor)
    body = get(tree.school.url, {"metadata_fields": "_all"}).json()
    assert body["items_total"] == public["items_total"] + 1
    row = next(item for item in body["items"] if item["title"] == draft.title)
    assert row["review_state"] == "private"
    assert row["description"] == draft.lead
    assert row["UID"] == str(draft.translation_key)
    assert get(row["@id"].removeprefix("http://testserver")).json()["title"] == draft.title
    assert {item["review_state"] for item in body["items"]} == {"private", "published"}
    hidden = EventReportPageFactory(parent=other_school(), title="Чужой отчёт", live=False)
    assert get(hidden.get_parent().url).json()["items"] == []
    client.force_login(press)
    assert [item["title"] for item in get(hidden.get_parent().url).json()["items"]] == ["Чужой отчёт"]


def test_what_is_in_moderation_is_pending(
    client: Client, get: Get, tree: Tree, draft: Page, school_editor: User, press: User
) -> None:
    workflow = review(tree.organisations, press.groups.get())
    workflow.start(draft.specific, school_editor)
    assert WorkflowState.objects.filter(status="in_progress").exists()
    for user in (school_editor, press):
        client.force_login(user)
        assert get(draft.url).json()["review_state"] == "pending"
        states = {item["title"]: item["review_state"] for item in get(tree.school.url).json()["items"]}
        assert states[draft.title] == "pending"
        assert [item["title"] for item in get("/@search", {"review_state": "pending"}).json()["items"]] == [
            draft.title
        ]
        assert get("/@search", {"review_state": "private"}).json()["items_total"] == 0


def test_unpublished_pages_are_searched_by_those_who_may_edit_them(
    client: Client, get: Get, tree: Tree, draft: Page, school_editor: User, press: User
) -> None:
    news = NewsPageFactory(parent=tree.news_index, title="Ярмарка профессий", live=False)
    query: dict[str, Any] = {"review_state": "private"}
    assert get("/@search", query).json()["items_total"] == 0
    client.force_login(User.objects.create_user("nobody"))
    assert get("/@search", query).json()["items"] == []
    client.force_login(school_editor)
    assert [item["title"] for item in get("/@search", query).json()["items"]] == [draft.title]
    client.force_login(press)
    assert get("/@search", query).json()["items_total"] == 2
    for narrowed in (
        {"SearchableText": "ярмарки"},
        {"portal_type": "news.NewsPage"},
        {"path.query": tree.news_index.url},
        {"UID": str(news.translation_key)},
    ):
        items = get("/@search", {**query, **narrowed}).json()["items"]
        assert [item["title"] for item in items] == [news.title], narrowed
    by_title = get("/@search", {**query, "sort_on": "sortable_title"}).json()["items"]
    assert [item["title"] for item in by_title] == [draft.title, news.title]
    assert get(f"{tree.news_index.url}@search", query).json()["items_total"] == 1
    full = get("/@search", {**query, "fullobjects": "1"}).json()["items"]
    assert {item["title"] for item in full} == {draft.title, news.title}
    refused = get("/@search", {**query, "Subject": "НеделяДобра"}, status=400)
    assert "Subject" in refused.json()["detail"]
    both = get("/@search", {"review_state": ["private", "published"], "portal_type": "news.NewsPage"}).json()
    assert {item["review_state"] for item in both["items"]} == {"private", "published"}


def test_who_may_edit_a_private_page_sees_it(
    client: Client, get: Get, tree: Tree, press: User, school_editor: User
) -> None:
    PageViewRestriction.objects.create(page=tree.about, restriction_type="password", password="слово")
    client.force_login(school_editor)
    get(tree.about.url, status=403)
    client.force_login(press)
    assert get(tree.about.url).json()["review_state"] == "private"
    titles = [item["title"] for item in get("/", {"b_size": 100}).json()["items"]]
    assert tree.about.title in titles


@pytest.mark.parametrize("number", [5, 30])
def test_drafts_cost_the_same_at_any_number(
    client: Client, get: Get, tree: Tree, press: User, django_assert_max_num_queries: Any, number: int
) -> None:
    for _place in range(number):
        StandardPageFactory(live=False)
    client.force_login(press)
    with django_assert_max_num_queries(21):
        get("/", {"b_size": 100, "metadata_fields": "_all"})
    with django_assert_max_num_queries(15):
        get("/@search", {"b_size": 100, "metadata_fields": "_all", "review_state": "private"})
