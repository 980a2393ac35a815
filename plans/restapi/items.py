"""`@items`: a plan's items one by one, with their days, their parties and the reports about them."""

import datetime
import uuid
from calendar import monthrange
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field

from plans.filters import MONTH, UNDATED
from plans.models import PlanItem, PlanPage
from plans.models.items import UNDATED as UNDATED_KINDS
from plans.parties import known_parties
from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import bad_parameter
from restapi.reading.dates import day
from restapi.reading.drafts import latest_draft
from restapi.reading.leaves import PageSummary
from restapi.reading.loading import fill
from restapi.reading.summaries import summary
from restapi.schemas.answers import Answer, Batching, Identified, Link, Summary
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.searching.indexes import day_of
from restapi.services.registry import Call, service
from restapi.tree.addresses import page_url, service_url
from search.models import CatalogEntry

PLANNED, NOW, PAST, CANCELLED = "planned", "now", "past", "cancelled"
STATUSES = (PLANNED, NOW, PAST, CANCELLED)
QUERY = (
    Parameter.text(
        "responsible",
        "Only items of a party: an organisation's UID, path or title, or a party as it is written.",
        is_repeated=True,
    ),
    Parameter.text(
        "period", "Only items with a day in the month YYYY-MM; `undated` for those that name no days."
    ),
    Parameter("on", {"type": "string", "format": "date"}, "Only items with this day."),
    Parameter.choice("status", STATUSES, "By today's date; a cancelled item is only that.", is_repeated=True),
    *BATCH,
)

Days = tuple[datetime.date, datetime.date]


class Party(Answer):
    """Who is responsible: as written, and which organisation that is."""

    title: str
    organisation: Summary | None


class Item(Link):
    """An item of a plan; `status` is null where the deadline names no days."""

    type: str = Field(alias="@type")
    uid: str = Field(alias="UID")
    anchor: str
    number: str
    is_subitem: bool
    is_cancelled: bool
    section: str
    deadline: str
    deadline_kind: str
    start: str | None
    end: str | None
    status: str | None
    parties: list[Party]
    place: str
    participants: str
    expected_results: str
    hashtags: list[str]
    reports: list[Summary]


class Items(Identified):
    """A batch of a plan's items in their order."""

    items: list[Item]
    items_total: int
    batching: Batching | None = None


@service("items", on=PlanPage, query=QUERY, answers=Items)
def items(call: Call) -> dict[str, Any]:
    """Return a batch of the plan's items, with parties, anchors and the reports about them."""
    plan: Any = call.page if call.page.live else latest_draft(call.page)
    batch = Batch.asked(call.parameters)
    chosen = _chosen(plan, call.parameters)
    shown = chosen[batch.rows]
    reports = CatalogEntry.objects.about(item.uid for item in shown)
    url = service_url(call.page, "items", call.request)
    body = envelope(url, call.request.GET, batch, len(chosen))
    plan_url, today = page_url(call.page, call.request), timezone.localdate()
    body["items"] = [
        {
            **_told(item, plan_url, today),
            "reports": [summary(entry, call.request) for entry in reports.get(item.uid, [])],
        }
        for item in shown
    ]
    filled: dict[str, Any] = fill(body, call.request)
    return filled


def status_of(item: PlanItem, today: datetime.date) -> str | None:
    """Return how an item stands to a day; None where it names no days, cancelled what is not in force.

    An open end reaches on, as does «до 5 мая».
    """
    if item.is_cancelled or item.has_lapsed:
        return CANCELLED
    if item.deadline_kind in UNDATED_KINDS or not (item.start or item.end):
        return None
    if item.start and item.start > today:
        return PLANNED
    return PAST if item.end and item.end < today else NOW


def _chosen(plan: Any, parameters: Parameters) -> list[PlanItem]:
    found = list(plan.items)
    if "responsible" in parameters:
        wanted = {_folded(text) for text in parameters.all("responsible")}
        found = [item for item in found if not wanted.isdisjoint(_names(item))]
    if parameters.text("period").strip() == UNDATED:
        found = [item for item in found if not item.is_dated]
    elif "period" in parameters:
        found = _with_days(found, _month(parameters.text("period").strip()))
    if "on" in parameters:
        asked = day_of(parameters, "on")
        found = _with_days(found, (asked, asked))
    statuses = parameters.choices("status", STATUSES)
    today = timezone.localdate()
    return [item for item in found if not statuses or status_of(item, today) in statuses]


def _names(item: PlanItem) -> Iterable[str]:
    """Yield by what the parties of an item can be asked for."""
    for written, organisation in known_parties(item):
        yield _folded(written)
        if organisation:
            yield from map(_folded, organisation.names)
            yield str(organisation.translation_key)
            yield _folded(organisation.get_url_parts()[2])


def _folded(text: str) -> str:
    """Return a name, a path or a UID for comparing."""
    text = text.strip()
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return text.casefold().strip("/").replace("ё", "е")


def _month(text: str) -> Days:
    found = MONTH.fullmatch(text)
    if not (found and 1900 <= int(found[1]) <= 2200 and 1 <= int(found[2]) <= 12):
        raise bad_parameter("period", "period", _("«period» — месяц, например 2026-09, или undated."))
    first = datetime.date(int(found[1]), int(found[2]), 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _with_days(found: list[PlanItem], days: Days) -> list[PlanItem]:
    """Return the items that have a day among these; of a period that is open its one known day counts."""
    first, last = days
    return [
        item
        for item in found
        if item.is_dated
        and any(
            (period.start or period.end or last) <= last and (period.end or period.start or first) >= first
            for period in item.meaning.periods
        )
    ]


def _told(item: PlanItem, plan_url: str, today: datetime.date) -> dict[str, Any]:
    return {
        "@id": f"{plan_url}#{item.anchor}",
        "@type": item._meta.label,
        "UID": str(item.uid),
        "anchor": item.anchor,
        "number": item.number,
        "is_subitem": item.is_subitem,
        "is_cancelled": item.is_cancelled,
        "title": item.title,
        "section": item.section.title,
        "deadline": item.deadline,
        "deadline_kind": item.deadline_kind,
        "start": day(item.start),
        "end": day(item.end),
        "status": status_of(item, today),
        "parties": [
            {"title": written, "organisation": PageSummary(organisation.pk) if organisation else None}
            for written, organisation in known_parties(item)
        ],
        "place": item.place,
        "participants": item.participants,
        "expected_results": item.expected_results,
        "hashtags": item.hashtags,
    }
