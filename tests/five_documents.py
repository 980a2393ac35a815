"""The five real documents on a site with twelve organisations, and reports by script."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from home.models import OrganisationPage
from news.models import EventReportPage
from plans.models import OrderPage, PlanItem, PlanPage
from tests.factories import (
    EventReportPageFactory,
    OrderIndexPageFactory,
    OrganisationIndexPageFactory,
    OrganisationPageFactory,
)

Kind = OrganisationPage.Kind
SHARED_DIR = Path(__file__).resolve().parents[2] / "shared"
FILES = (
    "plan-penza-2022",
    "order-tambov-2023",
    "instructions-penza-2020",
    "minutes-tsimlyansk-2021",
    "regulation-kemerovo-2023",
)
# Which rows of the first document's plan name a centre, another centre, the authority: they get the names it gives them.
CENTRE, PALACE, AUTHORITY = (9, 11), (6,), (8,)
TWELVE = {
    **{f"Школа № {number}": Kind.SCHOOL for number in (3, 37, 52, 56, 64)},
    **{f"Детский сад № {number}": Kind.KINDERGARTEN for number in (1, 12, 20)},
    "Центр": Kind.CENTRE,
    "Дворец": Kind.CENTRE,
    "Колледж": Kind.COLLEGE,
    "Управление": Kind.AUTHORITY,
}


def import_all() -> None:
    """Make the site: a section, the directory with its twelve, the documents, all public; nothing where they are absent."""
    if not SHARED_DIR.is_dir():
        return
    OrderIndexPageFactory()
    directory = OrganisationIndexPageFactory()
    for title, kind in TWELVE.items():
        OrganisationPageFactory(
            parent=directory, title=title, kind=kind, full_name="", other_names="", district=""
        )
    files = [str(SHARED_DIR / "documents" / f"{name}.docx") for name in FILES]
    call_command("import_document", *files, publish=True, verbosity=0)
    items = items_of(days_plan())
    _name("Центр", (items[row].parties[0] for row in CENTRE))
    _name("Дворец", (items[row].parties[0] for row in PALACE))
    _name("Управление", (items[row].parties[0] for row in AUTHORITY))


def days_plan() -> PlanPage:
    """Return the plan of ten days in February 2022."""
    found: PlanPage = PlanPage.objects.get(sections__items__start=datetime.date(2022, 2, 7))
    return found


def year_plan() -> PlanPage:
    """Return the plan of the school year 2023/2024 with forty-four items."""
    found: PlanPage = (
        PlanPage.objects.filter(sections__items__end=datetime.date(2023, 7, 28)).distinct().get()
    )
    return found


def instructions() -> PlanPage:
    """Return the list of instructions of 2020."""
    found: PlanPage = (
        PlanPage.objects.filter(sections__items__end=datetime.date(2020, 9, 30)).distinct().get()
    )
    return found


def regulation() -> OrderPage:
    """Return the regulation of an event of November 2023."""
    found: OrderPage = OrderPage.objects.get(event_date=datetime.date(2023, 11, 27))
    return found


def items_of(plan: PlanPage) -> list[PlanItem]:
    """Return the items of a plan in its order."""
    return list(PlanPage.objects.get(pk=plan.pk).items)


def organisation(title: str) -> OrganisationPage:
    """Return one of the twelve."""
    found: OrganisationPage = OrganisationPage.objects.get(title=title)
    return found


def report(title: str, day: datetime.date, **facts: Any) -> EventReportPage:
    """Publish a report of an organisation."""
    made: EventReportPage = EventReportPageFactory(
        parent=organisation(title), start=day, end=None, photos=facts.pop("photos", 0), **facts
    )
    return made


def _name(title: str, names: Iterable[str]) -> None:
    page = organisation(title)
    page.other_names = "\n".join(names)
    page.save_revision().publish()
