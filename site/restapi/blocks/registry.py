"""Kinds of blocks: each class of blocks is read, written and described in one place. An app registers its own:

    register(ColourBlock, BlockKind(read=read_colour, write=write_colour, keep=keep_colour, type_of=colour_type))

A block is of the kind of its nearest class: a picture is a struct to Wagtail, and a picture here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from wagtail.blocks import Block

from restapi.reading.values import Reading, is_known, json_value
from restapi.schemas.values import READ
from restapi.writing.references import Writing

# What a form sends.
Data = MultiValueDict[str, Any]


@dataclass(frozen=True)
class BlockKind:
    """What can be done with blocks of a class; every function takes the block itself first."""

    # The value as JSON; None where the value says by its own type what it is in JSON.
    read: Callable[[Any, Any, Reading], Any] | None
    # JSON into the data that the block's form would send under a prefix; raises Problem 400 that names the place.
    write: Callable[[Any, Any, str, Data, Writing], None]
    # A value that Wagtail holds into the same data.
    keep: Callable[[Any, Any, str, Data], None]
    # The type of the JSON, under a name, as it is read or written.
    type_of: Callable[[Any, str, str], Any]


KINDS: dict[type[Block], BlockKind] = {}


def register(block_class: type[Block], kind: BlockKind) -> None:
    """Let blocks of a class, and of those made from it, be of a kind."""
    KINDS[block_class] = kind


def kind_of(block: Block) -> BlockKind | None:
    """Return the kind of a block; None where nobody has registered one."""
    return next((KINDS[each] for each in type(block).__mro__ if each in KINDS), None)


def read_block(block: Block, value: Any, reading: Reading) -> Any:
    """Return a block's value as JSON; a block class of a project that has its own representation keeps it."""
    if has_own_representation(block):
        return json_value(block.get_api_representation(value, context={"request": reading.request}), reading)
    if value is None:
        return None
    kind = kind_of(block)
    if kind and kind.read:
        return kind.read(block, value, reading)
    return json_value(value if is_known(value) else block.get_api_representation(value), reading)


def write_block(block: Block, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    """Write JSON into a form's data as the block's form would send it; raises Problem 400 that names the place."""
    kind = kind_of(block)
    if kind is None:
        raise writing.refusal("not_writable", _("A block of this kind cannot be written here."))
    kind.write(block, value, prefix, data, writing)


def keep_block(block: Block, value: Any, prefix: str, data: Data) -> None:
    """Write a value that Wagtail holds into a form's data, as the editor's form shows it."""
    kind = kind_of(block)
    if kind:
        kind.keep(block, value, prefix, data)


def keep_default(block: Block, prefix: str, data: Data) -> None:
    """Write what a new block of a kind holds."""
    keep_block(block, block.get_default(), prefix, data)


def block_type(block: Block, name: str, mode: str) -> Any:
    """Return the type of a block's JSON; anything where its class makes a representation of its own."""
    kind = kind_of(block)
    is_known_here = kind and not (mode == READ and has_own_representation(block))
    return kind.type_of(block, name, mode) if kind and is_known_here else Any


def has_own_representation(block: Block) -> bool:
    """Whether a project's class says itself what its blocks are in JSON."""
    return not type(block).get_api_representation.__module__.startswith("wagtail.")
