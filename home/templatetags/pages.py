"""Which pages a template may show, and the numbers under a list that is cut into pages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.core.paginator import Page as Batch
from wagtail.models import Page, PageViewRestriction

register = template.Library()


@register.filter
def page_numbers(batch: "Batch[Any]") -> Iterator[int | None]:
    """Yield the numbers to show, None for those left out: 1 … 4 5 6 … 20."""
    for number in batch.paginator.get_elided_page_range(batch.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


@register.filter
def public_pages(pages: Iterable[Page]) -> list[Page]:
    """Return the pages that everybody may see: no drafts, nothing private. One query, however many they are."""
    live = [page for page in pages if page.live]
    if not live:
        return []
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return [page for page in live if not page.path.startswith(private)]
