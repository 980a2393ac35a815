"""What an editor hears about the hashtags of a page."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.test import Client, RequestFactory

from search.keeper.distinct import say_distinct
from search.keeper.warning import mixed_scripts, warn_of_hashtags
from search.models import Hashtag
from tests.factories import NewsPageFactory, Tree, paragraph


@pytest.fixture
def heard(rf: RequestFactory, db: None) -> Any:
    """A function that returns the warnings about a page that is saved with these tags in its field."""

    def warnings(page: Any, tags: str = "", **headers: str) -> list[str]:
        request: Any = rf.post("/", {"hashtags": tags}, headers=headers)
        request.session = {}
        request._messages = SessionStorage(request)
        warn_of_hashtags(request, page)
        return [message.message for message in get_messages(request)]

    return warnings


def test_a_latin_letter_in_a_russian_word_is_named() -> None:
    assert mixed_scripts("#cпасибоучитель") == (
        "#cпасибоучитель: в нём латинская „c“, записан как #спасибоучитель"
    )


def test_a_short_word_of_two_scripts_is_doubtful() -> None:
    assert mixed_scripts("#сop") == "#сop: в одном слове и латинские, и русские буквы, проверьте"


@pytest.mark.parametrize(
    "name", ["#PROдобро", "#СССР_TOP", "#ВместеЯрче", "#Ёлка", "#школа2026", "#Zапобеду"]
)
def test_what_is_meant_so_is_not_mentioned(name: str) -> None:
    assert mixed_scripts(name) == ""


def test_tags_in_the_field_and_in_the_text_are_looked_at(heard: Any, tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, hashtags=["Чистый"], body=[paragraph("Все: #дoбро")])
    assert heard(page, "cпасибоучитель, Чистый") == [
        "#cпасибоучитель: в нём латинская „c“, записан как #спасибоучитель",
        "#дoбро: в нём латинская „o“, записан как #добро",
    ]


def test_what_is_nearly_official_is_asked_about(heard: Any, tree: Tree) -> None:
    Hashtag.objects.create(name="СпасибоУчитель", is_official=True)
    page = NewsPageFactory(parent=tree.news_index, hashtags=["СпасибоУчител", "СпасибоУчитель"])
    assert heard(page, "СпасибоУчител, спасибоучитель") == [
        "#СпасибоУчител похож на официальный #СпасибоУчитель: проверьте"
    ]


def test_what_was_told_apart_from_an_official_hashtag_is_not_commented(heard: Any) -> None:
    official = Hashtag.objects.create(name="ДеньРеки", is_official=True)
    page = NewsPageFactory(body=[paragraph("На #ДеньРуки.")])
    assert heard(page) == ["#ДеньРуки похож на официальный #ДеньРеки: проверьте"]
    say_distinct(official, Hashtag.objects.get(slug="деньруки"))
    assert heard(page) == []


def test_a_save_by_itself_and_a_page_without_hashtags_are_not_commented(heard: Any, tree: Tree) -> None:
    assert heard(tree.news, "cпасибоучитель", accept="application/json") == []
    assert heard(tree.documents, "cпасибоучитель") == []


def test_saving_in_the_admin_warns_and_blocks_nothing(client: Client, tree: Tree) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    form = {
        "title": "Новость",
        "slug": "n",
        "date": "2026-10-12",
        "hashtags": "cпасибоучитель",
        "body-count": "0",
    }
    response = client.post(f"/admin/pages/add/news/newspage/{tree.news_index.pk}/", form)
    assert response.status_code == 302, response.context["form"].errors
    assert any("латинская" in str(message) for message in get_messages(response.wsgi_request))
    assert Hashtag.objects.filter(slug="спасибоучитель").exists()
