"""A code of the second step: of whom it is, that it works once, and that who guesses is held back by django-axes."""

import logging
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_credentials
from cryptography.fernet import InvalidToken
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# With a step of 30 seconds before and after, a code is good for three steps; so many are remembered as used.
REMEMBERED = 4
# So many wrong codes one after another, from wherever, close a second factor until it is taken away: axes counts by
# addresses, of which a guesser who knows the password may have many (NIST SP 800-63B, 5.2.2).
REFUSALS = 100
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)

logger = logging.getLogger(__name__)


def accepted(request: HttpRequest, user: Any, code: str) -> Authenticator | None:
    """Return what of the user's the code belongs to, and spend it; None for a wrong or a used one.

    A refusal counts as a failed login of the user from this address, as a wrong password does: after some of them
    the right code is refused too, and `AxesMiddleware` answers 429.
    """
    credentials = get_credentials(username=user.get_username())
    if AxesProxyHandler.is_allowed(request, credentials):
        found = _spent(user, code)
        if found is not None:
            return found
    else:
        request.axes_locked_out = True  # type: ignore[attr-defined]
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    return None


@transaction.atomic
def _spent(user: Any, code: str) -> Authenticator | None:
    """The rows are locked: the same code sent twice at once is good for one of them."""
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=KINDS)
    mine = list(rows.order_by("pk"))
    telephone: Any = next((each for each in mine if each.type == Authenticator.Type.TOTP), None)
    if telephone is None or telephone.data.get("refused", 0) >= REFUSALS:
        return None
    found = next((each for each in mine if _fits(each, code)), None)
    if found is telephone:
        found = _remembered(telephone, code)
    telephone.data["refused"] = 0 if found else telephone.data.get("refused", 0) + 1
    telephone.save(update_fields=["data"])
    if telephone.data["refused"] >= REFUSALS:
        logger.error("the second factor of user %s is closed after %d wrong codes", user.pk, REFUSALS)
    return found


def _fits(authenticator: Authenticator, code: str) -> bool:
    try:
        return bool(authenticator.wrap().validate_code(code))
    except InvalidToken:
        logger.error(
            "SECRET_KEY is another one: %s of user %s is unreadable",
            authenticator.type,
            authenticator.user_id,
        )
        return False


def _remembered(telephone: Authenticator, code: str) -> Authenticator | None:
    """Return the telephone if its code is used for the first time.

    allauth keeps used codes in the cache, of which every process may have its own. Recovery codes know by themselves.
    """
    mark = salted_hmac(__name__, f"{telephone.pk} {normalize_user_code(code)}").hexdigest()
    used = telephone.data.get("used", [])
    telephone.data["used"] = [mark, *used[: REMEMBERED - 1]]
    return None if mark in used else telephone
