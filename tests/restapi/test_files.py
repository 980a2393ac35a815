"""`@images` and `@documents`: pictures and files with addresses of their own."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from home.roles import organisation_collection, press_service, school_editors
from tests.factories import DocumentFactory, PictureFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise


def path(url: str) -> str:
    """Return an absolute address without the host."""
    return url.removeprefix("http://testserver")


@pytest.fixture
def press(tree: Tree) -> User:
    """Who may choose all files."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    return user


def test_a_picture_in_a_page_leads_to_itself(get: Get, tree: Tree) -> None:
    inside = get(tree.report.url).json()["photos"][0]["picture"]
    assert inside["@type"] == "home.Picture"
    body = held_to_promise("images/{id}", get(path(inside["@id"])).json())
    assert body == inside
    assert get(f"{tree.news.url}@images/{inside['@id'].rpartition('/')[2]}").json()["@id"] == inside["@id"]


def test_a_file_of_a_page_leads_to_itself(get: Get, tree: Tree) -> None:
    tree.order.source = DocumentFactory(title="Приказ.docx")
    tree.order.save_revision().publish()
    inside = get(tree.order.url).json()["source"]
    body = held_to_promise("documents/{id}", get(path(inside["@id"])).json())
    assert (body["title"], body["@type"]) == ("Приказ.docx", "wagtaildocs.Document")


def test_what_no_public_page_shows_is_not_there(client: Client, get: Get, tree: Tree, press: User) -> None:
    picture, document = PictureFactory(), DocumentFactory()
    tree.about.unpublish()
    for address in (f"/@images/{picture.pk}", f"/@documents/{document.pk}"):
        missing = get(address, status=404).json()
        assert missing == get(f"{address}99999", status=404).json()
        client.force_login(press)
        get(address)
        client.logout()
    for nonsense in ("x", "-1", "1" * 30, "%00"):
        get(f"/@images/{nonsense}", status=404)


def test_a_picture_of_a_draft_is_not_there(get: Get, tree: Tree) -> None:
    picture = tree.report.photos.first().picture
    get(f"/@images/{picture.pk}")
    tree.report.unpublish()
    get(f"/@images/{picture.pk}", status=404)


def test_a_picture_of_a_private_collection_is_not_there(get: Get, tree: Tree) -> None:
    picture = tree.report.photos.first().picture
    CollectionViewRestriction.objects.create(collection=picture.collection, restriction_type="login")
    get(f"/@images/{picture.pk}", status=404)


def test_listings_are_for_those_who_may_choose(client: Client, get: Get, tree: Tree, press: User) -> None:
    for name in ("images", "documents"):
        get(f"/@{name}", status=401)
    client.force_login(User.objects.create_user("nobody"))
    for name in ("images", "documents"):
        get(f"/@{name}", status=403)
    client.force_login(press)
    PictureFactory(title="Школьный ДВОР зимой")
    body = held_to_promise("images", get("/@images", {"title": "двор ЗИМОЙ", "b_size": 1}).json())
    assert [item["title"] for item in body["items"]] == ["Школьный ДВОР зимой"]
    DocumentFactory(title="Форма")
    assert held_to_promise("documents", get("/@documents").json())["items"][0]["title"] == "Форма"


def test_a_school_lists_its_own_pictures(client: Client, get: Get, tree: Tree) -> None:
    own = organisation_collection(tree.school)
    user = User.objects.create_user("school")
    user.groups.add(school_editors(tree.school, own))
    mine = PictureFactory(title="Наша", collection=own)
    other = PictureFactory(
        title="Чужая", collection=Collection.get_first_root_node().add_child(name="Другая")
    )
    client.force_login(user)
    assert [item["title"] for item in get("/@images").json()["items"]] == ["Наша"]
    get(f"/@images/{mine.pk}")
    get(f"/@images/{other.pk}", status=404)


@pytest.mark.parametrize("number", [3, 15])
def test_pictures_cost_the_same_at_any_number(
    client: Client, get: Get, tree: Tree, press: User, django_assert_max_num_queries: Any, number: int
) -> None:
    for _place in range(number):
        PictureFactory()
    client.force_login(press)
    with django_assert_max_num_queries(16):
        get("/@images", {"b_size": 100})
