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

    @property
    def chosen_count(self) -> int:
        """How many entries the chosen tab has."""
        return next((tab.count for tab in self.items if tab.is_chosen), self.total)

    def chosen(self, entries: CatalogQuerySet) -> CatalogQuerySet:
        """Return the entries of the chosen tab."""
        return entries.of_type(self.type) if self.type else entries


def tabs_of(request: HttpRequest, counts: dict[str, int]) -> Tabs:
    """Return the tabs of a list by how many entries of each type it has; a type that it does not have chooses all."""
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
        for label, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return Tabs(type=chosen, items=items, total=sum(counts.values()))


def _address(request: HttpRequest, label: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["type"] = label
    return f"?{query.urlencode()}"
