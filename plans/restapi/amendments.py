"""`@amendments`: what was changed in a public plan or document, by amendment, the newest first."""

from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field

from home.models import OrganisationPage
from plans.amending.showing import Shown, amendments_of, shown
from plans.models import PlanChange
from plans.models.lapsing import LapsingPage
from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import bad_parameter
from restapi.reading.dates import moment
from restapi.schemas.answers import Answer, Batching, Identified
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.searching.indexes import uids_in
from restapi.services.registry import Call, service
from restapi.tree.addresses import page_url, service_url
from search.catalog import public_pages

ORGANISATION = Parameter.text("organisation", "Only what concerns an organisation: its UID.")


class Said(Answer):
    """What a field said; of a deadline also the days that it meant."""

    text: str
    start: str | None = None
    end: str | None = None


class AmendedThing(Answer):
    """One thing that was changed; `item` is null for what the document itself says, `@id` where the item is gone."""

    item: str | None
    address: str | None = Field(alias="@id")
    title: str
    change: str
    before: Said | None
    after: Said | None


class AmendmentRow(Answer):
    """One publishing that has changed something."""

    time: str
    summary: str
    changes: list[AmendedThing]


class Amendments(Identified):
    """A batch of amendments."""

    items: list[AmendmentRow]
    items_total: int
    batching: Batching | None = None


@service("amendments", on=LapsingPage, query=[ORGANISATION, *BATCH], answers=Amendments)
def amendments(call: Call) -> dict[str, Any]:
    """Return what was changed in the public plan or document, the newest amendment first; nothing of its drafts."""
    organisation, batch = _organisation(call.parameters), Batch.asked(call.parameters)
    found = amendments_of(call.page, organisation)
    rows = shown(found[batch.rows], [organisation] if organisation else None)
    url = service_url(call.page, "amendments", call.request)
    body = envelope(url, call.request.GET, batch, found.count())
    address = page_url(call.page, call.request)
    return {**body, "items": [_row(row, address) for row in rows]}


def _organisation(parameters: Parameters) -> OrganisationPage | None:
    """Return the organisation that is asked for; raises Problem 400 where everybody may see none of this UID."""
    if ORGANISATION.name not in parameters:
        return None
    public = OrganisationPage.objects.filter(pk__in=public_pages().values("pk"))
    found = public.filter(translation_key__in=uids_in([parameters.text(ORGANISATION.name).strip()])).first()
    if found is None:
        raise bad_parameter(ORGANISATION.name, "organisation", _("Такой организации нет."))
    return found


def _row(row: Shown, address: str) -> dict[str, Any]:
    return {
        "time": moment(row.amendment.at),
        "summary": row.summary,
        "changes": [_told(change, address, row.anchors) for change in row.changes],
    }


def _told(change: PlanChange, address: str, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "item": str(change.item) if change.item else None,
        "@id": f"{address}#{change.anchor}" if change.anchor in anchors else None,
        "title": change.title,
        "change": change.kind,
        "before": change.before,
        "after": change.after,
    }
