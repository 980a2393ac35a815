"""What was changed in plans and documents, in words, and what of it concerns one's organisations."""

from collections.abc import Iterable
from typing import Any

from django import template

from home.models import OrganisationPage
from plans.amending import wording
from plans.amending.showing import changed_for

register = template.Library()

register.filter("was", wording.was)
register.filter("became", wording.became)
register.filter("released", wording.released)
register.filter("charged", wording.charged)


@register.inclusion_tag("plans/amending/for_us.html")
def changed_for_us(
    organisations: OrganisationPage | Iterable[OrganisationPage], heading: str = ""
) -> dict[str, Any]:
    """Show what was changed of late for an organisation, or for several; nothing where nothing was."""
    several = [organisations] if isinstance(organisations, OrganisationPage) else list(organisations)
    return {
        "amendments": changed_for(several),
        "organisation": several[0] if len(several) == 1 else None,
        "heading": heading,
    }
