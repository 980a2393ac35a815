"""Tabs by type above a list: each with its count, the chosen one from `?type=`."""

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest

from search.queries import CatalogQuerySet


@dataclass(frozen=True)
class Tab:
    """One type, its count and the address that chooses it."""

    label: str
    title: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Tabs:
    """All tabs of a list; `type` is the chosen label, empty for all."""

    type: str
    items: list[Tab]
    total: int

    def chosen(self, entries: CatalogQuerySet) -> CatalogQuerySet:
        """Return the entries of the chosen tab."""
        return entries.of_type(self.type) if self.type else entries


def tabs_of(request: HttpRequest, entries: CatalogQuerySet) -> Tabs:
    """Return the tabs of a list; a type that it does not have chooses all."""
    counts = entries.type_counts()
    wanted = request.GET.get("type", "")
    chosen = wanted if wanted in counts else ""
    items = [
        Tab(
            label=label,
            title=str(apps.get_model(label)._meta.verbose_name_plural),
            count=count,
            url=_address(request, label),
            is_chosen=label == chosen,
        )
        for label, count in counts.items()
    ]
    return Tabs(type=chosen, items=items, total=sum(counts.values()))


def _address(request: HttpRequest, label: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["type"] = label
    return f"?{query.urlencode()}"
