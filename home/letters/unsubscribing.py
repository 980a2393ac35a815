"""The link in a letter that switches a kind of letters off, without a login.

What looks into mail follows links: opening the page changes nothing, its button does. Mail programs press it by
themselves where the reader asks them to (RFC 8058): without a cookie, so the signature is all there is to check.
"""

import logging
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from home.letters.kinds import kind_named
from home.models import Mailbox

logger = logging.getLogger(__name__)

SALT = "home.letters.off"
DAY = 86_400
GOOD_FOR = 90 * DAY


def off_address(user: User, kind: str) -> str:
    """Return the path that switches a kind off for a person; all letters for an empty name."""
    return reverse("letters_off", args=[signing.dumps([user.pk, kind], salt=SALT, compress=True)])


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class SwitchOffView(View):
    """Asks whether to switch off, and does it. A link that is forged, old or nobody's any more does nothing."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Ask."""
        return self._answer(request, token, is_done=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Switch off."""
        return self._answer(request, token, is_done=True)

    def _answer(self, request: HttpRequest, token: str, *, is_done: bool) -> HttpResponse:
        user, name = _read(token)
        kind = kind_named(name)
        if user is None or (name and kind is None):
            logger.warning("refused: a link to switch letters off that is not good")
            return render(request, "home/letters/off.html", {"is_good": False}, status=404)
        if is_done:
            with transaction.atomic():
                Mailbox.objects.get_or_create(user=user)
                Mailbox.objects.select_for_update().get(user=user).switch_off(name)
        return render(request, "home/letters/off.html", {"is_good": True, "is_done": is_done, "kind": kind})


def _read(token: str) -> tuple[User | None, str]:
    """Return whose letters of which kind a link switches off; nobody's for a bad link."""
    try:
        pk, name = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:  # of which an old one is a kind
        return None, ""
    found: Any = User.objects.filter(pk=pk, is_active=True).first()
    return found, name
