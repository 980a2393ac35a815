"""Batches for everybody: one way to cut a list into pages, safe with whatever stands in the address."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 20


class CountedPaginator(Paginator):
    """A paginator of a list that somebody has counted already."""

    def __init__(self, items: Any, size: int, total: int) -> None:
        super().__init__(items, size)
        self.total = total

    @property
    def count(self) -> int:
        """How many there are."""
        return self.total


def paginate(
    request: HttpRequest,
    items: Any,
    size: int = PAGE_SIZE,
    total: int | None = None,
    usual: int = 1,
) -> "Page[Any]":
    """Return the batch of a queryset, a list or a ranking that `?page=` asks for; `total` saves counting it.

    The first for nonsense, the last for what is past the end, `usual` where nothing is asked for.
    """
    paginator = Paginator(items, size) if total is None else CountedPaginator(items, size, total)
    return paginator.get_page(request.GET.get("page", str(usual))[:12])
