"""Of whom a document wants something: whom a change of it concerns."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plans.amending.comparing import Party
from plans.models.amendments import PublicEdition
from plans.parties import Directory

if TYPE_CHECKING:
    from plans.models.orders import OrderPage


def concerned_by(document: OrderPage, asked_before: str) -> frozenset[Party]:
    """Return those of whom it wants reports, and wanted them before; else those whom the plans below it ask."""
    texts = [text for text in (document.report_from, asked_before) if text.strip()]
    named = _named(document, "\n".join(texts)) if texts else frozenset()
    return named if len(texts) == 2 else named | _asked_by_plans(document)


def _named(document: OrderPage, text: str) -> frozenset[Party]:
    parties = [line.strip() for line in text.splitlines() if line.strip()]
    directory, district = Directory(), document.territory
    one_by_one = ((page.pk, "", "") for page in directory.matching(parties))
    return frozenset(chain(one_by_one, ((None, kind, district) for kind in directory.kinds(parties))))


def _asked_by_plans(document: OrderPage) -> frozenset[Party]:
    below = PublicEdition.objects.filter(page__path__startswith=document.path, page__depth=document.depth + 1)
    contents = below.filter(page__live=True).values_list("content", flat=True)
    items = chain.from_iterable(content.get("items", {}).values() for content in contents)
    return frozenset((pk, kind, district) for item in items for pk, kind, district in item["parties"])
