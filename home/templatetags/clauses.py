"""Anchors of a document's clauses: a letter can point to «пункт 2.1»."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from wagtail.blocks import StructValue

register = template.Library()

_OUTSIDE = re.compile(r"[^0-9A-Za-zА-Яа-яЁё]+")


@dataclass(frozen=True)
class Part:
    """A block of a document with its anchor, empty where the block has no number."""

    block: Any
    anchor: str


@register.filter
def anchored(blocks: Iterable[Any]) -> list[Part]:
    """Return the blocks with their anchors: `p-2-1` for «2.1.», `p-2-1_2` where the number comes a second time."""
    seen: Counter[str] = Counter()
    return [Part(block, _anchor(block, seen)) for block in blocks]


def _anchor(block: Any, seen: Counter[str]) -> str:
    number = block.value.get("number", "") if isinstance(block.value, StructValue) else ""
    name = _OUTSIDE.sub("-", number or "").strip("-").lower()
    if not name:
        return ""
    seen[name] += 1
    return f"p-{name}" if seen[name] == 1 else f"p-{name}_{seen[name]}"


@register.filter
def of_type(parts: Iterable[Part], name: str) -> list[Part]:
    """Return the parts that are blocks of one type: a meeting's agenda out of its minutes."""
    return [part for part in parts if part.block.block_type == name]
