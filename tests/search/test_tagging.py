"""Pages carry hashtags; every way of writing one means the same."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from plans.models import OrderPage
from search.models import Hashtag
from search.tagging import HashtagsFormField
from tests.factories import NewsPageFactory, OrderPageFactory

pytestmark = pytest.mark.django_db


def test_the_first_spelling_names_the_hashtag_and_its_key_is_the_address() -> None:
    page = NewsPageFactory(hashtags=["#ТрудоваяСлава", "трудоваяслава"])
    tag = page.hashtags.get()
    assert (tag.name, tag.slug, tag.written) == ("ТрудоваяСлава", "трудоваяслава", "#ТрудоваяСлава")
    assert (
        tag.get_absolute_url()
        == "/hashtags/%D1%82%D1%80%D1%83%D0%B4%D0%BE%D0%B2%D0%B0%D1%8F%D1%81%D0%BB%D0%B0%D0%B2%D0%B0/"
    )


def test_other_spellings_find_the_same_hashtag() -> None:
    first = NewsPageFactory(hashtags=["ВестникЁлки"]).hashtags.get()
    assert NewsPageFactory(hashtags=["#вестникелки"]).hashtags.get() == first
    assert Hashtag.objects.count() == 1


@pytest.mark.parametrize("name", ["#", "!!!", "🎄", "", "##", " "])
def test_what_is_no_hashtag_makes_none(name: str) -> None:
    assert Hashtag.objects.for_names([name]) == []
    assert not Hashtag.objects.exists()


def test_the_order_of_names_is_kept() -> None:
    assert [tag.name for tag in Hashtag.objects.for_names(["Бег", "Азбука", "бег", "Весна"])] == [
        "Бег",
        "Азбука",
        "Весна",
    ]


def test_pages_of_a_type_are_filtered_by_the_names_of_their_hashtags() -> None:
    order = OrderPageFactory(hashtags=["Олимпиада"])
    NewsPageFactory(hashtags=["Олимпиада"])
    assert list(OrderPage.objects.filter(hashtags__name="Олимпиада")) == [order]


def test_a_draft_holds_its_hashtags_until_it_is_published() -> None:
    page = NewsPageFactory(hashtags=["Старт"])
    page.hashtags.add("Финиш")
    page.save_revision()
    assert [tag.name for tag in type(page).objects.get(pk=page.pk).hashtags.all()] == ["Старт"]
    assert {tag.name for tag in page.get_latest_revision_as_object().hashtags.all()} == {"Старт", "Финиш"}


def test_renaming_a_hashtag_keeps_its_key_true() -> None:
    tag = Hashtag.objects.create(name="#старт")
    tag.name = "#СТАРТ2026"
    tag.save()
    assert (tag.name, tag.slug) == ("СТАРТ2026", "старт2026")


def test_the_editors_field_refuses_what_is_no_hashtag() -> None:
    field = HashtagsFormField(required=False)
    assert field.clean("#Старт, Финиш") == ["#Старт", "Финиш"]
    with pytest.raises(Exception, match="не хэштег"):
        field.clean("Старт, !!!")


def test_a_name_that_is_taken_in_another_spelling_is_explained() -> None:
    Hashtag.objects.create(name="Старт")
    with pytest.raises(ValidationError, match="уже есть"):
        Hashtag(name="#СТАРТ").full_clean()


def test_a_hashtag_without_letters_is_never_saved() -> None:
    with pytest.raises(ValidationError, match="не хэштег"):
        Hashtag(name="!!!").full_clean()
    with pytest.raises(ValueError, match="letters or digits"):
        Hashtag(name="!!!").save()


def test_a_hashtag_that_only_a_draft_has_has_no_page(client: Client) -> None:
    NewsPageFactory(hashtags=["Тайна"], live=False)
    assert client.get("/hashtags/тайна/").status_code == 404
    Hashtag.objects.filter(slug="тайна").update(description="Скоро расскажем.")
    assert client.get("/hashtags/тайна/").status_code == 200
