"""Which page a document is already: the same paper again, or a new edition of it."""

import re
from collections.abc import Hashable

from plans.importing.parsed import ParsedDocument
from plans.importing.saving.pages import main_draft
from plans.models import OrderIndexPage, OrderPage, PlanPage
from search.text import fold, name_key

DASHES = re.compile("[‐-―−-]")


def existing_page(document: ParsedDocument, section: OrderIndexPage) -> OrderPage | PlanPage | None:
    """Return the document's page in the section, None where it is new; of several the public one, then the oldest.

    An order is known by kind, number and date, and by its authority where both name one; without a number by kind,
    title and date, or by the school year where it has no date. A plan by itself is known by title and school year.
    """
    wanted: OrderPage | PlanPage = main_draft(document).page
    for page in _candidates(wanted, section):
        if identity(page) == identity(wanted) and _may_share_authority(page, wanted):
            return page
    return None


def identity(page: OrderPage | PlanPage) -> Hashable:
    """Return what makes two pages the same document; letter case, spaces, quotes and «ё» make no difference."""
    if isinstance(page, PlanPage):
        return name_key(page.heading), page.school_year
    if page.number:
        return page.kind, number_key(page.number), page.date
    return page.kind, name_key(page.heading), page.date or page.school_year


def number_key(number: str) -> str:
    """Return a document's number in one case, without «№» and spaces, with one kind of dash."""
    return DASHES.sub("-", "".join(fold(number).split()))


def _candidates(wanted: OrderPage | PlanPage, section: OrderIndexPage) -> list[OrderPage | PlanPage]:
    pages = type(wanted).objects.child_of(section).order_by("-live", "path")
    if isinstance(wanted, PlanPage):
        return list(pages.filter(school_year=wanted.school_year))
    return list(pages.filter(kind=wanted.kind, date=wanted.date))


def _may_share_authority(page: OrderPage | PlanPage, wanted: OrderPage | PlanPage) -> bool:
    if isinstance(page, PlanPage) or isinstance(wanted, PlanPage) or not page.number:
        return True
    named = {name_key(each.authority) for each in (page, wanted)} - {""}
    return len(named) < 2
