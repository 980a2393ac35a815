"""`@changes`: what has come, changed and gone under a page since one has asked last."""

import re
from datetime import datetime
from typing import Any, Literal

from django.db.models import Min
from django.utils.translation import gettext as _
from pydantic import Field

from restapi.http.parameters import Parameter, Parameters
from restapi.http.problems import Problem, bad_parameter
from restapi.models import Change
from restapi.schemas.answers import Identified
from restapi.services.registry import Call, service
from restapi.telling.items import items_of
from restapi.telling.numbering import latest_number
from restapi.tree.addresses import service_url

SINCE = Parameter.text("since", "The cursor of the last answer; 0 for all changes that are kept.")
BATCH, MOST = 100, 500
SIZE = Parameter.number("b_size", "How many changes at most.", least=1, most=MOST)
CURSOR = re.compile(r"[0-9]{1,18}")


class ChangeItem(Identified):
    """One change. Its title is the page's of now; null where the page is not public any more."""

    number: int
    change: Literal["created", "changed", "removed"]
    uid: str = Field(alias="UID")
    type: str = Field(alias="@type")
    title: str | None
    time: datetime


class Changes(Identified):
    """What has happened since; `cursor` is for the next question."""

    items: list[ChangeItem]
    cursor: str
    has_more: bool


@service("changes", query=[SINCE, SIZE], answers=Changes)
def changes(call: Call) -> dict[str, Any]:
    """Return what has come, changed and gone at this address and below it since a cursor, the oldest first.

    Without `since` it says the cursor of now and no changes.
    """
    size = call.parameters.number(SIZE.name, BATCH, least=1, most=MOST)
    latest = latest_number()  # first of all: what gets a number from here on is for the next question
    since = _since(call.parameters, latest)
    found: list[Change] = []
    url_parts = call.page.get_url_parts()
    if url_parts and since < latest:
        below = Change.objects.filter(place__startswith=f"{url_parts[0]}{url_parts[2]}")
        found = list(below.filter(number__gt=since, number__lte=latest).order_by("number")[: size + 1])
    has_more = len(found) > size
    return {
        "@id": service_url(call.page, "changes", call.request),
        "items": items_of(found[:size], call.request) if found else [],
        "cursor": str(found[size - 1].number if has_more else latest),
        "has_more": has_more,
    }


def _since(parameters: Parameters, latest: int) -> int:
    """Return the number behind which to begin; raises Problem 400 for no cursor, 410 for one that is of no use."""
    if SINCE.name not in parameters:
        return latest
    cursor = parameters.text(SINCE.name)
    if not CURSOR.fullmatch(cursor):
        detail = _("“%(name)s” is the cursor of an earlier answer.") % {"name": SINCE.name}
        raise bad_parameter(SINCE.name, "cursor", detail)
    since = int(cursor)
    oldest = Change.objects.aggregate(number=Min("number"))["number"] or latest + 1
    if since and not oldest - 1 <= since <= latest:
        raise Problem(
            410, _("Changes since then are not kept any more: start again with all content, without “since”.")
        )
    return since
