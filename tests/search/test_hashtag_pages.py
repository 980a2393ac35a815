"""What a hashtag's page tells beside its list, the index by period, what is rising."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from plans.models import OrderPage
from search.models import Hashtag
from tests.factories import HASHTAG, NewsPageFactory, Tree

pytestmark = pytest.mark.django_db
ADDRESS = f"/hashtags/{HASHTAG.casefold()}/"


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def test_the_page_names_the_document_that_the_tag_comes_from(client: Client, tree: Tree) -> None:
    origins = list(client.get(ADDRESS).context["origins"])
    assert tree.order.pk in {entry.page_id for entry in origins}
    assert {entry.type for entry in origins} <= {"plans.OrderPage", "plans.PlanPage"}
    tree.order.unpublish()
    assert tree.order.title not in client.get(ADDRESS).content.decode()


def test_the_page_names_who_leads(client: Client, tree: Tree) -> None:
    OrderPage.objects.update(authority="УПРАВЛЕНИЕ\nОБРАЗОВАНИЯ")
    response = client.get(ADDRESS)
    assert response.context["leader"] == "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"
    assert "Ведёт" in response.content.decode()
    tree.order.unpublish()
    assert client.get(ADDRESS).context["leader"] == ""


def test_the_page_names_who_posts_and_leads_to_their_posts(client: Client, tree: Tree) -> None:
    poster = next(
        each for each in client.get(ADDRESS).context["posters"] if each.entry.page_id == tree.school.pk
    )
    found = client.get("/search/", {"q": f"#{HASHTAG}", "organisation": tree.school.pk})
    assert found.context["facets"].total == poster.count


def test_a_year_narrows_list_and_tabs(client: Client, tree: Tree) -> None:
    old = NewsPageFactory(
        parent=tree.news_index, title=f"Давно #{HASHTAG} #Второй #Третий", date=datetime.date(2019, 5, 1)
    )
    response = client.get(ADDRESS, {"year": "2019"})
    assert [entry.page_id for entry in response.context["entries"]] == [old.pk]
    assert response.context["tabs"].total == 1
    assert dict(client.get(ADDRESS).context["years"])["2019"] == 1


@pytest.mark.parametrize("year", ["0", "9999", "abc", "-1", "２０１９", "20190000000000000"])
def test_a_year_without_entries_is_no_choice(client: Client, tree: Tree, year: str) -> None:
    everything = client.get(ADDRESS).context["tabs"].total
    assert client.get(ADDRESS, {"year": year}).context["tabs"].total == everything


def test_the_index_counts_the_last_days_if_asked(client: Client, tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index, title="Вчера #НовыйТег", date=days_ago(1))
    NewsPageFactory(parent=tree.news_index, title="Давно #СтарыйТег", date=days_ago(400))
    for period, expected in [
        ("", {"НовыйТег", "СтарыйТег"}),
        ("month", {"НовыйТег"}),
        ("nonsense", {"НовыйТег", "СтарыйТег"}),
    ]:
        names = {tag.name for tag in client.get("/hashtags/", {"period": period}).context["hashtags"]}
        assert names & {"НовыйТег", "СтарыйТег"} == expected, period


def test_what_is_rising_stands_before_what_is_only_big(tree: Tree) -> None:
    for day in range(0, 90, 3):
        NewsPageFactory(parent=tree.news_index, title="Всегда #Привычный", date=days_ago(day))
    for day in range(3):
        NewsPageFactory(parent=tree.news_index, title="Вдруг #Внезапный", date=days_ago(day))
    rising = [tag.name for tag in Hashtag.objects.rising(timezone.localdate())]
    assert rising.index("Внезапный") < rising.index("Привычный")
    assert {tag.name: tag.uses for tag in Hashtag.objects.rising(timezone.localdate())}["Внезапный"] == 3


def test_a_tag_of_long_ago_is_not_rising(tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index, title="Давно #Забытый", date=days_ago(60))
    assert "Забытый" not in {tag.name for tag in Hashtag.objects.rising(timezone.localdate())}


def test_an_address_in_an_old_encoding_names_no_tag(client: Client, tree: Tree, settings: Any) -> None:
    assert client.get("/hashtags/%CF%F0/").status_code == 404
