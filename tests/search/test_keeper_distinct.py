"""Look-alikes that a keeper tells apart stay apart; it is logged and can be taken back."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from home.roles import press_service
from search.keeper.distinct import say_distinct
from search.keeper.listing import similar_pairs
from search.keeper.merging import merge
from search.keeper.undoing import undo
from search.models import DistinctHashtags, Hashtag
from tests.factories import NewsPageFactory, Tree

pytestmark = pytest.mark.django_db

LISTING = "/admin/search/hashtag/"
LOG = "/admin/hashtags/log/"


@pytest.fixture
def keeper(client: Client, tree: Tree) -> Client:
    """A signed-in press officer."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client.force_login(user)
    return client


@pytest.fixture
def pair(db: None) -> tuple[Hashtag, Hashtag]:
    """Two hashtags one letter apart that mean different things."""
    return Hashtag.objects.create(name="ДеньРеки"), Hashtag.objects.create(name="ДеньРуки")


def address(word: str, pair: tuple[Hashtag, Hashtag]) -> str:
    return f"/admin/hashtags/{word}/{pair[0].pk}/{pair[1].pk}/"


def test_a_pair_that_was_told_apart_stays_apart(keeper: Client, pair: tuple[Hashtag, Hashtag]) -> None:
    one, other = pair
    assert similar_pairs()[one.pk] == [other.pk]
    assert "Это разные хэштеги" in keeper.get(f"/admin/hashtags/merge/{one.pk}/").content.decode()
    assert "Это разные хэштеги" in keeper.get(address("merge", pair)).content.decode()
    for each in (pair, pair[::-1], pair):
        answer = keeper.post(address("distinct", each))
        assert (answer.status_code, answer["Location"]) == (302, LISTING)
    assert DistinctHashtags.objects.count() == 1
    assert similar_pairs() == {}
    assert f"edit/{one.pk}/" not in keeper.get(LISTING, {"state": "suspicious"}).content.decode()
    assert "Снова считать похожими" in keeper.get(address("merge", pair[::-1])).content.decode()
    other.name = "ДеньРака"
    other.save()
    Hashtag.objects.create(name="ДеньРеке")
    assert other.pk not in similar_pairs()[one.pk]


def test_telling_apart_is_logged_and_taken_back_from_the_log(
    keeper: Client, pair: tuple[Hashtag, Hashtag]
) -> None:
    keeper.post(address("distinct", pair))
    page = keeper.get(LOG).content.decode()
    assert page.count("Отмечен как другой хэштег, чем #ДеньРуки") == 1
    assert f'action="{address("alike", pair)}"' in page
    assert keeper.post(address("alike", pair)).status_code == 302
    page = keeper.get(LOG).content.decode()
    assert "Снова считается похожим на #ДеньРуки" in page
    assert address("alike", pair) not in page
    assert similar_pairs()[pair[0].pk] == [pair[1].pk]


def test_only_keepers_tell_apart_and_no_hashtag_from_itself(
    keeper: Client, pair: tuple[Hashtag, Hashtag], django_user_model: type[User]
) -> None:
    one, _other = pair
    assert keeper.get(address("distinct", pair)).status_code == 405
    assert keeper.post(address("distinct", (one, one))).status_code == 404
    keeper.force_login(django_user_model.objects.create_user("somebody"))
    for word in ("distinct", "alike"):
        assert keeper.post(address(word, pair)).status_code in {302, 403}
    assert not DistinctHashtags.objects.exists()


def test_a_merge_that_is_undone_gives_it_back(pair: tuple[Hashtag, Hashtag]) -> None:
    one, other = pair
    kept = Hashtag.objects.create(name="Праздник")
    say_distinct(one, other)
    entry = merge(one, kept)
    assert not DistinctHashtags.objects.exists()
    undo(entry)
    assert similar_pairs() == {}


def test_the_field_offers_official_hashtags_first_then_the_most_used(keeper: Client, tree: Tree) -> None:
    for name in ("ДеньРеки", "ДеньЗнаний", "ДеньЗнаний", "ДеньЛеса"):
        NewsPageFactory(parent=tree.news_index, hashtags=[name])
    Hashtag.objects.filter(slug="деньреки").update(is_official=True)

    def offered(term: str) -> list[str]:
        answer: list[str] = keeper.get("/admin/hashtags/offered/", {"term": term}).json()
        return answer

    assert offered("день") == offered("#ДЕНЬ") == ["ДеньРеки", "ДеньЗнаний", "ДеньЛеса"]
    renamed = Hashtag.objects.get(slug="деньлеса")
    renamed.name = "ЛеснойПраздник"
    renamed.save()
    assert offered("деньл") == ["ЛеснойПраздник"]
    assert offered("") == offered("!") == []
    form = keeper.get(f"/admin/pages/{tree.news.pk}/edit/").content.decode()
    assert 'data-w-tag-url-value="/admin/hashtags/offered/"' in form


def test_nobody_from_outside_is_offered_anything(client: Client) -> None:
    assert client.get("/admin/hashtags/offered/", {"term": "день"}).status_code == 302


@pytest.mark.parametrize("listing", ["search/hashtag", "home/organisationpage", "plans/planitem"])
def test_the_headings_of_filters_are_in_russian(keeper: Client, listing: str) -> None:
    page = keeper.get(f"/admin/{listing}/").content.decode()
    assert 'class="changelist-filter' in page
    assert "By " not in page.split('class="changelist-filter')[1].split("result-list")[0]
