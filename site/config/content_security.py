"""What browsers may load and run on our pages: `Content-Security-Policy`, strict but where somebody else's page needs more.

The settings have the form of Django 6's own, which will take the place of this middleware.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

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
        response.headers.setdefault(HEADER, self._policy_at(request.path))
        return response

    def _policy_at(self, path: str) -> str:
        return next((header for start, header in self._below if path.startswith(start)), self._usual)

    @cached_property
    def _usual(self) -> str:
        return _header(settings.SECURE_CSP)

    @cached_property
    def _below(self) -> list[tuple[str, str]]:
        """The addresses below which it is another one, each with the header; none of them is below another."""
        return [
            (reverse(name), _header({**settings.SECURE_CSP, **differences}))
            for name, differences in settings.SECURE_CSP_BELOW.items()
        ]


def _header(policy: Policy) -> str:
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())
