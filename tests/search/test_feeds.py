"""Feeds of the site, of a page, a hashtag and a search: what they hold, that they are sound, what they cost."""

import datetime
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction, Site

from home.models import PictureRendition
from search.characters import writable
from search.models import CatalogEntry, Hashtag
from tests.factories import (
    HASHTAG,
    EventReportPageFactory,
    NewsPageFactory,
    OrganisationPageFactory,
    StandardPageFactory,
    Tree,
)

KEY = quote(HASHTAG.casefold())
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
BUDGET = 9

# What a title may hold when it comes from Word, from a phone, from someone who tries. NUL is no text for PostgreSQL.
HOSTILE = "]]> & <b>жирно</b> \x01\x08\x0b\x1f\x7f\x85 \u202eсправа\u202c \ufffe\uffff 🎄👩‍👧 \"'"


def items(client: Client, address: str) -> list[dict[str, Any]]:
    """Return the items of a JSON feed."""
    response = client.get(address)
    assert response.status_code == 200, address
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def titles(client: Client, address: str) -> list[str]:
    """Return the titles of a JSON feed's items."""
    return [item["title"] for item in items(client, address)]


def feeds(tree: Tree) -> dict[str, str]:
    """Return the addresses of one feed of each sort, without the format's ending, and their queries."""
    return {
        "/feed": "",
        f"{tree.news_index.url}feed": "",
        f"{tree.school.url}feed": "",
        f"/hashtags/{KEY}/feed": "",
        "/search/feed": f"?q={quote('деревья')}",
    }


@pytest.mark.parametrize("ending", TYPES)
def test_every_feed_stands_in_every_format(client: Client, tree: Tree, ending: str) -> None:
    for address, query in feeds(tree).items():
        response = client.get(f"{address}.{ending}{query}")
        assert (response.status_code, response["Content-Type"]) == (200, TYPES[ending]), address


def test_rss_holds_what_a_reader_shows(client: Client, tree: Tree) -> None:
    channel = etree.fromstring(client.get(f"{tree.school.url}feed.rss").content)[0]
    (item,) = channel.findall("item")
    report, entry = tree.report, CatalogEntry.objects.get(page=tree.report)
    size = entry.pictures[-1]

    assert channel.findtext("link") == tree.school.full_url
    assert channel.find(f"{ATOM}link").get("href") == f"{tree.school.full_url}feed.rss"
    assert item.findtext("title") == report.title
    assert item.findtext("link") == report.full_url
    assert item.findtext("description") == report.lead
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (
        report.translation_key.urn,
        "false",
    )
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == tree.school.title
    assert [each.text for each in item.findall("category")] == [HASHTAG]
    enclosure, media = item.find("enclosure"), item.find(f"{MEDIA}content")
    address = f"http://localhost{size['url']}"
    length = str(default_storage.size(size["file"]))
    assert dict(enclosure.attrib) == {"url": address, "length": length, "type": "image/webp"}
    assert dict(media.attrib) == {
        "url": address,
        "fileSize": length,
        "type": "image/webp",
        "medium": "image",
        "width": str(size["width"]),
        "height": str(size["height"]),
    }
    assert media.findtext(f"{MEDIA}description") == "Дети сажают деревья у школы"


def test_atom_has_what_the_standard_asks_for(client: Client, tree: Tree) -> None:
    feed = etree.fromstring(client.get(f"/hashtags/{KEY}/feed.atom").content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Вестник"
    for parent in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert parent.findtext(ATOM + name), name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"http://localhost/hashtags/{KEY}/",
        "self": f"http://localhost/hashtags/{KEY}/feed.atom",
    }


def test_json_feed_keeps_its_standard(client: Client, tree: Tree) -> None:
    feed = client.get("/feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/feed.json"
    assert {"title", "home_page_url", "items", "authors", "language"} <= feed.keys()
    for item in feed["items"]:
        assert item["id"].startswith("urn:uuid:")
        assert item["content_text"]
        assert datetime.datetime.fromisoformat(item["date_published"]).tzinfo
    (report,) = [item for item in feed["items"] if item["url"] == tree.report.full_url]
    assert report["_vestnik"] == {"type": "фотоотчёт", "date": tree.report.start.isoformat()}
    assert report["authors"] == [{"name": tree.school.title, "url": tree.school.full_url}]
    assert report["attachments"][0]["url"] == report["image"]


def test_the_newest_published_stands_first_whatever_day_it_is_about(client: Client, tree: Tree) -> None:
    old = NewsPageFactory(parent=tree.news_index, title="О давнем", date=datetime.date(1999, 1, 1))
    assert titles(client, "/feed.json")[0] == old.title
    assert titles(client, f"{tree.news_index.url}feed.json") == [old.title, tree.news.title]


def test_a_feed_is_of_fifty_pages_without_parts_and_containers(client: Client, tree: Tree) -> None:
    entry = CatalogEntry.objects.get(page=tree.news)
    for _number in range(60):
        entry.pk, entry.page = None, StandardPageFactory()
        CatalogEntry.objects.filter(page=entry.page).delete()
        entry.save()
    assert len(items(client, "/feed.json")) == 50
    CatalogEntry.objects.filter(type="news.NewsPage").delete()
    found = {item["url"] for item in items(client, "/feed.json")}
    assert found == {page.full_url for page in (tree.about, tree.school, tree.order, tree.plan, tree.report)}


@pytest.mark.parametrize("ending", TYPES)
def test_any_title_makes_a_sound_feed(client: Client, tree: Tree, ending: str) -> None:
    CatalogEntry.objects.update(title=HOSTILE, lead=HOSTILE, picture_alt=HOSTILE)
    Site.objects.update(site_name=HOSTILE)
    Hashtag.objects.update(description=HOSTILE)
    Site.clear_site_root_paths_cache()
    for address, query in feeds(tree).items():
        found: Any
        body = client.get(f"{address}.{ending}{query}").content
        if ending == "json":
            found = [item["title"] for item in json.loads(body)["items"]]
        else:
            parsed = etree.fromstring(body)
            found = parsed.xpath(
                "//*[local-name()='item' or local-name()='entry']/*[local-name()='title']/text()"
            )
        assert found, address
        assert set(found) == {writable(HOSTILE)}, address


def test_what_no_format_can_hold_is_left_out() -> None:
    assert writable("а\x00б\ud800в\udfffг\ufffe\r\nд\rе 🎄\u202e") == "абвг\nд\nе 🎄\u202e"
    every = "".join(map(chr, [*range(0x3000), *range(0xD700, 0xE100), *range(0xFD00, 0x10100)]))
    element = etree.Element("title")
    element.text = writable(every)
    assert json.loads(json.dumps(element.text).encode()) == element.text


def test_markup_in_a_lead_stays_text(client: Client, tree: Tree) -> None:
    CatalogEntry.objects.filter(page=tree.report).update(lead="<script>1 < 2</script> & всё")
    item = etree.fromstring(client.get(f"{tree.school.url}feed.rss").content).find("channel/item")
    assert item.findtext("description") == "&lt;script&gt;1 &lt; 2&lt;/script&gt; &amp; всё"
    assert items(client, f"{tree.school.url}feed.json")[0]["summary"] == "<script>1 < 2</script> & всё"


def test_no_feed_shows_what_is_not_public(client: Client, tree: Tree) -> None:
    hidden = NewsPageFactory(parent=tree.news_index, title="Тайна", hashtags=[HASHTAG], lead="деревья")
    draft = NewsPageFactory(parent=tree.news_index, title="Тайна", hashtags=[HASHTAG], live=False)
    draft.save_revision()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for address, query in feeds(tree).items():
        for ending in TYPES:
            assert "Тайна" not in client.get(f"{address}.{ending}{query}").content.decode()


def test_a_private_page_has_no_feed(client: Client, tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.organisations, restriction_type="login")
    assert client.get(f"{tree.school.url}feed.rss").status_code == 404
    draft = OrganisationPageFactory(parent=tree.organisations, live=False)
    assert client.get(f"{tree.organisations.url}{draft.slug}/feed.rss").status_code == 404


def test_an_unpublished_organisation_is_no_author(client: Client, tree: Tree) -> None:
    CatalogEntry.objects.filter(page=tree.report).update(organisation=OrganisationPageFactory(live=False))
    (item,) = [item for item in items(client, "/feed.json") if item["url"] == tree.report.full_url]
    assert "authors" not in item


def test_a_picture_whose_file_is_gone_is_left_out(client: Client, tree: Tree) -> None:
    entry = CatalogEntry.objects.get(page=tree.report)
    entry.picture_sizes = [{**entry.picture_sizes[-1], "file": "images/gone.webp"}]
    entry.save()
    (item,) = items(client, f"{tree.school.url}feed.json")
    assert "image" not in item


def test_reading_a_feed_makes_no_picture(client: Client, tree: Tree) -> None:
    PictureRendition.objects.all().delete()
    for ending in TYPES:
        client.get(f"/feed.{ending}")
    assert not PictureRendition.objects.exists()


def test_other_spellings_lead_to_the_one_address(client: Client, tree: Tree) -> None:
    for spelling in ["НеделяДобра", "#неделядобра", "НЕДЕЛЯДОБРА"]:
        for ending in TYPES:
            response = client.get(f"/hashtags/{quote(spelling)}/feed.{ending}")
            assert (response.status_code, response["Location"]) == (301, f"/hashtags/{KEY}/feed.{ending}")


@pytest.mark.parametrize(
    "address",
    [
        f"/hashtags/{quote('нетакого')}/feed.rss",
        "/hashtags/%CF%F0%E8%E2%E5%F2/feed.rss",  # «Привет» in cp1251
        "/hashtags/%ED%A0%80/feed.rss",
        "/hashtags/%F0%9F%8E%84/feed.json",
        "/hashtags/a%00b/feed.rss",
        f"/hashtags/{quote('а' * 5000)}/feed.atom",
        "/hashtags/feed.rss",
        "/search/feed.rss",
        "/search/feed.rss?q=",
        "/search/feed.rss?q=%00",
        "/feed.xml",
        "/feed.rss/",
        "/nothing/feed.rss",
        "/%CF%F0/feed.rss",
        "/++api++/feed.rss",
        "/@search/feed.rss",
    ],
)
def test_what_has_no_feed_is_not_found(client: Client, tree: Tree, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_old_encoding_names_no_hashtag_even_if_one_is_called_like_its_bytes(
    client: Client, tree: Tree
) -> None:
    NewsPageFactory(parent=tree.news_index, hashtags=["CFF0"])
    assert client.get("/hashtags/cff0/feed.rss").status_code == 200
    assert client.get("/hashtags/%CF%F0/feed.rss").status_code == 404


def test_a_page_that_can_have_nothing_below_it_has_no_feed(client: Client, tree: Tree) -> None:
    for page in (tree.news, tree.report, tree.plan):
        assert client.get(f"{page.url}feed.rss").status_code == 404


def test_an_organisation_that_has_posted_nothing_has_an_empty_feed(client: Client, tree: Tree) -> None:
    other = OrganisationPageFactory(parent=tree.organisations)
    first, second = (client.get(f"{other.url}feed.atom") for _time in range(2))
    assert first.status_code == 200
    assert first["ETag"] == second["ETag"]
    assert "Last-Modified" not in first
    assert items(client, f"{other.url}feed.json") == []


@pytest.mark.parametrize(
    "query", ['"', "NEAR(", "*", "я" * 5000, "\u202eспорт", "AND OR NOT", "]]>", "%ED%A0%80"]
)
@pytest.mark.parametrize("ending", TYPES)
def test_any_search_has_a_feed_or_none(client: Client, tree: Tree, query: str, ending: str) -> None:
    assert client.get(f"/search/feed.{ending}", {"q": query}).status_code in {200, 404}


def test_a_search_feed_is_not_for_search_engines(client: Client, tree: Tree) -> None:
    response = client.get("/search/feed.rss", {"q": "деревья"})
    assert response["X-Robots-Tag"] == "noindex"
    link = etree.fromstring(response.content).findtext("channel/link")
    assert client.get(link.removeprefix("http://localhost")).context["query"].text == "деревья"


@pytest.mark.parametrize("ending", TYPES)
def test_who_has_the_feed_is_told_that_nothing_is_new(client: Client, tree: Tree, ending: str) -> None:
    address = f"/feed.{ending}"
    response = client.get(address)
    known = {"if-none-match": response["ETag"]}
    since = {"if-modified-since": response["Last-Modified"]}
    assert response["Cache-Control"] == "public, max-age=300"
    assert client.head(address)["ETag"] == response["ETag"]
    assert client.get(address, headers=known).status_code == 304
    assert client.get(address, headers=since).status_code == 304
    tree.news.unpublish()
    assert client.get(address, headers=known).status_code == 200


def test_only_reading_is_answered(client: Client, tree: Tree) -> None:
    assert client.head("/feed.rss").status_code == 200
    assert client.post("/feed.rss").status_code == 405


@pytest.mark.parametrize("ending", TYPES)
def test_a_feed_costs_the_same_at_any_length(
    client: Client, tree: Tree, django_assert_max_num_queries: Any, ending: str
) -> None:
    spent: dict[str, set[int]] = {}
    for number in (1, 20):
        for _each in range(number):
            EventReportPageFactory(parent=tree.school, hashtags=[HASHTAG, "Ещё"])
        for address, query in feeds(tree).items():
            with django_assert_max_num_queries(BUDGET + address.count("/")) as queries:
                client.get(f"{address}.{ending}{query}")
            spent.setdefault(address, set()).add(len(queries))
    assert {address: len(counts) for address, counts in spent.items()} == dict.fromkeys(spent, 1)


def test_pages_name_their_feeds(client: Client, tree: Tree) -> None:
    addresses = {
        "/": ["/feed."],
        tree.school.url: ["/feed.", f"{tree.school.url}feed."],
        f"/hashtags/{KEY}/": ["/feed.", f"/hashtags/{KEY}/feed."],
        tree.news_index.url: ["/feed.", f"{tree.news_index.url}feed."],
    }
    for address, named in addresses.items():
        page = client.get(address).content.decode()
        for start in named:
            for ending, content_type in TYPES.items():
                link = f'<link rel="alternate" type="{content_type.partition(";")[0]}"'
                (line,) = [
                    line for line in page.splitlines() if link in line and f'href="{start}{ending}"' in line
                ]
                assert client.get(f"{start}{ending}").status_code == 200, line


def test_a_search_names_its_feed(client: Client, tree: Tree) -> None:
    page = client.get("/search/", {"q": "посадка & деревьев", "page": "1"}).content.decode()
    address = (
        page.split('type="application/rss+xml"')[2].split('href="')[1].split('"')[0].replace("&amp;", "&")
    )
    assert "page=" not in address
    assert client.get(address).status_code == 200
    assert "search/feed" not in client.get("/search/").content.decode()


def test_a_searchs_feed_holds_what_its_facets_leave(client: Client, tree: Tree) -> None:
    question = {"q": f"#{HASHTAG}", "type": "news.NewsPage", "year": "nonsense"}
    feed = client.get("/search/feed.json", question).json()
    assert [item["title"] for item in feed["items"]] == [tree.news.title]
    assert feed["feed_url"].endswith("&type=news.NewsPage")
    assert client.get("/search/feed.json", {**question, "period": "soon", "kind": "\0"}).json()["items"] == []


def test_the_links_to_subscribe_lead_somewhere(client: Client, tree: Tree) -> None:
    for address in ("/", tree.school.url, tree.plan.url, f"/hashtags/{KEY}/"):
        page = client.get(address).content.decode()
        links = {part.split('"')[0] for part in page.split('href="')[1:]}
        found = [link for link in links if link.endswith((".rss", ".ics"))]
        assert len(found) >= 2, address
        for link in found:
            path = link.removeprefix("webcal://localhost").removeprefix("http://localhost")
            assert client.get(path).status_code == 200, link


def test_dates_are_those_of_publication(client: Client, tree: Tree) -> None:
    (item,) = items(client, f"{tree.school.url}feed.json")
    published = datetime.datetime.fromisoformat(item["date_published"])
    assert published == tree.report.first_published_at
    assert timezone.localdate(published) != tree.report.start
