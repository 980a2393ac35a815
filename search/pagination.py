"""Batches for everybody: one way to cut a list into pages, safe with whatever stands in the address."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


def paginate(request: HttpRequest, items: "QuerySet[Any] | list[Any]", size: int = PAGE_SIZE) -> "Page[Any]":
    """Return the batch that `?page=` asks for; the first for nonsense, the last for what is past the end."""
    return Paginator(items, size).get_page(request.GET.get("page", "1")[:12])
