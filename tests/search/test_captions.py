"""What is written at pictures is found: captions and descriptions, in galleries and in texts."""

from typing import Any

import pytest
from django.test import Client

from home.models import Picture
from news.models import EventReportPage
from search.checking import differences
from search.models import CatalogEntry
from search.query import Query
from tests.factories import (
    EventReportPageFactory,
    NewsPageFactory,
    OrganisationPageFactory,
    PictureFactory,
    StandardPageFactory,
    paragraph,
)

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    """Return the titles of what a query finds."""
    return list(Query.parse(text).found(CatalogEntry.objects.listed()).values_list("title", flat=True))


def snippet(client: Client, text: str) -> str:
    """Return the snippet of the only thing that a search finds."""
    (entry,) = client.get("/search/", {"q": text}).context["entries"]
    return str(entry.snippet)


def test_a_caption_of_the_gallery_is_found_as_soon_as_it_is_published() -> None:
    page = EventReportPageFactory(title="Аллея")
    draft: Any = page.get_latest_revision_as_object()
    photo = draft.photos.get()
    photo.caption = "Мэр города держит лопату"
    draft.photos.add(photo)
    revision = draft.save_revision()
    assert found("мэр лопата") == []
    revision.publish()
    assert found("мэр лопата") == ["Аллея"]
    assert list(differences()) == []


@pytest.mark.parametrize("decorative", [False, True])
def test_pictures_in_a_text_are_found_by_caption_and_description(decorative: bool) -> None:
    picture = PictureFactory(description="Дети на крыльце")
    picture.contextual_alt_text = "" if decorative else "Ёжик под сосной"
    picture.decorative = decorative
    StandardPageFactory(title="О нас", body=[("picture", {"image": picture, "caption": "Двор школы"})])
    assert found("двор школы") == ["О нас"]
    assert found("ежик сосна") == ([] if decorative else ["О нас"])
    assert found("крыльцо") == []


def test_main_pictures_are_found_by_what_is_on_them() -> None:
    NewsPageFactory(title="Новость", picture=PictureFactory(), picture_caption="Фонтан включили")
    OrganisationPageFactory(title="Музей", picture=PictureFactory(description="Купеческий дом"))
    assert found("фонтан") == ["Новость"]
    assert found("дети сажают деревья") == ["Новость"]
    assert found("купеческий") == ["Музей"]


def test_a_pictures_file_name_is_not_found() -> None:
    EventReportPageFactory(photos=0)
    picture = PictureFactory(title="IMG 2034", description="")
    NewsPageFactory(title="Новость", picture=picture)
    assert found("img") == []


def test_another_description_of_a_picture_is_found_and_one_that_is_gone_is_not() -> None:
    page: EventReportPage = EventReportPageFactory(title="Аллея", photos=2)
    shown = page.photos.last().picture
    shown.description = "Бульдозер у ворот"
    shown.save()
    assert found("бульдозер") == ["Аллея"]
    assert list(differences()) == []
    Picture.objects.get(pk=shown.pk).delete()
    assert found("бульдозер") == []
    assert list(differences()) == []


def test_a_snippet_reads_captions_as_sentences_and_each_once(client: Client) -> None:
    pictures = [("picture", {"image": PictureFactory(), "caption": each}) for each in ("Липа", "Клён!")]
    NewsPageFactory(title="Новость", lead="", body=[paragraph("Сажали деревья."), *pictures], picture=None)
    assert snippet(client, "липа") == (
        "Сажали деревья. Липа. Дети сажают деревья у школы. Клён! Дети сажают деревья у школы"
    )
    EventReportPageFactory(
        title="Аллея", lead="", photos=3, body=[paragraph("Посадили двенадцать саженцев.")]
    )
    assert snippet(client, "саженец") == (
        "Посадили двенадцать саженцев. У каждой липы своя семья. Дети сажают деревья у школы"
    )


def test_a_hashtag_in_a_caption_counts() -> None:
    page = NewsPageFactory(picture=PictureFactory(), picture_caption="Все на #ЗелёныйДвор")
    assert page.subjects == ["ЗелёныйДвор"]


def test_a_draft_without_its_picture_can_be_read() -> None:
    page: Any = EventReportPageFactory(live=False)
    photo = page.photos.model(caption="Липа")
    page.photos.add(photo)
    assert "Липа." in page.text
