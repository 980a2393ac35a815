"""What browsers may load and run on our pages: `Content-Security-Policy`, strict but where somebody else's page needs more.

The settings have the form of Django 6's own, which will take the place of this middleware.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

HEADER = "Content-Security-Policy"

Policy = Mapping[str, Sequence[str]]


class ContentSecurity:
    """Middleware. `SECURE_CSP` is for every answer, `SECURE_CSP_BELOW` says what differs below a named address.

    What has a policy of its own keeps it: files that somebody has uploaded.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the policy of the address on the answer."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, policy_at(request.path))
        return response


def policy_at(path: str) -> str:
    """Return the header of a path."""
    policy: dict[str, Sequence[str]] = dict(settings.SECURE_CSP)
    for name, differences in settings.SECURE_CSP_BELOW.items():
        if path.startswith(reverse(name)):
            policy |= differences
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())
