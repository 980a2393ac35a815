"""How often one may ask: reads and writes by themselves, counted in the cache by the minute.

A cache in the memory of a process counts for that process; where several are to count together, they share one.
"""

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import APIToken

from restapi.access.grants import grant_of
from restapi.conf import option
from restapi.http.clients import client_address
from restapi.http.problems import Problem

WINDOW = 60  # seconds
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Allowance:
    """What is left to one who asks."""

    limit: int
    used: int
    seconds: int  # until it begins anew

    def put(self, response: HttpResponse) -> None:
        """Say it in the headers."""
        response.headers["RateLimit-Limit"] = str(self.limit)
        response.headers["RateLimit-Remaining"] = str(max(0, self.limit - self.used))
        response.headers["RateLimit-Reset"] = str(self.seconds)

    def refuse_excess(self) -> None:
        """Raise Problem 429 when nothing is left."""
        if self.used > self.limit:
            detail = _("Too many requests: try again in %(seconds)s s.") % {"seconds": self.seconds}
            raise Problem(429, detail, headers={"Retry-After": str(self.seconds)})


def allowance(request: HttpRequest) -> Allowance | None:
    """Count the request and return what is left to who asks; None where there is no limit."""
    is_reading = request.method in READING
    limit: int = option("READS_PER_MINUTE" if is_reading else "WRITES_PER_MINUTE")
    if not limit:
        return None
    now = int(time.time())
    used = _count(f"restapi-{is_reading:d}-{_who(request)}-{now // WINDOW}")
    return Allowance(limit, used, WINDOW - now % WINDOW)


def _who(request: HttpRequest) -> str:
    """Return the name under which a request is counted: the token's, else the user's, else the address'."""
    grant = grant_of(request)
    if isinstance(grant.credential, APIToken):
        return f"token-{grant.credential.pk}"
    return f"address-{client_address(request)}" if grant.is_anonymous else f"user-{grant.user.pk}"


def _count(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # the cache was full and has dropped it
        return 1
