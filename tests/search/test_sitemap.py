"""The map of the site and robots.txt: every public address, nothing else."""

import datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from wagtail.models import PageViewRestriction

from home.models import PictureRendition
from search import sitemap
from search.models import CatalogEntry
from tests.factories import HASHTAG, NewsPageFactory, Tree

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
BUDGET = 6


def map_at(client: Client, address: str = "/sitemap.xml") -> etree._Element:
    """Return the root of a map."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(response.content)


def addresses(root: etree._Element) -> list[str]:
    """Return the addresses that a map names."""
    return [loc.text for loc in root.iter(f"{MAP}loc")]


def test_the_map_names_every_public_page_and_hashtag_once(client: Client, tree: Tree) -> None:
    found = addresses(map_at(client))
    hashtag = "http://localhost/hashtags/%D0%BD%D0%B5%D0%B4%D0%B5%D0%BB%D1%8F%D0%B4%D0%BE%D0%B1%D1%80%D0%B0/"
    assert sorted(found) == sorted(
        [page.full_url for page in tree.pages] + ["http://localhost/hashtags/", hashtag]
    )
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_the_map_names_changes_and_pictures(client: Client, tree: Tree) -> None:
    (place,) = [url for url in map_at(client) if url.findtext(f"{MAP}loc") == tree.report.full_url]
    entry = CatalogEntry.objects.get(page=tree.report)
    assert datetime.datetime.fromisoformat(place.findtext(f"{MAP}lastmod")) == entry.modified_at.replace(
        microsecond=0
    )
    picture = f"http://localhost{entry.pictures[-1]['url']}"
    assert [loc.text for loc in place.iter(f"{IMAGE}loc")] == [picture]


def test_the_map_names_nothing_that_is_not_public(client: Client, tree: Tree) -> None:
    NewsPageFactory(parent=tree.news_index, hashtags=["Тайное"], live=False)
    PageViewRestriction.objects.create(page=tree.news_index, restriction_type="login")
    found = addresses(map_at(client))
    assert tree.news.full_url not in found
    assert tree.news_index.full_url not in found
    assert len([address for address in found if "/hashtags/" in address]) == 2


def test_a_large_site_has_a_map_of_maps(client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses(map_at(client))
    monkeypatch.setattr(sitemap, "LONGEST_PART", 4)
    index = map_at(client)
    assert index.tag == f"{MAP}sitemapindex"
    parts = [map_at(client, address.removeprefix("http://localhost")) for address in addresses(index)]
    assert len(parts) == 4  # ten pages, and the hashtags
    assert sorted(address for part in parts for address in addresses(part)) == sorted(whole)
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-99999999999999999999.xml").status_code == 404


def test_the_map_costs_the_same_at_any_length(
    client: Client, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    client.get("/sitemap.xml")
    spent = set()
    for _time in range(2):
        with django_assert_max_num_queries(BUDGET) as queries:
            client.get("/sitemap.xml")
        spent.add(len(queries))
        for number in range(10):
            NewsPageFactory(parent=tree.news_index, hashtags=[HASHTAG, f"Тег{number}"])
    assert len(spent) == 1


def test_reading_the_map_makes_no_picture(client: Client, tree: Tree) -> None:
    PictureRendition.objects.all().delete()
    map_at(client)
    assert not PictureRendition.objects.exists()


def test_who_has_the_map_is_told_that_nothing_is_new(client: Client, tree: Tree) -> None:
    response = client.get("/sitemap.xml")
    assert response["Cache-Control"] == "public, max-age=3600"
    known = {"if-none-match": response["ETag"]}
    assert client.get("/sitemap.xml", headers=known).status_code == 304
    NewsPageFactory(parent=tree.news_index)
    assert client.get("/sitemap.xml", headers=known).status_code == 200


@pytest.mark.django_db
def test_robots_are_told_where_the_map_is(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /search/" in lines
    assert client.head("/robots.txt").status_code == 200
