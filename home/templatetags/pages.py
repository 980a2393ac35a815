"""The numbers under a list that is cut into pages."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def page_numbers(batch: "Page[Any]") -> Iterator[int | None]:
    """Yield the numbers to show, None for those left out: 1 … 4 5 6 … 20."""
    for number in batch.paginator.get_elided_page_range(batch.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None
