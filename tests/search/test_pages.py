"""The search page, the hashtag pages: what they show, what they cost, what they do with nonsense."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from search.models import CatalogEntry, Hashtag
from tests.factories import HASHTAG, NewsPageFactory, OrganisationPageFactory, Tree

BUDGET = 12

NONSENSE = [
    '"',
    'a"b',
    "a\x00b",
    "я" * 5000,
    " ".join(f"слово{number}" for number in range(200)),
    "NEAR(",
    "*",
    "' OR 1=1; --",
    "\\",
    "%",
    "e\u0301" * 500,
    "\u202eспорт",
    "AND OR NOT",
    "-школа",
]


@pytest.fixture
def many_entries(tree: Tree) -> int:
    """Two hundred entries of a hashtag, each with a picture and an organisation; returns how many there are."""
    entry = CatalogEntry.objects.get(page=tree.report)
    tag = Hashtag.objects.get(slug=HASHTAG.casefold())
    for number in range(200):
        copy = CatalogEntry.objects.get(pk=entry.pk)
        copy.pk, copy.fragment = None, f"copy-{number}"
        copy.save()
        copy.hashtag_links.create(hashtag=tag, type=copy.type, date=copy.date)
    return CatalogEntry.objects.tagged(HASHTAG).count()


def test_the_hashtag_page_shows_everything_under_the_tag(client: Client, tree: Tree) -> None:
    response = client.get(f"/hashtags/{HASHTAG.casefold()}/")
    assert {entry.page_id for entry in response.context["entries"]} >= {
        tree.order.pk,
        tree.news.pk,
        tree.report.pk,
    }
    assert f"#{HASHTAG}" in response.content.decode()
    assert tree.report.url in response.content.decode()


def test_every_other_spelling_leads_to_the_one_address(client: Client, tree: Tree) -> None:
    for spelling in ["НеделяДобра", "#неделядобра", "НЕДЕЛЯДОБРА", " неделядобра "]:
        response = client.get(f"/hashtags/{quote(spelling)}/")
        assert (response.status_code, response["Location"]) == (301, f"/hashtags/{quote('неделядобра')}/"), (
            spelling
        )


def test_another_spelling_keeps_what_was_chosen(client: Client, tree: Tree) -> None:
    response = client.get(f"/hashtags/{quote(HASHTAG)}/", {"type": "news.NewsPage", "page": "2"})
    assert response["Location"] == f"/hashtags/{quote('неделядобра')}/?type=news.NewsPage&page=2"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["нетакоготега", "!!!", "#", "🎄", "а" * 5000, '"', "a\x00b"])
def test_what_is_no_hashtag_is_not_found(client: Client, name: str) -> None:
    response = client.get(f"/hashtags/{quote(name)}/")
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_tabs_count_by_type_and_choose_one(client: Client, tree: Tree) -> None:
    response = client.get(f"/hashtags/{quote('неделядобра')}/?type=news.NewsPage")
    counts = {tab.label: tab.count for tab in response.context["tabs"].items}
    assert counts["news.NewsPage"] == 1
    assert counts["news.EventReportPage"] == 1
    assert [entry.type for entry in response.context["entries"]] == ["news.NewsPage"]


def test_the_hashtag_index_counts_what_is_public(client: Client, tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index, hashtags=["Черновик"], live=False)
    response = client.get("/hashtags/")
    assert [tag.name for tag in response.context["hashtags"]] == [HASHTAG]


def test_the_search_page_finds_and_pages(client: Client, tree: Tree) -> None:
    for number in range(25):
        NewsPageFactory(parent=tree.news_index, title=f"Лыжная гонка {number}")
    response = client.get("/search/?q=лыжные+гонки&page=2")
    assert response.context["facets"].total == 25
    assert len(response.context["entries"]) == 5


def test_any_page_number_is_answered(client: Client, tree: Tree) -> None:
    addresses = ["/search/?q=недели&page=", "/hashtags/неделядобра/?page=", "/hashtags/?page="]
    numbers = ["abc", "99999999999999999999999", "-1", "0", "1e9", "", "½"]
    asked = [address + quote(number) for address in addresses for number in numbers]
    assert {address: client.get(address).status_code for address in asked} == dict.fromkeys(asked, 200)


def test_any_query_is_answered(client: Client, tree: Tree) -> None:
    answers = {
        text[:20]: client.get("/search/", {"q": text, "type": text, "page": text}).status_code
        for text in NONSENSE
    }
    assert answers == {text[:20]: 200 for text in NONSENSE}


def test_bytes_that_are_no_text_are_answered(client: Client, tree: Tree) -> None:
    for address in ["/search/?q=%FF%FE", "/search/?q=%ED%A0%80", "/hashtags/%ED%A0%80/", "/hashtags/%CF%F0/"]:
        assert client.get(address).status_code in {200, 301, 404}, address


@pytest.mark.parametrize("address", ["/", "/hashtags/неделядобра/", "/search/?q=неделя", "/hashtags/"])
def test_a_list_costs_the_same_at_any_length(
    client: Client, tree: Tree, many_entries: int, django_assert_max_num_queries: Any, address: str
) -> None:
    assert many_entries > 200
    with django_assert_max_num_queries(BUDGET + 1):
        client.get(address)  # with cold caches: once an hour Wagtail reads where its sites begin
    with django_assert_max_num_queries(BUDGET) as long_list:
        client.get(address)
    CatalogEntry.objects.filter(fragment__startswith="copy-").exclude(fragment__startswith="copy-1").delete()
    with django_assert_max_num_queries(BUDGET) as short_list:
        client.get(address)
    assert len(long_list) == len(short_list)


def test_a_list_page_stays_light(client: Client, tree: Tree, many_entries: int) -> None:
    assert len(client.get("/hashtags/неделядобра/").content) <= 100_000


def test_an_organisation_shows_its_own_reports_only(client: Client, tree: Tree) -> None:
    other = OrganisationPageFactory(parent=tree.organisations)
    assert [entry.page_id for entry in client.get(tree.school.url).context["entries"]] == [tree.report.pk]
    assert list(client.get(other.url).context["entries"]) == []
