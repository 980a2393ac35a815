"""What an import gives, what a page has, what a draft kept: brought to one form to be compared, and to words to be shown."""

import datetime
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils import formats
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from search.text import one_line

# Draftail gives every paragraph a key when somebody opens the page and saves it.
DRAFTAIL_KEY = re.compile(r'\sdata-block-key="[^"]*"')
RawBlock = dict[str, Any]


def comparable(value: Any) -> Any:
    """Return the value without what editing adds by itself: ids of blocks, keys of paragraphs, ways to end a line."""
    if isinstance(value, str):
        return _bare_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        is_block = "type" in value
        return {key: comparable(each) for key, each in value.items() if not (is_block and key == "id")}
    if isinstance(value, (list, tuple, StreamValue)):
        return [comparable(each) for each in raw_blocks(value)]
    return "" if value is None else value


def raw_blocks(value: Any) -> list[Any]:
    """Return a stream's blocks as drafts keep them, from a stream or from a draft."""
    if isinstance(value, StreamValue):
        return list(value.get_prep_value())
    return list(json.loads(value) if isinstance(value, str) else value or [])


def as_stream(page: Model, name: str, blocks: list[RawBlock]) -> StreamValue:
    """Return raw blocks as a value of the page's stream."""
    field: Any = page._meta.get_field(name)
    return field.stream_block.to_python(blocks)


def is_stream(page: Model, name: str) -> bool:
    """Whether the field is a stream of blocks."""
    return isinstance(page._meta.get_field(name), StreamField)


def label(thing: Model, name: str) -> str:
    """Return what editors call the field."""
    field: Any = thing._meta.get_field(name)
    return str(field.verbose_name)


def words(thing: Model, name: str, value: Any) -> str:
    """Return a value of the field for people."""
    field: Any = thing._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", ()))
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return capfirst(_("да") if value else _("нет"))
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    return str(value or "")


def differing_lines(before: list[RawBlock], after: list[RawBlock]) -> tuple[str, str]:
    """Return the text of the blocks that only the first stream has, and of those that only the second one has."""
    old, new = [_block_text(block) for block in before], [_block_text(block) for block in after]
    return "\n".join(line for line in old if line not in new), "\n".join(
        line for line in new if line not in old
    )


def _block_text(block: RawBlock) -> str:
    return one_line(strip_tags(" ".join(_strings(block.get("value"))).replace("</p>", " ")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in {"id", "type", "role"}:
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _bare_text(text: str) -> str:
    lines = html.unescape(DRAFTAIL_KEY.sub("", text)).splitlines()
    return "\n".join(one_line(line) for line in lines if line.strip())
