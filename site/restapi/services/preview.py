"""`@preview-link` and `@preview`: an external front end shows a draft to whoever has its link."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter
from restapi.http.problems import NOT_KEPT, Problem
from restapi.http.rendering import json_response
from restapi.reading.content import content
from restapi.reading.dates import moment
from restapi.reading.loading import fill
from restapi.schemas.answers import ContentObject, Identified
from restapi.services.registry import Call, service
from restapi.telling.previews import draft_of, new_token
from restapi.tree.addresses import site_of
from restapi.writing.rights import refuse_unless

TOKEN = Parameter.text("token", "The token of the link.")
# What only some may see must be found by nobody else, and its address must not travel on.
HIDDEN = {**NOT_KEPT, "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


class PreviewLink(Identified):
    """The address of a draft for whoever has it, and until when it is good."""

    expires: datetime


@service("preview-link", "POST", answers=PreviewLink)
def preview_link(call: Call) -> HttpResponse:
    """Return an address that shows the latest draft to whoever has it, for a while."""
    refuse_unless(call.grant.reads_drafts(call.page), call.grant, "share the draft", call.page)
    token, expires = new_token(call.page)
    # At the site's root, which has an address for everybody: the page itself may have none yet.
    address = call.request.build_absolute_uri(f"/++api++/@preview?token={token}")
    return _hidden({"@id": address, "expires": moment(expires)})


@service("preview", query=[TOKEN], answers=ContentObject)
def preview(call: Call) -> HttpResponse:
    """Return the content object of the draft that a link is for; it hangs on the draft's page and on the site's root."""
    page = draft_of(call.parameters.text(TOKEN.name))
    if page is None or call.page.pk not in (page.pk, site_of(call.request).root_page_id):
        raise Problem(404, _("This link is wrong or no longer valid."), headers=HIDDEN)
    return _hidden(fill(content(page, call.request), call.request))


def _hidden(body: dict[str, Any]) -> HttpResponse:
    response = json_response(body)
    for name, value in HIDDEN.items():
        response.headers[name] = value
    return response
