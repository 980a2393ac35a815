"""One hashtag for many pages: who may change a page decides, and each change is a revision with a line in the log."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from home.roles import press_service
from search.checking import differences
from search.models import Hashtag
from tests.factories import HASHTAG, EventReportPageFactory, NewsPageFactory, Tree

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/hashtags/pages/"


@pytest.fixture
def tag(tree: Tree) -> Hashtag:
    return Hashtag.objects.create(name="МыВместе")


@pytest.fixture
def keeper(client: Client, tree: Tree) -> Client:
    """A signed-in press officer."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client.force_login(user)
    return client


def listed(client: Client, **asked: str) -> set[str]:
    response = client.get(ADDRESS, {"hashtag": "#мывместе", "action": "add", **asked})
    assert response.status_code == 200
    return {page.title for page in response.context.get("pages") or []}


def apply(client: Client, *pages: Page, action: str = "add", name: str = "МыВместе") -> str:
    """Tick the pages, apply, and return what is said."""
    form = {"hashtag": name, "action": action, "pages": [page.pk for page in pages]}
    response = client.post(ADDRESS, form, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def names_of(page: Page, *, in_draft: bool = False) -> set[str]:
    page = Page.objects.get(pk=page.pk).specific
    page = page.get_latest_revision_as_object() if in_draft else page
    return {tag.name for tag in page.hashtags.all()}


def test_the_filter_leaves_pages_by_type_organisation_title_and_day(
    keeper: Client, tree: Tree, tag: Hashtag
) -> None:
    NewsPageFactory(parent=tree.news_index, title="Черновик субботника", live=False)
    NewsPageFactory(parent=tree.news_index, title="Уже с ним", hashtags=["МыВместе"])
    everything = listed(keeper)
    assert {tree.news.title, tree.order.title, tree.report.title, "Черновик субботника"} <= everything
    assert "Уже с ним" not in everything
    assert listed(keeper, action="remove") == {"Уже с ним"}
    assert listed(keeper, words="ЧЕРНОВИК Субботника") == {"Черновик субботника"}
    assert listed(keeper, organisation=str(tree.school.pk)) == {tree.school.title, tree.report.title}
    assert listed(keeper, type=str(tree.news.content_type_id)) == {tree.news.title, "Черновик субботника"}
    assert tree.news.title in listed(keeper, since="2026-10-12", until="2026-10-12")
    assert tree.news.title not in listed(keeper, until="2026-10-11")


def test_what_is_no_hashtag_or_no_filter_is_said(keeper: Client, tree: Tree) -> None:
    page = keeper.get(ADDRESS, {"hashtag": "нетакого", "action": "add"}).content.decode()
    assert "Такого хэштега нет" in page
    for asked in ({"type": "x"}, {"organisation": "9" * 30}, {"since": "завтра"}, {"words": "\0"}):
        assert keeper.get(ADDRESS, {"hashtag": HASHTAG, "action": "add", **asked}).status_code == 200


def test_live_pages_are_published_with_the_hashtag_and_drafts_stay_drafts(
    keeper: Client, tree: Tree, tag: Hashtag
) -> None:
    draft = NewsPageFactory(parent=tree.news_index, title="Черновик", live=False)
    edited = NewsPageFactory(parent=tree.news_index, title="Правят")
    edited.lead = "Ещё не решено."
    edited.save_revision()
    said = apply(keeper, tree.news, draft, edited)
    assert f"опубликованы: «{tree.news.title}»" in said
    assert "черновиками" in said
    assert "МыВместе" in names_of(tree.news)
    assert not names_of(draft)
    assert not names_of(edited)
    assert names_of(draft, in_draft=True) == names_of(edited, in_draft=True) == {"МыВместе"}
    assert Page.objects.get(pk=edited.pk).specific.lead != "Ещё не решено."
    entries = PageLogEntry.objects.filter(user__username="press")
    assert sorted(entries.values_list("page", "action")) == sorted(
        (page.pk, "hashtag.bulk") for page in (tree.news, draft, edited)
    )
    assert list(differences()) == []


def test_a_hashtag_is_taken_off_and_nothing_is_done_twice(keeper: Client, tree: Tree, tag: Hashtag) -> None:
    assert "опубликованы" in apply(keeper, tree.order, tree.news, action="remove", name=HASHTAG)
    assert not names_of(tree.news)
    assert not names_of(tree.order)
    revision = Page.objects.get(pk=tree.news.pk).latest_revision_id
    assert "Менять было нечего" in apply(keeper, tree.news, action="remove", name=HASHTAG)
    assert Page.objects.get(pk=tree.news.pk).latest_revision_id == revision
    assert list(differences()) == []


def test_nothing_ticked_is_said(keeper: Client, tag: Hashtag) -> None:
    assert "Отметьте хотя бы одну" in apply(keeper)


def test_each_page_asks_for_its_own_rights_and_a_refusal_is_logged(
    client: Client, tree: Tree, tag: Hashtag, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(school_keeper(tree))
    assert listed(client) == {tree.school.title, tree.report.title}
    said = apply(client, tree.news, tree.report)
    assert f"Нет права менять: «{tree.news.title}»" in said
    assert f"may not change the hashtags of page {tree.news.pk}" in caplog.text
    assert not names_of(tree.news) & {"МыВместе"}
    assert "МыВместе" not in names_of(tree.report)
    assert "МыВместе" in names_of(tree.report, in_draft=True)


def test_a_locked_page_stays_as_it_is(keeper: Client, tree: Tree, tag: Hashtag) -> None:
    Page.objects.filter(pk=tree.news.pk).update(locked=True)
    assert "Закрыты или на проверке" in apply(keeper, tree.news)
    assert "МыВместе" not in names_of(tree.news, in_draft=True)


def test_who_may_not_keep_hashtags_is_refused(client: Client, tree: Tree, tag: Hashtag, caplog: Any) -> None:
    user = school_keeper(tree)
    user.groups.get().permissions.remove(Permission.objects.get(codename="change_hashtag"))
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 302
    assert "may not change hashtags" in caplog.text


def test_the_list_costs_the_same_at_any_length(
    keeper: Client, tree: Tree, tag: Hashtag, django_assert_max_num_queries: Any
) -> None:
    listed(keeper)
    with django_assert_max_num_queries(30) as short:
        listed(keeper)
    for _number in range(5):
        EventReportPageFactory(parent=tree.school, photos=0)
    with django_assert_max_num_queries(len(short)):
        listed(keeper)


def school_keeper(tree: Tree) -> User:
    """Return somebody who keeps hashtags, but may edit, not publish, below a school only."""
    group = Group.objects.create(name="Школа")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "change_hashtag"]))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(
        group=group, page=Page.objects.get(pk=tree.school.pk), permission=right
    )
    user = User.objects.create_user("school")
    user.groups.add(group)
    return user
