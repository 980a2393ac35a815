"""What search engines and messengers read of a page: schema.org as JSON-LD, OpenGraph with a real picture."""

import datetime
import json
import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from home.models import OrganisationPage, PictureRendition
from news.models import NewsPage
from search.models import CatalogEntry
from search.structured_data import json_ld
from tests.factories import (
    HASHTAG,
    NewsPageFactory,
    OrderPageFactory,
    OrganisationPageFactory,
    StandardPageFactory,
    Tree,
)

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TAG_PAGE = f"/hashtags/{HASHTAG.casefold()}/"


def graph(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """Return the nodes of a page's JSON-LD by type."""
    (script,) = SCRIPT.findall(client.get(address).content.decode())
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def open_graph(client: Client, address: str) -> dict[str, str]:
    """Return the properties of OpenGraph that a page names; each stands there once."""
    page = client.get(address).content.decode()
    pairs = re.findall(r'<meta property="og:([^"]+)" content="([^"]*)">', page)
    assert len(pairs) == len(dict(pairs))
    return {name: unescape(content) for name, content in pairs}


def shared(page: Page) -> dict[str, Any]:
    """Return a page's picture for other sites."""
    picture = CatalogEntry.objects.get(page=page).shared_picture
    assert picture is not None
    return picture


def test_every_page_says_what_it_is(client: Client, tree: Tree) -> None:
    types = {
        tree.home: "WebPage",
        tree.about: "WebPage",
        tree.organisations: "CollectionPage",
        tree.school: "ProfilePage",
        tree.documents: "CollectionPage",
        tree.order: "DigitalDocument",
        tree.plan: "DigitalDocument",
        tree.news_index: "CollectionPage",
        tree.news: "NewsArticle",
        tree.report: "NewsArticle",
    }
    for page, name in types.items():
        node = graph(client, page.url)[name]
        assert node["url"] == node["@id"] == page.full_url
        assert node["name"] == page.title
        assert datetime.datetime.fromisoformat(node["dateModified"]).tzinfo


def test_a_report_tells_of_its_event_and_of_nobody(client: Client, tree: Tree) -> None:
    node = graph(client, tree.report.url)["NewsArticle"]
    school = {"@type": "Organization", "name": tree.school.title, "url": tree.school.full_url}
    assert node["author"] == school
    assert node["keywords"] == [HASHTAG]
    assert node["about"] == {
        "@type": "Event",
        "name": tree.report.title,
        "startDate": "2026-10-10",
        "endDate": "2026-10-10",
        "location": {"@type": "Place", "name": "Школьный двор", "address": "Школьный двор"},
        "organizer": school,
    }
    size = shared(tree.report)
    assert node["image"] == {
        "@type": "ImageObject",
        "url": f"http://localhost{size['url']}",
        "width": size["width"],
        "height": size["height"],
        "caption": "Дети сажают деревья у школы",
    }
    assert "Директор школы" not in json.dumps(node, ensure_ascii=False)


def test_an_article_without_an_organisation_is_the_sites_own(client: Client, tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index)
    node = graph(client, page.url)["NewsArticle"]
    assert node["author"] == node["publisher"]


def test_a_regulation_announces_its_event(client: Client, tree: Tree) -> None:
    order = OrderPageFactory(event_date=datetime.date(2026, 12, 5), venue="Стадион", number="7")
    node = graph(client, order.url)["DigitalDocument"]
    assert (node["identifier"], node["dateCreated"]) == ("7", "2026-09-01")
    assert (node["about"]["@type"], node["about"]["startDate"]) == ("Event", "2026-12-05")
    assert "about" not in graph(client, tree.order.url)["DigitalDocument"]


@pytest.mark.parametrize("kind", OrganisationPage.Kind)
def test_an_organisation_is_what_its_kind_says(
    client: Client, tree: Tree, kind: OrganisationPage.Kind
) -> None:
    page = OrganisationPageFactory(parent=tree.organisations, kind=kind, other_names="СОШ 3\nТретья")
    node = graph(client, page.url)["ProfilePage"]["mainEntity"]
    expected = {"authority": "GovernmentOrganization", "school": "School", "kindergarten": "Preschool"}
    assert node["@type"] == expected.get(kind, node["@type"])
    assert node["legalName"] == page.full_name
    assert node["alternateName"] == ["СОШ 3", "Третья"]
    assert node["sameAs"] == "https://school.example.org/"
    assert node["address"]["streetAddress"] == "улица Садовая, 5"


def test_the_home_page_says_how_to_search(client: Client, tree: Tree) -> None:
    node = graph(client, "/")["WebSite"]
    template = node["potentialAction"]["target"]["urlTemplate"]
    assert (
        client.get(template.replace("{query}", "деревья").removeprefix("http://localhost")).status_code == 200
    )


def test_the_way_to_a_page_is_told(client: Client, tree: Tree) -> None:
    steps = graph(client, tree.report.url)["BreadcrumbList"]["itemListElement"]
    way = [tree.home, tree.organisations, tree.school, tree.report]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (place, page.title, page.full_url) for place, page in enumerate(way, 1)
    ]


def test_a_hashtag_is_a_collection_with_the_newest_picture(client: Client, tree: Tree) -> None:
    node = graph(client, TAG_PAGE)["CollectionPage"]
    assert node["name"] == f"#{HASHTAG}"
    newest = shared(tree.news)
    assert node["image"]["url"] == open_graph(client, TAG_PAGE)["image"] == f"http://localhost{newest['url']}"


def test_nothing_ends_the_script(client: Client, tree: Tree) -> None:
    evil = "</script><script>alert(1)</script><!-- & \"' \u2028\u2029 \x01"
    NewsPage.objects.filter(pk=tree.news.pk).update(title=evil)
    CatalogEntry.objects.filter(page=tree.news).update(title=evil, lead=evil)
    page = client.get(tree.news.url).content.decode()
    (script,) = SCRIPT.findall(page)
    assert not set(script) & set("<>&\u2028\u2029\x01")
    assert graph(client, tree.news.url)["NewsArticle"]["name"] == evil.replace("\x01", "")


def test_what_says_nothing_is_left_out() -> None:
    script = json_ld(
        [{"@type": "Thing", "name": "", "image": None, "keywords": [], "address": {"a": ""}, "n": 0}]
    )
    assert json.loads(SCRIPT.findall(script)[0])["@graph"] == [{"@type": "Thing", "n": 0}]


def test_a_page_is_previewed_with_its_own_picture(client: Client, tree: Tree) -> None:
    size = shared(tree.report)
    found = open_graph(client, tree.report.url)
    assert found == {
        "site_name": "Вестник",
        "locale": "ru_RU",
        "type": "article",
        "title": tree.report.title,
        "description": tree.report.lead,
        "url": tree.report.full_url,
        "image": f"http://localhost{size['url']}",
        "image:width": str(size["width"]),
        "image:height": str(size["height"]),
        "image:alt": "Дети сажают деревья у школы",
    }


def test_a_container_is_previewed_with_the_newest_picture_below_it(client: Client, tree: Tree) -> None:
    for page, source in ((tree.school, tree.report), (tree.news_index, tree.news), (tree.home, tree.news)):
        size = shared(source)
        assert open_graph(client, page.url)["image"] == f"http://localhost{size['url']}", page


def test_a_preview_has_a_format_that_every_network_reads(client: Client, tree: Tree) -> None:
    address = open_graph(client, tree.report.url)["image"].removeprefix(
        f"http://localhost{settings.MEDIA_URL}"
    )
    with default_storage.open(address) as file:
        assert Image.open(file).format == "JPEG"
    assert all(size["url"].endswith(".webp") for size in CatalogEntry.objects.get(page=tree.report).pictures)


def test_an_entry_without_a_size_for_previews_shows_its_largest(client: Client, tree: Tree) -> None:
    entry = CatalogEntry.objects.get(page=tree.report)
    entry.picture_sizes.pop()
    entry.save()
    assert open_graph(client, tree.report.url)["image"] == f"http://localhost{entry.pictures[-1]['url']}"


def test_the_list_of_hashtags_is_previewed_with_the_sites_picture(client: Client, tree: Tree) -> None:
    assert open_graph(client, "/hashtags/")["image"] == "http://localhost/static/share.png"
    assert graph(client, "/hashtags/")["CollectionPage"]["url"] == "http://localhost/hashtags/"


def test_what_has_no_picture_is_previewed_with_the_sites(client: Client, tree: Tree) -> None:
    for page in (tree.order, tree.plan, tree.about):
        found = open_graph(client, page.url)
        assert found["image"] == "http://localhost/static/share.png"
        assert (found["image:width"], found["image:height"]) == ("1200", "630")


def test_pictures_of_a_foreign_storage_keep_their_address(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_storage, "base_url", "https://media.example.org/")
    assert open_graph(client, tree.report.url)["image"].startswith("https://media.example.org/images/")
    assert graph(client, tree.report.url)["NewsArticle"]["image"]["url"].startswith(
        "https://media.example.org/"
    )


def test_a_preview_makes_no_picture(client: Client, tree: Tree) -> None:
    page = StandardPageFactory()
    PictureRendition.objects.all().delete()
    for address in (page.url, tree.order.url, TAG_PAGE, "/"):
        assert open_graph(client, address)["image"]
    assert not PictureRendition.objects.exists()


def test_a_private_page_says_nothing(client: Client, tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.report, restriction_type="password", password="тайна")
    page = client.get(tree.report.url).content.decode()
    assert not SCRIPT.search(page)
    assert tree.report.title not in page


def test_a_drafts_preview_has_no_structured_data(tree: Tree, admin_user: Any) -> None:
    draft = NewsPageFactory(parent=tree.news_index, live=False)
    page = Page.objects.get(pk=draft.pk).specific
    request = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert not SCRIPT.search(request.content.decode())


def test_addresses_are_the_sites_own_whatever_host_is_asked(client: Client, tree: Tree) -> None:
    for address in (tree.report.url, TAG_PAGE, "/hashtags/"):
        page = client.get(address, headers={"host": "evil.example"}).content.decode()
        head = page.partition("</head>")[0]
        assert "evil.example" not in head
        assert '<link rel="canonical" href="http://localhost/' in head
