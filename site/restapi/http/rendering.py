"""JSON responses."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from restapi.http.negotiation import JSON


def json_response(body: Any) -> HttpResponse:
    """Return a body as a response; letters stay letters, so that people can read it too."""
    return HttpResponse(json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False), content_type=JSON)
