"""A regulation with its rating, and reports about it that are sent and published at given moments."""

import datetime
from typing import Any

from django.utils import timezone
from freezegun import freeze_time

from home.models import OrganisationPage
from news.models import EventReportPage, ReportLink, ReportParticipants, ReportPartner
from plans.kinds import DocumentKind
from plans.models import OrderPage
from tests.factories import EventReportPageFactory, OrderPageFactory, OrganisationPageFactory, Tree

EVENT = datetime.date(2026, 5, 5)
IN_TIME, LATE = "2026-05-14 12:00", "2026-05-20 12:00"


def moscow(text: str) -> datetime.datetime:
    """Return a moment by Moscow's clock: «2026-05-31 23:59»."""
    return timezone.make_aware(datetime.datetime.strptime(text, "%Y-%m-%d %H:%M"))  # noqa: DTZ007 - made so


def regulation(tree: Tree, **fields: Any) -> OrderPage:
    """Return a public regulation that waits for reports until the 15th of May and closes on the 31st."""
    known: dict[str, Any] = {
        "kind": DocumentKind.REGULATION,
        "title": "Положение о дне профориентации",
        "event_date": EVENT,
        "report_until": datetime.date(2026, 5, 15),
        "rating_until": datetime.date(2026, 5, 31),
        "execution_is_public": True,
    }
    page: OrderPage = OrderPageFactory(parent=tree.documents, **{**known, **fields})
    return page


def organisation(tree: Tree, title: str, **fields: Any) -> OrganisationPage:
    """Return a public organisation."""
    page: OrganisationPage = OrganisationPageFactory(parent=tree.organisations, title=title, **fields)
    return page


def report(
    owner: OrganisationPage,
    order: OrderPage | None,
    at: str = IN_TIME,
    participants: int = 0,
    partners: int = 0,
    links: int = 0,
    photos: int = 0,
    **fields: Any,
) -> EventReportPage:
    """Return a report that was published at a moment, with so many of everything."""
    with freeze_time(moscow(at)):
        fields = {"order": order, "start": EVENT, "photos": photos, **fields}
        page: EventReportPage = EventReportPageFactory(parent=owner, participants=participants, **fields)
        rows: list[Any] = [ReportPartner(name=f"Партнёр {number}") for number in range(partners)]
        rows += [ReportLink(url=f"https://video.example.org/{number}") for number in range(links)]
        page.partners.set([row for row in rows if isinstance(row, ReportPartner)])
        page.links.set([row for row in rows if isinstance(row, ReportLink)])
        page.participants.set([ReportParticipants(count=participants)])
        page.save_revision()
        if page.live:
            page.get_latest_revision().publish()
    return page
