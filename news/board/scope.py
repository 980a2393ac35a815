"""What of a board an address names: `?item=` a thing, `?organisation=` an organisation, both, or neither."""

import uuid
from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from home.models import OrganisationPage
from news.execution.execution import Execution, TaskExecution


@dataclass(frozen=True)
class Scope:
    """A thing, an organisation, both, or the whole board."""

    thing: TaskExecution | None = None
    organisation: OrganisationPage | None = None

    @classmethod
    def from_query(cls, query: QueryDict, found: Execution) -> "Scope":
        """Return what is named; raises Http404 for what is none of the board's."""
        item, organisation = query.get("item", ""), query.get("organisation", "")
        return cls(
            _thing(found, item) if item else None,
            _organisation(found, organisation) if organisation else None,
        )


def _thing(found: Execution, uid: str) -> TaskExecution:
    try:
        wanted = uuid.UUID(uid)
    except ValueError:
        raise Http404(_("Такого пункта нет.")) from None
    each = next((each for each in found.tasks if each.task.uid == wanted), None)
    if each is None:
        raise Http404(_("Такого пункта нет."))
    return each


def _organisation(found: Execution, pk: str) -> OrganisationPage:
    page = found.known.by_id.get(int(pk)) if pk.isdecimal() and len(pk) < 10 else None
    if page is None:
        raise Http404(_("Такой организации нет."))
    return page
