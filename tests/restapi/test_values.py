"""Values that our own page types do not have, but other projects' do."""

import datetime
import decimal
import math
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock, EmbedValue
from wagtail.models import Page, Site

from restapi.blocks.registry import read_block
from restapi.reading.content import content
from restapi.reading.loading import fill
from restapi.reading.values import Reading, json_value
from tests.factories import HomePageFactory, StandardPageFactory


class LoudBlock(blocks.CharBlock):
    """A block with a representation of its own."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Return the text in capitals."""
        return {"loud": value.upper()}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (math.nan, None),
        (math.inf, None),
        (decimal.Decimal("1.10"), "1.10"),
        (datetime.date(2026, 9, 1), "2026-09-01"),
        (datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC), "2026-09-01T12:00:00+03:00"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=1), "P0DT01H00M00S"),
        ({"a": (1, {2})}, {"a": [1, [2]]}),
        (gettext_lazy("Not found"), "Не найдено"),
    ],
)
def test_a_value_of_any_type_becomes_json(rf, value: Any, expected: Any) -> None:
    assert json_value(value, Reading(rf.get("/"))) == expected


def test_a_block_with_a_representation_of_its_own_keeps_it(rf) -> None:
    assert read_block(LoudBlock(), "тише", Reading(rf.get("/"))) == {"loud": "ТИШЕ"}


def test_a_chosen_page_is_a_summary_or_nothing(rf, home: Page) -> None:
    request = rf.get("/")
    chosen = [StandardPageFactory(title="Видна"), StandardPageFactory(live=False)]
    shown = fill([read_block(blocks.PageChooserBlock(), page, Reading(request)) for page in chosen], request)
    assert [page["title"] for page in shown] == ["Видна"]


def test_an_embed_is_its_address_and_asks_no_foreign_host(rf) -> None:
    value = EmbedValue("https://video.example.org/1")
    assert read_block(EmbedBlock(), value, Reading(rf.get("/"))) == "https://video.example.org/1"


def test_choices_have_titles_in_groups_too(rf) -> None:
    block = blocks.ChoiceBlock(choices=[("Города", [("z", "Заречинск")])], required=False)
    assert read_block(block, "z", Reading(rf.get("/"))) == {"token": "z", "title": "Заречинск"}
    assert read_block(block, "", Reading(rf.get("/"))) is None


def test_a_plain_wagtail_page_is_an_object_too(rf, home: Page) -> None:
    page = home.add_child(instance=Page(title="Простая", slug="prostaja", search_description="О ней"))
    body = fill(content(page, rf.get("/")), rf.get("/"))
    assert body["@type"] == "wagtailcore.Page"
    assert body["description"] == "О ней"


def test_a_page_of_another_site_keeps_that_sites_host(rf, home: Page) -> None:
    other = HomePageFactory(title="Другой сайт")
    Site.objects.create(hostname="other.example", port=80, root_page=other)
    page = StandardPageFactory(parent=other, slug="tam")
    request = rf.get("/")
    (shown,) = fill([json_value(page, Reading(request))], request)
    assert shown["@id"] == "http://other.example/tam/"
