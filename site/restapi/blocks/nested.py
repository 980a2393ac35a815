"""Blocks that hold blocks: streams as Plone's blocks, structs as objects, lists."""

import uuid
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, create_model
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import StreamField

from restapi.blocks.registry import (
    BlockKind,
    Data,
    block_type,
    keep_block,
    keep_default,
    read_block,
    register,
    write_block,
)
from restapi.reading.values import Reading, json_value
from restapi.schemas.answers import Answer
from restapi.schemas.field_kinds import FIELD_KINDS, FieldKind
from restapi.schemas.values import READ, WRITE
from restapi.writing.references import Writing
from restapi.writing.scalars import members

# More blocks than any document has; each costs time in the editor too.
MOST_BLOCKS = 2000


class Layout(Answer):
    """The order of the blocks: their keys."""

    items: list[str]


@json_value.register
def read_stream(value: StreamValue, reading: Reading) -> dict[str, Any]:
    """Return a stream as `{blocks, blocks_layout}`; a block without an id has its place for one."""
    blocks = {str(child.id or place): _child(child, reading) for place, child in enumerate(value)}
    return {"blocks": blocks, "blocks_layout": {"items": list(blocks)}}


def _child(child: StreamValue.StreamChild, reading: Reading) -> dict[str, Any]:
    return {"@type": child.block_type, "value": read_block(child.block, child.value, reading)}


def write_stream(block: StreamBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    """Write `{blocks, blocks_layout}` into a form's data; raises Problem 400 for what is no such stream."""
    items = _in_order(value, writing)
    data[f"{prefix}-count"] = str(len(items))
    for place, (key, item) in enumerate(items):
        here = writing.at("blocks", key)
        name = item.get("@type")
        if not isinstance(name, str) or name not in block.child_blocks:
            raise here.refusal("unknown_block", unknown_block(name, block))
        data[f"{prefix}-{place}-deleted"] = ""
        data[f"{prefix}-{place}-order"] = str(place)
        data[f"{prefix}-{place}-type"] = name
        data[f"{prefix}-{place}-id"] = key if _is_uuid(key) else str(uuid.uuid4())
        write_block(block.child_blocks[name], item.get("value"), f"{prefix}-{place}-value", data, here)


def keep_stream(block: StreamBlock, value: Any, prefix: str, data: Data) -> None:
    """Write a stream that Wagtail holds into a form's data."""
    children = list(value or [])
    data[f"{prefix}-count"] = str(len(children))
    for place, child in enumerate(children):
        data[f"{prefix}-{place}-deleted"] = ""
        data[f"{prefix}-{place}-order"] = str(place)
        data[f"{prefix}-{place}-type"] = child.block_type
        data[f"{prefix}-{place}-id"] = child.id or ""
        keep_block(child.block, child.value, f"{prefix}-{place}-value", data)


def stream_type(block: StreamBlock, name: str, mode: str) -> type[Answer]:
    """Return `{blocks, blocks_layout}` of a stream; `name` is the stream's own, unlike any other's."""
    kinds = [_child_type(child, f"{name}.{key}", key, mode) for key, child in block.child_blocks.items()]
    any_kind: Any = Annotated[reduce(or_, kinds), Field(discriminator="type")] if len(kinds) > 1 else kinds[0]
    return create_model(
        name if mode == READ else f"{name}.{mode}",
        __base__=Answer,
        __doc__="Blocks by their keys, and their order.",
        blocks=(dict[str, any_kind], ...),
        # Plone's own client sends a bare list.
        blocks_layout=(Layout, ...) if mode == READ else (Layout | list[str] | None, None),
    )


def _child_type(block: Any, name: str, key: str, mode: str) -> Any:
    value = block_type(block, f"{name}.value", mode)
    members: dict[str, Any] = {
        "type": (Literal[key], Field(alias="@type")),
        "value": (value, ...) if mode == READ else (value | None, None),
    }
    return create_model(
        name if mode == READ else f"{name}.{mode}",
        __base__=Answer,
        __doc__=str(block.label),
        **members,
    )


def _in_order(value: Any, writing: Writing) -> list[tuple[str, dict[str, Any]]]:
    """Return the blocks with their keys as the layout has them."""
    if value is None:
        return []
    if not isinstance(value, dict):
        raise writing.refusal("stream", _("This must be an object with “blocks” and “blocks_layout”."))
    if not isinstance(value.get("blocks"), dict):
        raise writing.at("blocks").refusal("dict_type", _("This must be an object."))
    blocks, layout = value["blocks"], value.get("blocks_layout")
    if len(blocks) > MOST_BLOCKS:
        raise writing.refusal("too_many", _("At most %(most)s blocks.") % {"most": MOST_BLOCKS})
    keys: Any = layout.get("items") if isinstance(layout, dict) else layout or list(blocks)
    is_list = isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    if not is_list or sorted(keys) != sorted(blocks):
        raise writing.at("blocks_layout").refusal(
            "layout", _("“items” of the layout must name every block once.")
        )
    for key in keys:
        if not isinstance(blocks[key], dict):
            raise writing.at("blocks", key).refusal("dict_type", _("This must be an object."))
    return [(key, blocks[key]) for key in keys]


def unknown_block(name: Any, block: StreamBlock) -> str:
    known = ", ".join(block.child_blocks)
    return _("There is no block “%(name)s”. Known here: %(known)s.") % {
        "name": str(name)[:100],
        "known": known,
    }


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _read_stream(block: StreamBlock, value: StreamValue, reading: Reading) -> dict[str, Any]:
    return read_stream(value, reading)


def _read_struct(block: StructBlock, value: Any, reading: Reading) -> dict[str, Any]:
    return {name: read_block(block.child_blocks[name], item, reading) for name, item in value.items()}


def _write_struct(block: StructBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    given = members(value, writing)
    unknown = [name for name in given if name not in block.child_blocks and not name.startswith("@")]
    if unknown:
        raise writing.at(unknown[0]).refusal("extra_forbidden", _("There is no such member."))
    for name, child in block.child_blocks.items():
        if name in given:
            write_block(child, given[name], f"{prefix}-{name}", data, writing.at(name))
        else:
            keep_default(child, f"{prefix}-{name}", data)


def _keep_struct(block: StructBlock, value: Any, prefix: str, data: Data) -> None:
    for name, child in block.child_blocks.items():
        keep_block(child, (value or {}).get(name), f"{prefix}-{name}", data)


def _struct_type(block: StructBlock, name: str, mode: str) -> Any:
    members: dict[str, Any] = {}
    for key, child in block.child_blocks.items():
        kind = block_type(child, f"{name}.{key}", mode)
        # What is needed when a page is published may be missing from a draft.
        members[key] = (kind, Field(...)) if mode == READ else (kind | None, Field(None))
    return create_model(
        name if mode == READ else f"{name}.{mode}", __base__=Answer, __doc__=str(block.label), **members
    )


def _read_list(block: ListBlock, value: Any, reading: Reading) -> list[Any]:
    return [read_block(child.block, child.value, reading) for child in value.bound_blocks]


def _write_list(block: ListBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    if value is not None and not isinstance(value, list):
        raise writing.refusal("list_type", _("This must be a list."))
    items = value or []
    if len(items) > MOST_BLOCKS:
        raise writing.refusal("too_many", _("At most %(most)s blocks.") % {"most": MOST_BLOCKS})
    data[f"{prefix}-count"] = str(len(items))
    for place, item in enumerate(items):
        data[f"{prefix}-{place}-deleted"] = ""
        data[f"{prefix}-{place}-order"] = str(place)
        write_block(block.child_block, item, f"{prefix}-{place}-value", data, writing.at(place))


def _keep_list(block: ListBlock, value: Any, prefix: str, data: Data) -> None:
    items = list(value.bound_blocks) if hasattr(value, "bound_blocks") else []
    data[f"{prefix}-count"] = str(len(items))
    for place, item in enumerate(items):
        data[f"{prefix}-{place}-deleted"] = ""
        data[f"{prefix}-{place}-order"] = str(place)
        data[f"{prefix}-{place}-id"] = item.id or ""
        keep_block(item.block, item.value, f"{prefix}-{place}-value", data)


def _list_type(block: ListBlock, name: str, mode: str) -> Any:
    return list[block_type(block.child_block, f"{name}.item", mode)]  # type: ignore[misc]


def _stream_field(mode: str) -> Any:
    return lambda model, field: stream_type(field.stream_block, f"{model._meta.label}.{field.name}", mode)


FIELD_KINDS.append(
    FieldKind(StreamField, _stream_field(READ), _stream_field(WRITE), "object", "JSONField", "json")
)
register(StreamBlock, BlockKind(_read_stream, write_stream, keep_stream, stream_type))
register(StructBlock, BlockKind(_read_struct, _write_struct, _keep_struct, _struct_type))
register(ListBlock, BlockKind(_read_list, _write_list, _keep_list, _list_type))
