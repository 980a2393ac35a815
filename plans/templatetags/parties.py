"""Responsible parties as the document names them, those that are organisations of the site with their address."""

from dataclasses import dataclass

from django import template

from home.models import OrganisationPage
from plans.parties import Duty, known_parties

register = template.Library()


@dataclass(frozen=True)
class Party:
    """A party as written; `url` is empty where no organisation is known by this name."""

    name: str
    url: str = ""


@register.filter
def linked_parties(item: Duty) -> list[Party]:
    """Return the item's parties in the order of the document."""
    return [Party(name, _address(organisation)) for name, organisation in known_parties(item)]


def _address(organisation: OrganisationPage | None) -> str:
    return (organisation.url or "") if organisation else ""
