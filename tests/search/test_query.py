"""What a visitor types into the search field."""

import datetime

import pytest
from django.test import Client

from search.models import CatalogEntry, Hashtag
from search.query import LONGEST_QUERY, Query
from tests.factories import NewsPageFactory, Tree, paragraph


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


@pytest.fixture
def three(db: None) -> None:
    """Three pieces of news, the oldest first, the first two under one hashtag."""
    NewsPageFactory(title="Хор", date=datetime.date(2026, 1, 1), hashtags=["ВместеЯрче"])
    NewsPageFactory(title="Лыжная гонка", date=datetime.date(2026, 1, 2), hashtags=["ВместеЯрче"])
    NewsPageFactory(title="Гонка роботов", date=datetime.date(2026, 1, 3), hashtags=["Роботы"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#вместеярче -лыжный", ["Хор"]),
        ('#вместеярче -"лыжная гонка"', ["Хор"]),
        ("#вместеярче -хор -лыжный", []),
        ("гонка -#ВместеЯрче", ["Гонка роботов"]),
        ("гонка #вместеярче -#роботы", ["Лыжная гонка"]),
        ("-хор", ["Гонка роботов", "Лыжная гонка"]),
        ('-"гонка роботов"', ["Лыжная гонка", "Хор"]),
        ("-хор -роботы", ["Лыжная гонка"]),
        ("-#вместеярче", ["Гонка роботов"]),
        ("-#вместеярче -#роботы", []),
        ("-", []),
        ("хор-#вместеярче", ["Хор"]),  # a hyphen is no minus
    ],
)
def test_a_minus_leaves_out_words_phrases_and_hashtags(
    client: Client, three: None, text: str, expected: list[str]
) -> None:
    assert [title for title in titles(text) if title != "Новости"] == expected
    shown = client.get("/search/", {"q": text}).context
    assert [entry.title for entry in shown["entries"]] == expected
    assert shown["facets"].total == len(expected)


@pytest.mark.django_db
def test_what_is_left_out_is_left_out_of_what_is_offered(client: Client, three: None) -> None:
    assert client.get("/search/", {"q": "#роботы"}).context["hashtag"].name == "Роботы"
    assert client.get("/search/", {"q": "-#роботы"}).context["hashtag"] is None
    feed = client.get("/search/feed.json", {"q": "-хор"}).json()
    assert [item["title"] for item in feed["items"]] == ["Гонка роботов", "Лыжная гонка"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("В СОШ прошёл субботник", "средняя школа субботник"),
        ("Субботник в средней общеобразовательной школе", "сош субботник"),
        ("Школа убрала двор", "сош двор"),
        ("Утренник в детском саду", "утренник ДОУ"),
        ("Утренник в МБДОУ «Росинка»", "утренник в детсаде"),
        ("Кружки ДДТ", "дом детского творчества"),
        ("День Победы", "9 мая"),
        ("Концерт 9 мая у мемориала", "день победы концерт"),
        ("День знаний", "1 сентября"),
        ("Концерт к Международному женскому дню", "концерт 8 марта"),
        ("День защитника Отечества", "23 февраля"),
        ("За здоровый образ жизни", "зож"),
        ("Правила дорожного движения", "ПДД"),
        ("Готов к труду и обороне", "гто"),
        ("Сдаём ГТО", "готов к труду и обороне"),
        ("Пробный ЕГЭ", "ГИА"),
        ("Единый государственный экзамен", "егэ"),
        ("Группа продлённого дня", "продлёнка"),
    ],
)
@pytest.mark.django_db
def test_other_words_for_the_same_find_it(client: Client, title: str, query: str) -> None:
    NewsPageFactory(title=title)
    assert titles(query) == [title]
    shown = client.get("/search/", {"q": query})
    assert [entry.title for entry in shown.context["entries"]] == [title]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Школа убрала двор", "средняя школа двор"),
        ("Пробный ЕГЭ", "ОГЭ"),
        ("Сдать отчёты до 5 октября", "день учителя"),
        ("Собрание 19 мая", "день победы"),
        ("Утренник в детском саду", '"детсад"'),
        ("Отчёт до пятницы", "ДОУ"),
    ],
)
@pytest.mark.django_db
def test_what_says_something_else_is_not_found(title: str, query: str) -> None:
    NewsPageFactory(title=title)
    assert titles(query) == []


@pytest.mark.django_db
def test_other_words_for_the_same_weigh_as_much_as_the_words(client: Client) -> None:
    for day, title in enumerate(["День Победы", "9 мая", "Новости"], 1):
        text = [paragraph("Готовимся: 9 мая придут все.")] if title == "Новости" else [paragraph("Все.")]
        NewsPageFactory(title=title, date=datetime.date(2026, 1, day), body=text)
    assert titles("9 мая") == ["9 мая", "День Победы", "Новости"]
    assert titles("день победы") == ["9 мая", "День Победы", "Новости"]
    assert "<mark>День</mark> <mark>Победы</mark>" in client.get("/search/", {"q": "9 мая"}).content.decode()


@pytest.mark.django_db
def test_an_old_name_of_a_hashtag_finds_and_leaves_out_what_has_it_now(client: Client) -> None:
    NewsPageFactory(title="Хор", hashtags=["Старое"])
    NewsPageFactory(title="Лыжи")
    tag = Hashtag.objects.get()
    tag.name = "Новое"
    tag.save()
    for query, expected in {"#старое": ["Хор"], "#СТАРОЕ хор": ["Хор"], "-#старое": ["Лыжи"]}.items():
        shown = client.get("/search/", {"q": query})
        assert [entry.title for entry in shown.context["entries"]] == expected, query
