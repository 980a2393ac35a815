"""Responsible parties as the document names them, those that are organisations of the site with their address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django import template

from home.models import OrganisationPage
from search.text import name_key

register = template.Library()


@dataclass(frozen=True)
class Party:
    """A party as written; `url` is empty where no organisation is known by this name."""

    name: str
    url: str = ""


class _Organisations(Protocol):
    def all(self) -> Iterable[OrganisationPage]: ...


class _Item(Protocol):
    """What a plan's item says of its parties; `organisations` should be prefetched."""

    parties: list[str]
    organisations: _Organisations


@register.filter
def linked_parties(item: _Item) -> list[Party]:
    """Return the item's parties in the order of the document."""
    known = {name_key(name): page for page in item.organisations.all() for name in page.names}
    return [_party(name, known.get(name_key(name))) for name in item.parties]


def _party(name: str, organisation: OrganisationPage | None) -> Party:
    return Party(name, organisation.url or "") if organisation else Party(name)
