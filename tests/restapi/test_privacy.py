"""Nothing that the public may not see stands anywhere in the JSON."""

import pytest
from django.contrib.auth.models import Group, User
from django.http import Http404, HttpRequest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import OrganisationPage
from search.catalog import rebuild
from tests.factories import DocumentFactory, NewsPageFactory, PictureFactory, StandardPageFactory, Tree
from tests.restapi.conftest import Get

SECRET = "Тайная страница"
KINDS = ["password", "login", "groups"]


def restrict(page: Page, kind: str = "login") -> PageViewRestriction:
    """Make a page private, with all below it."""
    restriction: PageViewRestriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="слово"
    )
    return restriction


def everything(get: Get) -> str:
    """Return all JSON that the site gives anybody, as one text."""
    addresses = [page.url for page in Page.objects.live().public().filter(depth__gt=1)]
    services = [
        "/@search?metadata_fields=_all&b_size=100",
        "/@search?fullobjects=1",
        "/@search?SearchableText=тайная",
    ]
    navigation = "@navigation?expand.navigation.depth=5"
    parts = ["/@search?portal_type=plans.PlanItem&metadata_fields=_all", f"/{navigation}"]
    for address in addresses:
        parts += [address, f"{address}?expand=breadcrumbs,navigation", f"{address}@breadcrumbs"]
    return "".join(get(path).content.decode() for path in [*services, *parts])


def test_a_draft_is_not_found(get: Get, home: Page) -> None:
    draft = StandardPageFactory(live=False)
    get(draft.url, status=404)
    get(f"/++api++{draft.url}", status=404)
    get(f"{draft.url}@search", status=404)


def test_an_unpublished_page_is_not_found(get: Get, tree: Tree) -> None:
    tree.about.unpublish()
    get(tree.about.url, status=404)


@pytest.mark.parametrize("kind", KINDS)
def test_a_private_page_asks_a_stranger_to_log_in(get: Get, tree: Tree, kind: str) -> None:
    restrict(tree.about, kind)
    for path in (tree.about.url, f"/++api++{tree.about.url}", f"{tree.about.url}@search"):
        response = get(path, status=401)
        assert response.headers["Content-Type"] == "application/problem+json"
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["WWW-Authenticate"]
        assert tree.about.title not in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_below_a_private_one_is_private_too(get: Get, tree: Tree, kind: str) -> None:
    restrict(tree.organisations, kind)
    get(tree.report.url, status=401)


def test_whoever_is_logged_in_sees_what_needs_a_login(client: Client, get: Get, tree: Tree) -> None:
    restrict(tree.about, "login")
    client.force_login(User.objects.create_user("editor"))
    response = get(tree.about.url)
    assert response.json()["review_state"] == "private"
    assert "private" in response.headers["Cache-Control"]
    assert "Cookie" in response.headers["Vary"]


def test_only_the_right_group_sees_what_is_for_a_group(client: Client, get: Get, tree: Tree) -> None:
    group = Group.objects.create(name="Методисты")
    restrict(tree.about, "groups").groups.add(group)
    user = User.objects.create_user("editor")
    client.force_login(user)
    get(tree.about.url, status=403)
    user.groups.add(group)
    assert get(tree.about.url).json()["title"] == tree.about.title


def test_what_needs_the_password_stays_closed_to_those_logged_in(
    client: Client, get: Get, tree: Tree
) -> None:
    restrict(tree.about, "password")
    client.force_login(User.objects.create_user("editor"))
    get(tree.about.url, status=403)


@pytest.mark.parametrize("kind", KINDS)
def test_private_pages_and_drafts_stand_nowhere(get: Get, tree: Tree, kind: str) -> None:
    shown = StandardPageFactory(title="Открытая страница", show_in_menus=True)
    hidden = StandardPageFactory(title=SECRET, slug="tajna", show_in_menus=True, hashtags=["Тайна"])
    StandardPageFactory(title=SECRET, slug="tajna-nizhe", parent=hidden, show_in_menus=True)
    StandardPageFactory(title=SECRET, slug="tajna-chernovik", live=False)
    restrict(hidden, kind)
    text = everything(get)
    assert shown.title in text
    assert SECRET not in text
    assert "tajna" not in text


def test_counts_leave_private_pages_and_drafts_out(get: Get, tree: Tree) -> None:
    below = f"{tree.news_index.url}"
    assert get(below).json()["items_total"] == 1
    NewsPageFactory(parent=tree.news_index, live=False)
    restrict(NewsPageFactory(parent=tree.news_index))
    body = get(below).json()
    assert body["items_total"] == len(body["items"]) == 1
    assert get(f"{below}@search").json()["items_total"] == 2


def test_neighbours_are_the_nearest_public_ones(get: Get, tree: Tree) -> None:
    hidden = NewsPageFactory(parent=tree.news_index)
    last = NewsPageFactory(parent=tree.news_index)
    restrict(hidden)
    assert get(tree.news.url).json()["next_item"]["@id"].endswith(last.url)
    body = get(last.url).json()
    assert body["previous_item"]["@id"].endswith(tree.news.url)
    assert body["next_item"] == {}


def test_the_parent_is_left_out_where_it_is_a_draft(get: Get, tree: Tree) -> None:
    tree.news_index.unpublish()
    body = get(tree.news.url).json()
    assert body["parent"] == {}
    crumbs = get(f"{tree.news.url}@breadcrumbs").json()["items"]
    assert [crumb["title"] for crumb in crumbs] == [tree.news.title]


def test_a_related_page_is_left_out_where_it_is_not_public(get: Get, tree: Tree) -> None:
    assert get(tree.order.url).json()["issuer"]["title"] == tree.school.title
    restrict(tree.organisations)
    assert get(tree.order.url).json()["issuer"] is None


def test_an_item_is_left_out_where_its_plan_is_not_public(get: Get, tree: Tree) -> None:
    item = get(tree.report.url).json()["plan_item"]
    assert item["parent"]["@type"] == "plans.PlanPage"
    tree.plan.unpublish()
    assert get(tree.report.url).json()["plan_item"] is None


def test_related_pages_of_a_list_are_left_out_one_by_one(get: Get, tree: Tree) -> None:
    tree.report.organisations = [tree.school]
    tree.report.save_revision().publish()
    assert [page["title"] for page in get(tree.report.url).json()["organisations"]] == [tree.school.title]
    tree.school.unpublish()
    assert get(tree.report.url).json()["organisations"] == []


def test_the_organisation_of_a_row_is_left_out_where_it_is_not_public(get: Get, tree: Tree) -> None:
    query = {"portal_type": "news.EventReportPage", "metadata_fields": "organisation"}
    assert get("/@search", query).json()["items"][0]["organisation"]["title"] == tree.school.title
    tree.school.unpublish()
    assert get("/@search", query).json()["items"][0]["organisation"] is None


def test_a_login_name_is_shown_nowhere(get: Get, tree: Tree) -> None:
    tree.about.owner = User.objects.create_user("tajnyj-login")
    tree.about.save()
    assert get(tree.about.url).json()["creators"] == []
    tree.about.owner.first_name, tree.about.owner.last_name = "Анна", "Петрова"
    tree.about.owner.save()
    body = get(tree.about.url)
    assert body.json()["creators"] == ["Анна Петрова"]
    assert b"tajnyj-login" not in body.content


def test_rebuilding_the_catalog_opens_nothing(get: Get, tree: Tree) -> None:
    restrict(tree.about)
    list(rebuild())
    assert tree.about.title not in get("/").content.decode()


def test_a_page_type_that_refuses_a_path_refuses_it_in_json_too(
    get: Get, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: Page, request: HttpRequest, path_components: list[str]) -> None:
        raise Http404

    get(tree.report.url)
    monkeypatch.setattr(OrganisationPage, "route", refuse)
    get(tree.report.url, status=404)
    get(f"{tree.report.url}@search", status=404)


def private_collection() -> Collection:
    """Return a collection below one that asks for a login."""
    above = Collection.get_first_root_node().add_child(name="Служебное")
    CollectionViewRestriction.objects.create(collection=above, restriction_type="login")
    below: Collection = above.add_child(name="Списки")
    return below


def test_a_file_of_a_private_collection_is_shown_to_who_may_open_it(
    client: Client, get: Get, tree: Tree
) -> None:
    tree.order.source = DocumentFactory(title=SECRET, collection=private_collection())
    tree.order.save_revision().publish()
    response = get(tree.order.url)
    assert response.json()["source"] is None
    assert SECRET not in response.content.decode()
    client.force_login(User.objects.create_user("editor"))
    assert get(tree.order.url).json()["source"]["title"] == SECRET


def test_a_picture_of_a_private_collection_is_left_out(get: Get, tree: Tree) -> None:
    picture = PictureFactory(title=SECRET, collection=private_collection())
    tree.news.picture = picture
    tree.news.body = [("picture", {"image": picture, "caption": "Во дворе"})]
    tree.news.save_revision().publish()
    response = get(tree.news.url)
    (block,) = (block for block in response.json()["blocks"].values() if block["@type"] == "picture")
    assert (response.json()["picture"], block["value"]["image"]) == (None, None)
    assert SECRET not in response.content.decode()
