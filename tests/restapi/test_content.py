"""The content object: what every page type has, and how its own fields are shown."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, get_page_models
from wagtail.rich_text import RichText

from home.models import StandardPage
from news.models import ReportPhoto
from search.pictures import SHARE_SIZE, SIZES
from tests.factories import (
    FACTORIES,
    DocumentFactory,
    HomePageFactory,
    NewsPageFactory,
    OrganisationPageFactory,
    PictureFactory,
    StandardPageFactory,
    Tree,
)
from tests.restapi.conftest import Get

MEMBERS = {
    *("@id", "@type", "type_title", "UID", "id", "title", "description", "created", "modified", "effective"),
    *(
        "expires",
        "review_state",
        "language",
        "subjects",
        "creators",
        "contributors",
        "rights",
        "is_folderish",
    ),
    *("layout", "version", "lock", "allow_discussion", "exclude_from_nav", "relatedItems", "parent"),
    *("previous_item", "next_item", "@components"),
}
SUMMARY = {"@id", "@type", "title", "description", "review_state", "type_title"}
PAGE_TYPES = [model for model in get_page_models() if model is not Page]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_every_page_type_has_all_members_and_its_own_fields(get: Get, home: Page, model: type[Page]) -> None:
    page = home if isinstance(home, model) else FACTORIES[model]()
    body = get(page.url).json()
    assert body.keys() >= MEMBERS
    own = {getattr(field, "name", field) for field in model.api_fields}
    assert body.keys() >= own - {"body"}
    assert ("blocks" in body) == ("blocks_layout" in body) == ("body" in own)
    assert body["@type"] == model._meta.label
    assert body["UID"] == str(page.translation_key)
    assert body["is_folderish"] == ("items" in body) == bool(model.allowed_subpage_models())


def test_a_page_says_what_it_is(get: Get, tree: Tree) -> None:
    body = get(tree.news.url).json()
    assert body["title"] == tree.news.title
    assert body["id"] == tree.news.slug
    assert body["description"] == tree.news.lead
    assert body["type_title"] == "новость"
    assert body["subjects"] == ["НеделяДобра"]
    assert body["language"] == {"token": "ru", "title": "Русский"}
    assert body["review_state"] == "published"
    assert body["lock"] == {"locked": False, "stealable": True}
    assert body["version"] == "current"
    assert body["layout"] == "news_page"
    assert set(body["parent"]) == SUMMARY


def test_moments_have_a_zone(get: Get, tree: Tree) -> None:
    body = get(tree.news.url).json()
    for name in ("created", "modified", "effective"):
        assert parse_datetime(body[name]).tzinfo is not None
    assert body["expires"] is None
    assert body["date"] == "2026-10-12"


def test_a_page_without_a_lead_is_described_for_search_engines(get: Get, home: Page) -> None:
    page = StandardPageFactory(lead="", search_description="Для поисковых систем")
    assert get(page.url).json()["description"] == "Для поисковых систем"


def test_an_event_says_when_and_where_it_was(get: Get, tree: Tree) -> None:
    body = get(tree.report.url).json()
    assert body["start"] == "2026-10-10"
    assert body["end"] == "2026-10-10"
    assert body["whole_day"] is True
    assert body["open_end"] is False
    assert body["location"] == tree.report.place


def test_what_is_about_no_days_is_no_event(get: Get, tree: Tree) -> None:
    assert not {"start", "end", "whole_day", "open_end", "location"} & get(tree.news.url).json().keys()


def test_the_root_of_a_site_has_no_parent_and_no_neighbours(get: Get, home: Page) -> None:
    HomePageFactory()
    body = get("/").json()
    assert (body["parent"], body["previous_item"], body["next_item"]) == ({}, {}, {})


def test_a_choice_has_token_and_title(get: Get, tree: Tree) -> None:
    assert get(tree.school.url).json()["kind"] == {"token": "school", "title": "Школы, гимназии, лицеи"}


def test_a_related_page_is_a_summary(get: Get, tree: Tree) -> None:
    issuer = get(tree.order.url).json()["issuer"]
    assert set(issuer) == SUMMARY
    assert issuer["@id"] == f"http://testserver{tree.school.url}"


def test_a_document_says_where_to_get_it(get: Get, tree: Tree) -> None:
    tree.order.source = DocumentFactory(file_size=3)
    tree.order.save()
    source = get(tree.order.url).json()["source"]
    assert source["content-type"] == "text/plain"
    assert source["filename"].startswith("zayavka")
    assert source["size"] == 3
    assert source["download"] == f"http://testserver{tree.order.source.url}"


def test_a_picture_has_the_scales_that_exist(get: Get, tree: Tree) -> None:
    picture = get(tree.news.url).json()["picture"]
    assert picture["content-type"] == "image/jpeg"
    assert (picture["width"], picture["height"]) == (640, 420)
    assert re.fullmatch(r"[0-9a-f]{32}\.jpg", picture["filename"])
    assert picture["download"].startswith("http://testserver/media/")
    assert picture["alt"] == "Дети сажают деревья у школы"
    assert set(picture["scales"]) == {spec.partition("|")[0] for spec in (*SIZES, SHARE_SIZE)}
    assert set(picture["scales"]["fill-480x320"]) == {"download", "width", "height"}


def test_reading_makes_no_rendition(get: Get, tree: Tree) -> None:
    picture = PictureFactory()
    StandardPage.objects.filter(pk=tree.about.pk).update(body=[])
    tree.about.body = [("picture", {"image": described(picture, "Липы"), "caption": "Аллея"})]
    tree.about.save()
    shown = only_block(get(tree.about.url).json())["value"]
    assert shown["image"]["scales"] == {}
    assert picture.renditions.count() == 0


PHOTO = {"id", "picture", "caption", "alt", "is_decorative", "alt_text"}


def test_child_rows_are_a_list(get: Get, tree: Tree) -> None:
    body = get(tree.report.url).json()
    assert [photo.keys() for photo in body["photos"]] == [PHOTO] * 2
    assert body["participants"][0]["category"]["token"] == "pupils"
    items = get(tree.plan.url).json()["sections"][0]["items"]
    assert [item["number"] for item in items] == ["1.", "2."]


def test_child_rows_cost_no_query_each(get: Get, tree: Tree) -> None:
    get(tree.report.url)  # what is kept between requests is read
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            get(tree.report.url)
        counts.append(len(queries))
        for _photo in range(10):
            ReportPhoto.objects.create(page=tree.report, picture=PictureFactory(), sort_order=9)
    assert counts[0] == counts[1]


def described(picture: Any, alt: str) -> Any:
    """Return a picture with its description in one place, as Wagtail's block holds it."""
    picture.contextual_alt_text, picture.decorative = alt, False
    return picture


def only_block(body: dict[str, Any]) -> Any:
    """Return the one block of a page's body."""
    (place,) = body["blocks_layout"]["items"]
    return body["blocks"][place]


@pytest.fixture
def shown(get: Get, home: Page) -> Any:
    """Return a function that publishes a block and returns how the API shows it."""

    def show(kind: str, value: Any) -> Any:
        block = only_block(get(StandardPageFactory(body=[(kind, value)]).url).json())
        assert block["@type"] == kind
        return block["value"]

    return show


def test_blocks_stand_in_the_order_of_the_layout(get: Get, home: Page) -> None:
    page = StandardPageFactory(body=[("heading", "Первый"), ("heading", "Второй")])
    body = get(page.url).json()
    assert set(body["blocks_layout"]["items"]) == set(body["blocks"])
    assert [body["blocks"][place]["value"] for place in body["blocks_layout"]["items"]] == [
        "Первый",
        "Второй",
    ]
    assert body["blocks_layout"]["items"] == [child.id for child in StandardPage.objects.get(pk=page.pk).body]


def test_a_stream_beside_the_body_stands_under_its_own_name(get: Get, tree: Tree) -> None:
    tree.plan.introduction = [("heading", "Введение")]
    tree.plan.save()
    assert only_block(get(tree.plan.url).json()["introduction"]) == {"@type": "heading", "value": "Введение"}


def test_rich_text_has_real_links(shown: Any, tree: Tree) -> None:
    source = f'<p><a linktype="page" id="{tree.school.pk}">Школа</a></p>'
    assert shown("paragraph", RichText(source)) == {
        "data": f'<p><a href="{tree.school.url}">Школа</a></p>',
        "content-type": "text/html",
        "encoding": "utf-8",
    }


def test_a_picture_in_a_stream_has_its_scales_and_its_own_description(shown: Any) -> None:
    value = shown("picture", {"image": described(PictureFactory(), "Липы у школы"), "caption": "Аллея"})
    assert value["caption"] == "Аллея"
    assert value["image"]["alt"] == "Липы у школы"
    assert value["image"]["decorative"] is False
    assert {"fill-480x320", "fill-960x640"} <= set(value["image"]["scales"])


def test_a_file_in_a_stream_can_be_downloaded(shown: Any) -> None:
    value = shown("attachment", {"document": DocumentFactory(), "title": "Заявка"})
    assert value["document"]["download"].startswith("http://testserver/files/")
    assert value["title"] == "Заявка"


def test_a_table_has_rows_of_values(shown: Any) -> None:
    table = {
        "columns": [{"type": "text", "heading": "Школа"}, {"type": "rich_text", "heading": "Итог"}],
        "rows": [{"values": ["№ 1", "<p>Да</p>"]}],
        "caption": "Итоги",
    }
    block = StandardPage._meta.get_field("body").stream_block.child_blocks["table"]
    value = shown("table", block.to_python(table))
    assert value["caption"] == "Итоги"
    assert [column["heading"] for column in value["columns"]] == ["Школа", "Итог"]
    assert value["rows"][0][0] == "№ 1"
    assert value["rows"][0][1]["data"] == "<p>Да</p>"


def test_a_signature_shows_its_choice_with_a_title(get: Get, tree: Tree) -> None:
    blocks = get(tree.order.url).json()["blocks"].values()
    signature = next(block for block in blocks if block["@type"] == "signature")
    assert signature["value"]["role"] == {"token": "signed", "title": "Подписал"}


def test_children_are_summaries_in_the_order_of_the_tree(get: Get, tree: Tree) -> None:
    older = NewsPageFactory(parent=tree.news_index, date=datetime.date(2020, 1, 1))
    body = get(tree.news_index.url).json()
    assert [set(item) for item in body["items"]] == [SUMMARY, SUMMARY]
    assert [item["title"] for item in body["items"]] == [tree.news.title, older.title]
    assert body["items_total"] == 2
    assert "batching" not in body


@pytest.mark.parametrize("version", ["", ",", "published,published", "entwurf"])
def test_a_version_is_one_of_two_words(get: Get, tree: Tree, version: str) -> None:
    problem = get(tree.news.url, {"version": version}, status=400).json()
    assert problem["errors"][0]["loc"] == ["query", "version"]


@pytest.mark.parametrize("word", ["false", "0", "no", "off", "F"])
def test_children_can_be_left_out(get: Get, tree: Tree, word: str) -> None:
    body = get(tree.news_index.url, {"include_items": word}).json()
    assert not {"items", "items_total", "batching"} & body.keys()


def test_children_can_have_more_members(get: Get, tree: Tree) -> None:
    body = get(tree.news_index.url, {"metadata_fields": "UID", "metadata_fields:list": "effective"}).json()
    assert set(body["items"][0]) == {*SUMMARY, "UID", "effective"}


def test_components_are_links_until_they_are_expanded(get: Get, tree: Tree) -> None:
    links = get(tree.school.url).json()["@components"]
    assert links["breadcrumbs"] == {"@id": f"http://testserver{tree.school.url}@breadcrumbs"}
    assert get(links["breadcrumbs"]["@id"]).json()["items"]
    expanded = get(tree.school.url, {"expand": "breadcrumbs"}).json()["@components"]
    assert expanded["breadcrumbs"] == get(links["breadcrumbs"]["@id"]).json()
    assert expanded["navigation"] == links["navigation"]


@pytest.mark.parametrize(
    "query", ["expand=breadcrumbs,navigation", "expand:list=breadcrumbs&expand:list=navigation"]
)
def test_several_components_can_be_expanded(get: Get, tree: Tree, query: str) -> None:
    components = get(f"{tree.school.url}?{query}").json()["@components"]
    assert all("items" in components[name] for name in ("breadcrumbs", "navigation"))


def test_breadcrumbs_lead_down_to_the_page(get: Get, tree: Tree) -> None:
    body = get(f"{tree.report.url}@breadcrumbs").json()
    assert body["@id"] == f"http://testserver{tree.report.url}@breadcrumbs"
    assert body["root"] == "http://testserver/"
    way = [tree.organisations, tree.school, tree.report]
    assert body["items"] == [{"@id": f"http://testserver{page.url}", "title": page.title} for page in way]
    assert get("/@breadcrumbs").json()["items"] == []


def test_navigation_has_what_stands_in_the_menu(get: Get, tree: Tree) -> None:
    OrganisationPageFactory(title="Школа в меню", show_in_menus=True)
    body = get(f"{tree.school.url}@navigation").json()
    assert [item["title"] for item in body["items"]] == ["Организации", "Документы", "Новости"]
    assert all(item["items"] == [] for item in body["items"])
    deeper = get("/@navigation", {"expand.navigation.depth": 2}).json()
    assert [item["title"] for item in deeper["items"][0]["items"]] == ["Школа в меню"]
