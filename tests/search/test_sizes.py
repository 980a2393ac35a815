"""Sizes are made by publishing, in the background; whoever looks at pages meanwhile sees what there is, and makes none."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from home.models import Picture, PictureRendition
from search import catalog
from search.models import CatalogEntry
from search.pictures import CARD_SIZES, SHARE_SIZE, SIZES, WHOLE_SIZES, card_sizes, made
from search.sizes import make_sizes
from tests.factories import NewsPageFactory, PictureFactory, Tree

JSON = {"accept": "application/json"}


def forget_sizes(tree: Tree) -> None:
    """Let no size of any picture be made, as before the task has run."""
    PictureRendition.objects.all().delete()
    for page in tree.pages:
        catalog.write_page(page)


def addresses(tree: Tree) -> list[str]:
    places = [page.url for page in tree.pages]
    services = [
        "@search", "@search?fullobjects=1", "@search?facets=type", "@gallery", "@navigation", "@changes?since=0",
        "@querystring-search", "@calendar?start=2026-01-01&end=2026-12-31",
    ]  # fmt: skip
    feeds = ["feed.rss", "feed.atom", "feed.json", "sitemap.xml", "sitemap-1.xml", "search/?q=деревья"]
    return [
        *places,
        *(f"{place}?fullobjects=1" for place in places),
        *(f"/{name}" for name in [*services, *feeds]),
        f"/@images/{tree.news.picture.pk}",
        "/hashtags/",
        "/hashtags/неделядобра/",
        "/api/v3/pages/",
    ]


@pytest.mark.parametrize("headers", [{}, JSON], ids=["html", "json"])
@pytest.mark.parametrize("are_made", [True, False])
def test_looking_makes_no_size(tree: Tree, client: Client, headers: dict[str, str], are_made: bool) -> None:
    if not are_made:
        forget_sizes(tree)
    before = PictureRendition.objects.count()
    for address in addresses(tree):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, address
    assert PictureRendition.objects.count() == before


def test_only_listed_sizes_are_made(tree: Tree) -> None:
    specs = set(PictureRendition.objects.values_list("filter_spec", flat=True))
    assert specs == {*SIZES, SHARE_SIZE}


def test_a_picture_is_shown_as_soon_as_its_sizes_are_made(tree: Tree, client: Client) -> None:
    forget_sizes(tree)
    entry = CatalogEntry.objects.get(page=tree.report)
    assert entry.pictures == []
    assert "/media/images/" not in client.get(tree.report.url).content.decode()
    make_sizes.call(tree.report.pk)
    entry = CatalogEntry.objects.get(page=tree.report)
    assert [size["width"] for size in entry.pictures] == [480, 630]
    assert entry.shared_picture
    for address in (tree.report.url, tree.school.url):
        assert (
            entry.pictures[0]["url"].rpartition("/")[2].partition(".")[0]
            in client.get(address).content.decode()
        )


def test_a_card_needs_all_its_sizes(tree: Tree) -> None:
    picture = Picture.objects.get(pk=tree.news.picture.pk)
    picture.renditions.filter(filter_spec=CARD_SIZES[1]).delete()
    assert card_sizes(Picture.objects.get(pk=picture.pk)) == []


def test_browsers_are_offered_the_best_they_read(tree: Tree, client: Client) -> None:
    page = client.get(tree.news.url).content.decode()
    avif, webp, jpeg = (each.url for each in made(tree.news.picture, *WHOLE_SIZES))
    for offered in (f'type="image/avif" srcset="{avif}"', f'type="image/webp" srcset="{webp}"'):
        assert offered in page
    assert f'<img src="{jpeg}" width="640" height="420"' in page
    assert page.index(avif) < page.index(webp) < page.index(jpeg)
    cards = client.get(tree.news_index.url).content.decode()
    fallback = CatalogEntry.objects.get(page=tree.news).fallback_picture
    assert fallback
    assert f'<img src="{fallback["url"]}" width="480" height="320"' in cards


def test_an_editor_sees_a_drafts_pictures_before_it_is_published(tree: Tree, admin_client: Client) -> None:
    picture = PictureFactory()
    draft = NewsPageFactory(parent=tree.news_index, picture=picture, live=False)
    shown = admin_client.get(f"/admin/pages/{draft.pk}/view_draft/").content.decode()
    assert "<picture>" in shown
    specs = picture.renditions.values_list("filter_spec", flat=True)
    assert set(specs) <= set(SIZES)


def test_another_centre_makes_the_crops_anew(tree: Tree, admin_client: Client) -> None:
    picture: Any = tree.news.picture
    before = CatalogEntry.objects.get(page=tree.news).picture_sizes
    centre = {
        f"focal_point_{name}": value
        for name, value in zip(("x", "y", "width", "height"), (9, 9, 4, 4), strict=True)
    }
    form = {"title": picture.title, "collection": picture.collection_id, **centre}
    assert admin_client.post(f"/admin/images/{picture.pk}/", form).status_code == 302
    after = CatalogEntry.objects.get(page=tree.news).picture_sizes
    assert after
    assert after != before


def test_missing_sizes_are_made_by_a_command(tree: Tree) -> None:
    forget_sizes(tree)
    out = StringIO()
    call_command("make_sizes", stdout=out, stderr=StringIO())
    assert CatalogEntry.objects.get(page=tree.news).pictures
    assert set(PictureRendition.objects.values_list("filter_spec", flat=True)) == {*SIZES, SHARE_SIZE}
    again = StringIO()
    call_command("make_sizes", stdout=again, stderr=StringIO())
    assert ": 0." in again.getvalue()
