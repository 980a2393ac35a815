"""Who guesses passwords or codes is held back, on the site and in the API alike: django-axes, with two limits."""

from datetime import timedelta
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from restapi.http.problems import NOT_KEPT, PROBLEM_JSON, Problem

MINUTE = 60


class LoginGuard(AxesDatabaseHandler):
    """Few failures lock a name at an address, many an address: a whole school may sit behind one."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that `AXES_FAILURE_LIMIT` is for; an address' own count to its own limit."""
        by_name, by_address = (_failures(each) for each in self.get_user_attempts(request, credentials))
        return max(by_name, by_address * settings.AXES_FAILURE_LIMIT // settings.ADDRESS_FAILURE_LIMIT)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the name's failures after a login, not the address': a guesser may have an account too."""
        by_name, _by_address = self.filter_user_attempts(request, credentials)
        return int(by_name.delete()[0])

    def seconds_left(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return after how many seconds the request may be tried again."""
        by_name, by_address = self.get_user_attempts(request, credentials)
        locking = by_name if _failures(by_name) >= settings.AXES_FAILURE_LIMIT else by_address
        last = locking.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
        left: timedelta = last + settings.AXES_COOLOFF_TIME - timezone.now()
        return max(1, ceil(left.total_seconds()))


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Return 429 in the form that the refused login would have had: a problem, or a page."""
    seconds = LoginGuard().seconds_left(request, credentials)
    detail = _("Слишком много неудачных попыток входа. Попробуйте снова через %(minutes)d мин.") % {
        "minutes": ceil(seconds / MINUTE)
    }
    headers = {"Retry-After": str(seconds), **NOT_KEPT}
    if response.headers.get("Content-Type", "").startswith(PROBLEM_JSON):
        return Problem(429, detail, headers=headers).response()
    page = render(request, "account/locked_out.html", {"detail": detail}, status=429)
    for name, value in headers.items():
        page.headers[name] = value
    return page


def _failures(attempts: QuerySet[Any]) -> int:
    return attempts.aggregate(count=Sum("failures_since_start"))["count"] or 0
