"""What a visitor types into the search field."""

import pytest

from search.models import CatalogEntry
from search.query import LONGEST_QUERY, Query
from tests.factories import NewsPageFactory, Tree


def titles(text: str) -> list[str]:
    """Return the titles of what a query finds, the closest first."""
    query = Query.parse(text)
    return [entry.title for entry in query.ordered(CatalogEntry.objects.listed())[:50]]


def test_words_and_hashtags_are_told_apart() -> None:
    query = Query.parse("конкурс #ВместеЯрче рисунков")
    assert query.stems == ("конкурс", "рисунк")
    assert query.hashtags == ("вместеярче",)


@pytest.mark.parametrize("text", ["", "   ", "«»", "!!!", "#", "\x00"])
def test_a_query_without_words_is_empty_and_finds_nothing(db: None, text: str) -> None:
    query = Query.parse(text)
    assert query.is_empty
    assert not query.found(CatalogEntry.objects.all()).exists()


def test_a_query_is_cut_at_a_bounded_length() -> None:
    assert len(Query.parse("а" * 5000).text) == LONGEST_QUERY


@pytest.mark.django_db
def test_all_forms_of_a_word_find_it() -> None:
    NewsPageFactory(title="Итоги конкурса детского рисунка")
    assert titles("конкурсы детских рисунков") == ["Итоги конкурса детского рисунка"]


@pytest.mark.django_db
def test_words_of_a_title_weigh_more_than_words_of_the_text() -> None:
    NewsPageFactory(title="Новости недели", body=[("paragraph", "<p>Прошла выставка роботов.</p>")])
    NewsPageFactory(title="Выставка роботов")
    assert titles("выставка роботов") == ["Выставка роботов", "Новости недели"]


def test_every_word_must_occur(tree: Tree) -> None:
    assert titles(tree.news.title)
    assert titles(f"{tree.news.title} вертолёт") == []


def test_a_hashtag_alone_finds_the_newest_first(tree: Tree) -> None:
    found = Query.parse("#неделядобра")
    dates = [entry.date for entry in found.ordered(CatalogEntry.objects.listed())[:50]]
    assert len(dates) >= 4
    assert dates == sorted(dates, reverse=True)


def test_plan_items_are_found_by_themselves(tree: Tree) -> None:
    found = Query.parse("посадка деревьев у школ").found(CatalogEntry.objects.all()).parts()
    assert [entry.get_absolute_url() for entry in found] == [f"{tree.plan.url}#{found[0].fragment}"]


def test_containers_are_not_in_lists(tree: Tree) -> None:
    assert tree.documents.title not in titles("документы")
    assert CatalogEntry.objects.filter(page=tree.documents).exists()
