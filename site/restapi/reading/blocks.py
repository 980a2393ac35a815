"""Streams as Plone's blocks: an object by block id, the order beside it, in each what a reader needs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.field_block import ChoiceBlock, MultipleChoiceBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from restapi.reading.leaves import FileOfCollection
from restapi.reading.values import Reading, choice, is_known, json_value, rich_text


@json_value.register
def stream(value: StreamValue, reading: Reading) -> dict[str, Any]:
    """Return a stream as `{blocks, blocks_layout}`; a block without an id has its place for one."""
    blocks = {str(child.id or place): _child(child, reading) for place, child in enumerate(value)}
    return {"blocks": blocks, "blocks_layout": {"items": list(blocks)}}


def _child(child: StreamValue.StreamChild, reading: Reading) -> dict[str, Any]:
    return {"@type": child.block_type, "value": block_value(child.block, child.value, reading)}


def block_value(block: Block, value: Any, reading: Reading) -> Any:
    """Return a block's value; a block class of a project that has its own representation keeps it."""
    if not type(block).get_api_representation.__module__.startswith("wagtail."):
        return json_value(block.get_api_representation(value, context={"request": reading.request}), reading)
    if value is None:
        return None
    for kind, represent in REPRESENTATIONS:
        if isinstance(block, kind):
            return represent(block, value, reading)
    if is_known(value):
        return json_value(value, reading)
    return json_value(block.get_api_representation(value), reading)


def _image(block: ImageBlock, value: AbstractImage, reading: Reading) -> FileOfCollection:
    """Return a picture with the description that it has in this place."""
    picture: FileOfCollection = json_value(value, reading)
    here = {"alt": value.contextual_alt_text or "", "decorative": bool(value.decorative)}
    return replace(picture, body={**picture.body, **here})


def _struct(block: StructBlock, value: Any, reading: Reading) -> dict[str, Any]:
    return {name: block_value(block.child_blocks[name], item, reading) for name, item in value.items()}


def _list(block: ListBlock, value: Any, reading: Reading) -> list[Any]:
    return [block_value(child.block, child.value, reading) for child in value.bound_blocks]


def _table(block: BaseTypedTableBlock, value: TypedTable, reading: Reading) -> dict[str, Any]:
    return {
        "caption": value.caption,
        "columns": [{"type": column["block"].name, "heading": column["heading"]} for column in value.columns],
        "rows": [[block_value(cell.block, cell.value, reading) for cell in row] for row in value.rows],
    }


def _choice(block: ChoiceBlock, value: Any, reading: Reading) -> dict[str, Any] | None:
    return choice(value, block.field.choices)


def _choices(block: MultipleChoiceBlock, value: Any, reading: Reading) -> list[Any]:
    return [choice(item, block.field.choices) for item in value]


def _stream(block: StreamBlock, value: StreamValue, reading: Reading) -> dict[str, Any]:
    return stream(value, reading)


def _rich_text(block: RichTextBlock, value: Any, reading: Reading) -> dict[str, str]:
    return rich_text(value.source)


# The first kind that fits counts: a picture is a struct to Wagtail.
REPRESENTATIONS: list[tuple[type[Block], Callable[[Any, Any, Reading], Any]]] = [
    (ImageBlock, _image),
    (StreamBlock, _stream),
    (StructBlock, _struct),
    (ListBlock, _list),
    (BaseTypedTableBlock, _table),
    (MultipleChoiceBlock, _choices),
    (ChoiceBlock, _choice),
    (RichTextBlock, _rich_text),
]
