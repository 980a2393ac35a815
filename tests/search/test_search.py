"""What a visitor's words find: phrases, exclusions, another keyboard layout, slips, snippets, facets."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.facets import Choice, Facets
from search.hashtags import hashtag_key
from search.models import CatalogEntry, Hashtag
from search.query import Query
from search.snippets import snippet
from search.spelling import in_russian_layout
from search.text import query_stems
from tests.factories import HASHTAG, NewsPageFactory, Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client: Client) -> Callable[..., list[str]]:
    """Search as a visitor does; returns the titles, the closest first."""

    def search(text: str, **choices: str) -> list[str]:
        response = client.get("/search/", {"q": text, **choices})
        assert response.status_code == 200
        return [entry.title for entry in response.context["entries"]]

    return search


def test_a_phrase_in_quotes_stands_in_a_row(found: Callable[..., list[str]]) -> None:
    NewsPageFactory(title="Конкурс рисунков прошёл")
    NewsPageFactory(title="Конкурс чтецов и выставка рисунков")
    assert found('"конкурс рисунков"') == ["Конкурс рисунков прошёл"]
    assert len(found("конкурс рисунков")) == 2


def test_a_phrase_does_not_begin_in_the_title_and_end_in_the_text(found: Callable[..., list[str]]) -> None:
    NewsPageFactory(title="Весёлый праздник", lead="Осени")
    assert found("праздник осени") == ["Весёлый праздник"]
    assert found('"праздник осени"') == []


def test_a_word_after_a_minus_does_not_occur(found: Callable[..., list[str]]) -> None:
    NewsPageFactory(title="Конкурс рисунков")
    NewsPageFactory(title="Конкурс чтецов")
    assert found("конкурс -чтец") == ["Конкурс рисунков"]
    assert found("конкурс - чтец") == ["Конкурс чтецов"]
    assert found('конкурс -"рисунков"') == ["Конкурс чтецов"]


def test_yo_hyphens_and_quotation_marks_do_not_matter(found: Callable[..., list[str]]) -> None:
    NewsPageFactory(title="Научно-практическая конференция «Мои ёлочки»")
    for text in (
        "научно практическая",
        "научно-практические конференции",
        "елочка",
        "«ЁЛОЧКИ»",
        "конференция",
    ):
        assert found(text), text


def test_the_other_keyboard_layout_is_understood_and_said(client: Client) -> None:
    NewsPageFactory(title="Субботник у школы")
    response = client.get("/search/", {"q": "ce,,jnybr"})
    assert [entry.title for entry in response.context["entries"]] == ["Субботник у школы"]
    assert "набрано в другой раскладке" in response.content.decode()


def test_a_slip_is_answered_with_what_was_meant(client: Client) -> None:
    NewsPageFactory(title="Субботник у школы")
    response = client.get("/search/", {"q": "суботник"})
    assert "Возможно, вы искали" in response.content.decode()
    assert 'value="суботник"' in response.content.decode()
    assert "?q=%D1%81%D1%83%D0%B1%D0%B1%D0%BE%D1%82%D0%BD%D0%B8%D0%BA" in response.content.decode()


def test_a_word_of_a_page_that_is_gone_is_not_offered(client: Client) -> None:
    page = NewsPageFactory(title="Секретность")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "секретность" not in client.get("/search/", {"q": "секретнось"}).content.decode()


def test_a_word_too_many_is_left_out_and_said(client: Client) -> None:
    NewsPageFactory(title="Конкурс рисунков")
    response = client.get("/search/", {"q": "конкурс рисунков 77"})
    assert [entry.title for entry in response.context["entries"]] == ["Конкурс рисунков"]
    assert "Показано без «77»" in response.content.decode()


def test_newer_counts_more_where_the_words_are_equal(found: Callable[..., list[str]]) -> None:
    today = timezone.localdate()
    for years in (4, 0, 2):
        NewsPageFactory(title=f"Лыжный кросс {years}", date=today - datetime.timedelta(days=365 * years))
    assert found("лыжный кросс") == ["Лыжный кросс 0", "Лыжный кросс 2", "Лыжный кросс 4"]


def test_the_piece_of_the_text_that_has_the_words_is_shown(client: Client) -> None:
    text = "Начало. " * 60 + "Потом дети лепили снеговика из <b>снега</b>. " + "Конец. " * 60
    NewsPageFactory(title="Зимний день", lead="Как прошёл день", body=[("paragraph", f"<p>{text}</p>")])
    page = client.get("/search/", {"q": "снеговик"}).content.decode()
    assert "<mark>снеговика</mark>" in page
    assert "<b>снега" not in page


def test_a_snippet_stands_where_most_of_the_words_are_close() -> None:
    text = "конкурс " + "слово " * 50 + "конкурс детских рисунков " + "слово " * 50
    assert "конкурс детских рисунков" in snippet(text, query_stems("конкурсы рисунков детей"))
    assert snippet("ничего нет", ["рисунк"]) == ""


@pytest.mark.parametrize(
    ("typed", "meant"), [("ytdjcnb", "невости"), ("[jrrtq", "хоккей"), ("новости", ""), ("", "")]
)
def test_layouts(typed: str, meant: str) -> None:
    assert in_russian_layout(typed) == meant


def test_facets_count_what_every_choice_would_leave(
    tree: Tree, found: Callable[..., list[str]], client: Client
) -> None:
    facets = {facet.name: facet for facet in client.get("/search/", {"q": "неделя"}).context["facets"]}
    for name, facet in facets.items():
        for value in facet.values:
            response = client.get("/search/", {"q": "неделя", name: value.value})
            assert response.context["facets"].total == value.count, (name, value)


def test_a_facet_is_counted_after_the_choices_in_the_others(tree: Tree) -> None:
    query = Query.parse(f"#{HASHTAG}")
    free = {facet.name: facet for facet in Facets(query, Choice())}
    kind = free["type"].values[0]
    narrowed = {facet.name: facet for facet in Facets(query, Choice(type=kind.value))}
    assert [value.count for value in narrowed["type"].values] == [
        value.count for value in free["type"].values
    ]
    for facet in narrowed.values():
        if facet.name not in ("type", "hashtag"):
            assert sum(value.count for value in facet.values) <= kind.count


def test_a_choice_that_leaves_nothing_can_be_taken_back(client: Client, tree: Tree) -> None:
    response = client.get("/search/", {"q": "неделя", "year": "1999", "type": "news.NewsPage"})
    facets = {facet.name: facet for facet in response.context["facets"]}
    assert facets["year"].chosen.count == 0
    assert "Убрать уточнения" in response.content.decode()
    assert "type=news.NewsPage" in response.content.decode()


def test_contradictory_and_nonsensical_choices_are_answered(client: Client, tree: Tree) -> None:
    for choices in (
        {"year": "0"},
        {"year": "99999999999"},
        {"year": "-1"},
        {"organisation": "abc"},
        {"organisation": "999999999"},
        {"period": "never"},
        {"type": "nothing.Nothing"},
        {"kind": "'; --"},
        {"district": "\0"},
        {"hashtag": "нет такого"},
        {"type": "news.NewsPage", "year": "1999", "period": "soon"},
    ):
        assert client.get("/search/", {"q": "неделя", **choices}).status_code == 200, choices


def test_an_old_key_chooses_what_its_hashtag_is_called_now(client: Client, tree: Tree) -> None:
    tag = Hashtag.objects.get(slug=hashtag_key(HASHTAG))
    before = client.get("/search/", {"q": "неделя", "hashtag": tag.slug}).context["facets"]
    old_key = tag.slug
    tag.name = "Новое_имя"
    tag.save()
    facets = client.get("/search/", {"q": "неделя", "hashtag": old_key}).context["facets"]
    assert facets.total == before.total > 0
    chosen = next(facet.chosen for facet in facets if facet.name == "hashtag")
    assert (chosen.value, chosen.count) == (tag.slug, facets.total)


def test_suggestions_name_hashtags_organisations_and_titles(client: Client, tree: Tree) -> None:
    def kinds(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in client.get("/search/suggest/", {"q": text}).json()["suggestions"]:
            found.setdefault(line["kind"], []).append(line["text"])
        return found

    assert kinds("#недел")["хэштег"] == [f"#{HASHTAG}"]
    assert tree.school.title in kinds(tree.school.title[:4])["организация"]
    assert any(tree.news.title in titles for titles in kinds(tree.news.title[:6]).values())


@pytest.mark.parametrize("text", ["", "а", "\0\0\0", "*", '"', "NEAR(", "' OR 1=1", "а" * 5000, "-", "#"])
def test_any_beginning_is_answered(client: Client, tree: Tree, text: str) -> None:
    response = client.get("/search/suggest/", {"q": text})
    assert response.status_code == 200
    assert len(response.json()["suggestions"]) <= 10


def test_what_is_not_public_is_never_suggested(client: Client, tree: Tree) -> None:
    tree.news.unpublish()
    assert tree.news.title not in client.get("/search/suggest/", {"q": tree.news.title[:6]}).content.decode()


def test_deep_batches_go_on_by_date_and_nothing_comes_twice(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("search.ranking.CANDIDATES", 5)
    for number in range(30):
        NewsPageFactory(title=f"Поход {number}")
    seen = []
    for page in (1, 2):
        seen += [
            entry.pk for entry in client.get("/search/", {"q": "поход", "page": page}).context["entries"]
        ]
    assert len(seen) == len(set(seen)) == CatalogEntry.objects.filter(title__startswith="Поход").count()
