"""The listed sizes of pictures are made when a page is published, and never by looking at it."""

from django.test import Client

from home.models import PictureRendition
from search.pictures import SIZES, pictures_of
from tests.factories import NewsPageFactory, PictureFactory, Tree


def test_publishing_makes_every_size_of_every_picture(tree: Tree) -> None:
    pictures = list(pictures_of(tree.report))
    assert len(pictures) == 2
    for picture in pictures:
        assert {rendition.filter_spec for rendition in picture.renditions.all()} == set(SIZES)


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
