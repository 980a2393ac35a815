"""Blocks of one value: text, rich text, numbers, days, choices, yes or no."""

import datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.field_block import ChoiceBlock, MultipleChoiceBlock

from restapi.blocks.registry import BlockKind, Data, register
from restapi.reading.values import Reading, choice, rich_text
from restapi.schemas.values import READ, Choice, RichText, WrittenChoice, WrittenText
from restapi.writing.references import Writing
from restapi.writing.rich_text import clean_html
from restapi.writing.scalars import token


def write_field(block: blocks.FieldBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    data[prefix] = token(value, writing)


def keep_field(block: blocks.FieldBlock, value: Any, prefix: str, data: Data) -> None:
    """Write what the block's field shows."""
    data[prefix] = block.field.prepare_value(_shown(block, value))


def _shown(block: blocks.FieldBlock, value: Any) -> Any:
    return block.value_for_form(value) if value is not None else None


def _read_rich_text(block: blocks.RichTextBlock, value: Any, reading: Reading) -> dict[str, str]:
    return rich_text(value.source)


def _write_rich_text(
    block: blocks.RichTextBlock, value: Any, prefix: str, data: Data, writing: Writing
) -> None:
    data[prefix] = block.field.widget.format_value(clean_html(value, block.features, writing))


def _keep_rich_text(block: blocks.RichTextBlock, value: Any, prefix: str, data: Data) -> None:
    data[prefix] = block.field.widget.format_value(value.source if value else "")


def _write_yes_or_no(
    block: blocks.BooleanBlock, value: Any, prefix: str, data: Data, writing: Writing
) -> None:
    if value is not None and not isinstance(value, bool):
        raise writing.refusal("bool_type", _("This must be true or false."))
    if value:
        data[prefix] = "on"


def _keep_yes_or_no(block: blocks.BooleanBlock, value: Any, prefix: str, data: Data) -> None:
    if _shown(block, value):
        data[prefix] = "on"


def _read_choice(block: ChoiceBlock, value: Any, reading: Reading) -> dict[str, Any] | None:
    return choice(value, block.field.choices)


def _read_choices(block: MultipleChoiceBlock, value: Any, reading: Reading) -> list[Any]:
    return [choice(item, block.field.choices) for item in value]


def _write_choices(block: MultipleChoiceBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    if not isinstance(value, list):
        raise writing.refusal("list_type", _("This must be a list."))
    data.setlist(prefix, [token(item, writing.at(place)) for place, item in enumerate(value)])


def _keep_choices(block: MultipleChoiceBlock, value: Any, prefix: str, data: Data) -> None:
    data.setlist(prefix, list(_shown(block, value) or []))


def _write_nothing(block: blocks.StaticBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    """A block without a value."""


def _keep_nothing(block: blocks.StaticBlock, value: Any, prefix: str, data: Data) -> None:
    """A block without a value."""


def _text_type(block: blocks.FieldBlock, name: str, mode: str) -> Any:
    if mode == READ:
        return str | None
    return Annotated[str, Field(max_length=getattr(block.field, "max_length", None))]


def _type_of(read: Any, written: Any = None) -> Any:
    return lambda block, name, mode: read if mode == READ else (written or read)


def _field(read: Any, written: Any = None) -> BlockKind:
    """Return the kind of blocks whose value says by its own type what it is in JSON."""
    return BlockKind(None, write_field, keep_field, _type_of(read, written))


register(blocks.FieldBlock, BlockKind(None, write_field, keep_field, _text_type))
register(blocks.IntegerBlock, _field(int | None))
register(blocks.FloatBlock, _field(float | None))
register(blocks.DecimalBlock, _field(str | None, str | float))
register(blocks.DateBlock, _field(datetime.date | None))
register(blocks.TimeBlock, _field(datetime.time | None))
register(blocks.DateTimeBlock, _field(datetime.datetime | None))
register(
    blocks.RichTextBlock,
    BlockKind(_read_rich_text, _write_rich_text, _keep_rich_text, _type_of(RichText | None, WrittenText)),
)
register(blocks.BooleanBlock, BlockKind(None, _write_yes_or_no, _keep_yes_or_no, _type_of(bool)))
register(
    ChoiceBlock, BlockKind(_read_choice, write_field, keep_field, _type_of(Choice | None, WrittenChoice))
)
register(
    MultipleChoiceBlock,
    BlockKind(
        _read_choices, _write_choices, _keep_choices, _type_of(list[Choice | None], list[WrittenChoice])
    ),
)
register(blocks.StaticBlock, BlockKind(None, _write_nothing, _keep_nothing, _type_of(None, Any)))
