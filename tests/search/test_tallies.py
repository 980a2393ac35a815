"""What each hashtag's entries come to, counted whenever that changes."""

import pytest
from wagtail.models import PageViewRestriction

from search.checking import differences
from search.models import Hashtag, HashtagTally
from search.tallies import counted
from tests.factories import HASHTAG, NewsPageFactory, Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(tree: Tree) -> Hashtag:
    return Hashtag.objects.get(slug=HASHTAG.casefold())


def tally_of(tag: Hashtag) -> HashtagTally:
    tally = HashtagTally.objects.get(hashtag=tag)
    assert {name: getattr(tally, name) for name in counted(tag.pk)} == counted(tag.pk)
    return tally


def test_publishing_unpublishing_and_hiding_are_counted(tree: Tree, tag: Hashtag) -> None:
    before = tally_of(tag).entries
    page = NewsPageFactory(parent=tree.news_index, title=f"Новость #{HASHTAG}")
    assert tally_of(tag).entries == before + 1
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert tally_of(tag).entries == before
    tree.news.unpublish()
    assert tally_of(tag).entries == before - 1


def test_a_deleted_organisation_is_counted_no_longer(tree: Tree, tag: Hashtag) -> None:
    assert str(tree.school.pk) in tally_of(tag).organisations
    tree.school.delete()
    assert str(tree.school.pk) not in tally_of(tag).organisations


def test_deleted_pages_are_counted_no_longer(tree: Tree, tag: Hashtag) -> None:
    before = tally_of(tag)
    tree.order.delete()
    after = tally_of(tag)
    assert after.entries < before.entries
    assert "plans.OrderPage" not in after.types


def test_a_wrong_tally_is_a_difference(tree: Tree, tag: Hashtag) -> None:
    assert list(differences()) == []
    HashtagTally.objects.filter(hashtag=tag).update(entries=99)
    assert [difference.what for difference in differences()] == [f"the tally of {tag} differs"]
