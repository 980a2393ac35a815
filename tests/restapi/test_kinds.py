"""Nothing that a page shows or takes is without a type: every block and every field is of a kind that is known."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import blocks
from wagtail.blocks import field_block
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page, get_page_models
from wagtail.snippets.blocks import SnippetChooserBlock

from restapi.blocks.registry import block_type, kind_of
from restapi.reading.metadata import KNOWN
from restapi.schemas.answers import Row, Summary
from restapi.schemas.components import json_schemas
from restapi.schemas.fields import read_types, write_types
from restapi.schemas.forms import type_schema
from restapi.schemas.pages import Content, content_type, write_type
from restapi.schemas.values import READ, WRITE
from restapi.writing.members import COMPUTED, ONLY_READ
from search.models import Hashtag

# What has no type of its own, and why.
FREE_FIELDS: set[str] = set()
FREE_BLOCKS = {"StaticBlock"}  # it has no value: whatever is sent is left aside

# Blocks that are never in a stream themselves: others are made from them.
BASES = {
    "Block",
    "BaseBlock",
    "BaseStreamBlock",
    "BaseStructBlock",
    "FieldBlock",
    "BaseChoiceBlock",
    "ChooserBlock",
}
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "RegexBlock": (r"\d+",),
    "ListBlock": (blocks.CharBlock(),),
    "StreamBlock": ([("text", blocks.CharBlock())],),
    "StructBlock": ([("text", blocks.CharBlock())],),
}
MORE = [
    DocumentChooserBlock(),
    EmbedBlock(),
    ImageBlock(),
    ImageChooserBlock(),
    SnippetChooserBlock(Hashtag),
    TypedTableBlock([("text", blocks.CharBlock())]),
]


def _of_pages() -> Iterator[tuple[str, blocks.Block]]:
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from _below(f"{model._meta.label}.{field.name}", field.stream_block)


def _below(name: str, block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    yield name, block
    for key, child in getattr(block, "child_blocks", {}).items():
        yield from _below(f"{name}.{key}", child)
    if isinstance(block, blocks.ListBlock):
        yield from _below(f"{name}.item", block.child_block)


def _of_wagtail() -> list[blocks.Block]:
    classes = {
        each
        for module in (blocks, field_block)
        for _name, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, blocks.Block) and each.__name__ not in BASES
    }
    made = [
        each(*ARGUMENTS.get(each.__name__, ())) for each in sorted(classes, key=lambda each: each.__name__)
    ]
    return [*made, *MORE]


@pytest.mark.parametrize("mode", [READ, WRITE])
@pytest.mark.parametrize(("name", "block"), list(_of_pages()))
def test_every_block_of_every_page_type_has_a_type(name, block, mode):
    assert kind_of(block) is not None
    assert block_type(block, name, mode) is not Any, name


@pytest.mark.parametrize("mode", [READ, WRITE])
@pytest.mark.parametrize("block", _of_wagtail(), ids=lambda block: type(block).__name__)
def test_every_block_of_wagtail_has_a_type(block, mode):
    has_type = block_type(block, "test", mode) is not Any
    assert has_type or type(block).__name__ in FREE_BLOCKS


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model._meta.label)
def test_every_field_of_every_page_type_has_a_type(model):
    free = {name for name, kind in read_types(model).items() if kind is Any}
    free |= {name for name, (kind, _field) in write_types(model).items() if kind is Any}
    assert {f"{model._meta.label}.{name}" for name in free} <= FREE_FIELDS


def test_rows_have_a_type_for_every_column_of_the_catalog():
    members = {field.alias or name for name, field in Row.model_fields.items()}
    assert members - {field.alias or name for name, field in Summary.model_fields.items()} == set(KNOWN)


def test_what_is_only_read_is_what_all_objects_have():
    shown = {field.alias or name for name, field in Content.model_fields.items()}
    assert shown | {"items", "items_total", "batching"} >= ONLY_READ | COMPUTED


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model._meta.label)
def test_a_form_has_the_members_that_can_be_written(model, home, rf):
    form = type_schema(model, home, rf.get("/"))
    in_tabs = [name for tab in form["fieldsets"] for name in tab["fields"]]
    assert sorted(in_tabs) == sorted(form["properties"])
    written = write_type(model, True)
    _schemas, shared = json_schemas([written])
    said = set(shared[f"{model._meta.label}.new"]["properties"])
    assert set(form["properties"]) <= said
    assert said - set(form["properties"]) - ONLY_READ - COMPUTED - read_types(model).keys() <= {
        "review_state"
    }
    assert form["required"] == ["title"]


def test_types_of_all_pages_are_made_once():
    assert all(content_type(model) is content_type(model) for model in get_page_models())
    assert issubclass(content_type(Page), Content)
