"""The listed sizes of pictures are made when a page is published, and never by looking at it."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from home.models import PictureRendition
from search.models import CatalogEntry
from search.pictures import SHARE_SIZE, SIZES, pictures_of
from tests.factories import NewsPageFactory, PictureFactory, Tree


def test_publishing_makes_every_size_of_every_picture(tree: Tree) -> None:
    pictures = list(pictures_of(tree.report))
    assert len(pictures) == 2
    for picture in pictures:
        assert {rendition.filter_spec for rendition in picture.renditions.all()} >= set(SIZES)


def test_the_size_for_previews_is_made_of_the_picture_that_stands_for_the_page(tree: Tree) -> None:
    first, other = (shown.picture for shown in tree.report.pictures)
    assert first.renditions.filter(filter_spec=SHARE_SIZE).exists()
    assert not other.renditions.filter(filter_spec=SHARE_SIZE).exists()


def test_a_picture_in_the_text_is_one_of_the_pages(tree: Tree) -> None:
    picture = PictureFactory()
    block = {"image": picture, "caption": "Аллея"}
    page = NewsPageFactory(parent=tree.news_index, body=[("picture", block)])
    assert list(pictures_of(page)) == [picture]
    assert picture.renditions.count() == len(SIZES)


def test_a_draft_makes_no_sizes(tree: Tree) -> None:
    picture = PictureFactory()
    NewsPageFactory(parent=tree.news_index, picture=picture, live=False)
    assert not picture.renditions.exists()


def test_looking_at_pages_makes_no_size(tree: Tree, client: Client) -> None:
    before = PictureRendition.objects.count()
    for address in [*(page.url for page in tree.pages), "/hashtags/неделядобра/", "/search/?q=липы"]:
        assert client.get(address).status_code == 200
    assert PictureRendition.objects.count() == before


def test_a_page_whose_picture_has_lost_its_file_is_shown_without_it(tree: Tree, client: Client) -> None:
    picture: Any = PictureFactory()
    page = NewsPageFactory(parent=tree.news_index, picture=picture)
    picture.renditions.all().delete()
    picture.file.storage.delete(picture.file.name)
    page.save_revision().publish()
    response = client.get(page.url)
    assert response.status_code == 200
    assert CatalogEntry.objects.get(page=page).pictures == []


def test_a_replaced_file_reaches_the_cards(tree: Tree, admin_client: Client) -> None:
    picture = PictureFactory()
    page = NewsPageFactory(parent=tree.news_index, picture=picture)
    before = CatalogEntry.objects.get(page=page).picture_sizes
    form = {"title": picture.title, "description": picture.description, "collection": picture.collection_id}
    new = SimpleUploadedFile(
        "drugoe.jpg", PictureFactory.build(file__color="#aa3333").file.read(), "image/jpeg"
    )
    answer = admin_client.post(f"/admin/images/{picture.pk}/", {**form, "file": new})
    assert answer.status_code == 302
    after = CatalogEntry.objects.get(page=page).picture_sizes
    assert after != before
    for size in after:
        assert default_storage.exists(size["file"])
