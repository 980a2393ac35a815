"""The keeper's listing, renaming, pinning: what was called otherwise before is found where it is now."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from home.roles import press_service
from search.checking import differences
from search.models import Hashtag, HashtagAlias
from tests.factories import HASHTAG, NewsPageFactory, Tree, paragraph

pytestmark = pytest.mark.django_db

LISTING = "/admin/search/hashtag/"
KEY = HASHTAG.casefold()


@pytest.fixture
def keeper(client: Client, tree: Tree) -> Client:
    """A signed-in press officer."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client.force_login(user)
    return client


def tag_of(key: str) -> Hashtag:
    return Hashtag.objects.get(slug=key)


def rename(keeper: Client, tag: Hashtag, name: str, **fields: Any) -> Any:
    return keeper.post(f"{LISTING}edit/{tag.pk}/", {"name": name, "description": tag.description, **fields})


def test_another_spelling_changes_the_name_alone(keeper: Client) -> None:
    tag = tag_of(KEY)
    assert rename(keeper, tag, "НЕДЕЛЯдобра").status_code == 302
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("НЕДЕЛЯдобра", KEY)
    assert not HashtagAlias.objects.exists()
    assert list(differences()) == []


def test_a_new_name_keeps_the_old_address_and_the_old_texts(keeper: Client, tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, body=[paragraph(f"Все на #{HASHTAG}!")])
    tag = tag_of(KEY)
    assert rename(keeper, tag, "НеделяДобрыхДел").status_code == 302
    assert list(differences()) == []
    assert [each.name for each in page.catalog_entries.get().hashtags.all()] == ["НеделяДобрыхДел"]
    assert list(Hashtag.objects.values_list("slug", flat=True)) == ["неделядобрыхдел"]
    for old, new in [("/hashtags/{}/", "/"), ("/hashtags/{}/feed.rss", "feed.rss")]:
        response = keeper.get(old.format(quote(HASHTAG)))
        assert response.status_code == 301
        assert response["Location"].startswith(f"/hashtags/{quote('неделядобрыхдел')}/")
        assert response["Location"].endswith(new)


def test_a_page_that_is_saved_later_with_the_old_name_has_the_new_one(keeper: Client, tree: Tree) -> None:
    rename(keeper, tag_of(KEY), "НеделяДобрыхДел")
    page = NewsPageFactory(parent=tree.news_index, hashtags=[HASHTAG, "неделядобрыхдел"])
    assert [tag.name for tag in page.hashtags.all()] == ["НеделяДобрыхДел"]
    page.hashtags.remove(HASHTAG)
    assert not page.hashtags.all()
    assert Hashtag.objects.count() == 1


def test_a_hashtag_may_have_its_old_name_again(keeper: Client) -> None:
    tag = tag_of(KEY)
    rename(keeper, tag, "НеделяДобрыхДел")
    rename(keeper, tag, HASHTAG)
    assert list(HashtagAlias.objects.values_list("key", flat=True)) == ["неделядобрыхдел"]
    assert list(differences()) == []


def test_a_name_that_another_hashtag_has_or_had_is_refused(keeper: Client) -> None:
    tag = tag_of(KEY)
    rename(keeper, tag, "НеделяДобрыхДел")
    other = Hashtag.objects.create(name="Старт")
    assert "Такой хэштег уже есть" in rename(keeper, other, "неделядобрыхДЕЛ").content.decode()
    page = rename(keeper, other, HASHTAG.upper())
    assert "прежнее имя хэштега #НеделяДобрыхДел" in page.content.decode()
    with pytest.raises(ValidationError, match="прежнее имя"):
        Hashtag(name=HASHTAG).full_clean()


def test_renaming_is_told_in_the_log(keeper: Client) -> None:
    rename(keeper, tag_of(KEY), "НеделяДобрыхДел")
    page = keeper.get("/admin/hashtags/log/").content.decode()
    assert f"Переименован: #{HASHTAG} → #НеделяДобрыхДел" in page


def test_an_official_hashtag_is_marked_and_suggested_first(keeper: Client, tree: Tree) -> None:
    for title in ("раз", "два"):
        NewsPageFactory(parent=tree.news_index, title=title, hashtags=["Неделя"])
    tag = Hashtag.objects.create(name="НеделяЧтения")
    NewsPageFactory(parent=tree.news_index, hashtags=["НеделяЧтения"])
    assert rename(keeper, tag, "НеделяЧтения", is_official="on").status_code == 302
    assert "официальный</span>" in keeper.get(LISTING, {"state": "official"}).content.decode()
    found = keeper.get("/search/suggest/", {"q": "#неделя"}).json()["suggestions"]
    assert found[0]["text"] == "#НеделяЧтения"


def test_the_listing_names_look_alikes_and_filters(keeper: Client, tree: Tree) -> None:
    twin = Hashtag.objects.create(name="Неделя_Добра")
    Hashtag.objects.create(name="Олимпиада")
    page = keeper.get(LISTING, {"state": "suspicious"}).content.decode()
    assert "#Олимпиада" not in page
    assert f"/admin/hashtags/merge/{twin.pk}/{tag_of(KEY).pk}/" in page
    unused = keeper.get(LISTING, {"state": "unused"}).content.decode()
    assert "#Олимпиада" in unused
    assert f"edit/{tag_of(KEY).pk}/" not in unused


@pytest.mark.parametrize("state", ["nonsense", "\0", ""])
def test_a_state_that_is_none_is_no_error(keeper: Client, state: str) -> None:
    assert keeper.get(LISTING, {"state": state}).status_code in {200, 302}


def test_the_listing_costs_the_same_at_any_length(keeper: Client, django_assert_max_num_queries: Any) -> None:
    Hashtag.objects.create(name="Неделя_Добра")
    keeper.get(LISTING)
    with django_assert_max_num_queries(21) as short:  # the admin's menu asks seven of them
        keeper.get(LISTING)
    for number in range(60):
        Hashtag.objects.create(name=f"ДобраяНеделя{'абвгд'[number % 5]}{'яюэьыъщшчцхф'[number // 5]}")
    with django_assert_max_num_queries(len(short)):
        assert "ДобраяНеделя" in keeper.get(LISTING).content.decode()
