"""Responsible parties as a plan writes them, matched to organisations by any of their names."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from home.models import OrganisationPage
from search.text import name_key


class Directory:
    """All live organisations by name, read in one query for many look-ups."""

    def __init__(self) -> None:
        self._by_name: dict[str, set[OrganisationPage]] = defaultdict(set)
        for organisation in OrganisationPage.objects.live().only("title", "full_name", "other_names"):
            for name in organisation.names:
                self._by_name[name_key(name)].add(organisation)

    def matching(self, parties: Iterable[str]) -> list[OrganisationPage]:
        """Return the organisations that the parties name, by title; a name that two share matches neither."""
        found = {organisation for party in parties if (organisation := self.named(party))}
        return sorted(found, key=lambda page: page.title)

    def named(self, party: str) -> OrganisationPage | None:
        """Return the organisation that bears the name, None where none or several do."""
        group = self._by_name.get(name_key(party), set())
        return next(iter(group)) if len(group) == 1 else None


class Duty(Protocol):
    """What an item of a plan says of its parties; `organisations` should be prefetched."""

    organisations: Any

    @property
    def parties(self) -> list[str]:
        """The parties as written."""


def known_parties(item: Duty) -> list[tuple[str, OrganisationPage | None]]:
    """Return the item's parties as written, each with the organisation that bears the name."""
    known = {name_key(name): page for page in item.organisations.all() for name in page.names}
    return [(name, known.get(name_key(name))) for name in item.parties]
