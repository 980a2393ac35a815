"""People's logins: a JWT in the client's hand, a row here by which it ends at once everywhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from restapi.conf import option
from restapi.models import Login

ALGORITHM = "HS256"
CLAIMS = ["sub", "fullname", "iat", "exp", "jti"]
KEY_SALT = "restapi.login"


def begin(user: Any) -> str:
    """Return the token of a new login; what has run out of the user's older ones is forgotten."""
    now = timezone.now()
    Login.objects.filter(user=user, expires_at__lte=now).delete()
    login = Login.objects.create(
        user=user, password_mark=user.get_session_auth_hash(), expires_at=_expiry(now)
    )
    return _signed(login, now)


def renew(login: Login) -> str:
    """Return a new token of the login, which lasts on; the old token keeps its own end, and ends with the login."""
    now = timezone.now()
    login.expires_at = _expiry(now)
    login.save(update_fields=["expires_at"])
    return _signed(login, now)


def end(login: Login) -> None:
    """End the login: each of its tokens is refused from now on."""
    login.ended_at = timezone.now()
    login.save(update_fields=["ended_at"])


def login_of(token: str) -> Login | None:
    """Return the login behind a token, with its user, in one query; None where the token is good for nothing.

    A changed password ends it, as it ends Django's sessions.
    """
    claims = _claims(token)
    if claims is None:
        return None
    living = Login.objects.select_related("user").filter(ended_at=None, expires_at__gt=timezone.now())
    login = living.filter(jti=claims["jti"]).first()
    return login if login and _has_same_password(login) else None


def _expiry(now: datetime) -> datetime:
    """JWTs count whole seconds."""
    lasts: timedelta = option("LOGIN_LASTS")
    return now.replace(microsecond=0) + lasts


def _signed(login: Login, now: datetime) -> str:
    user = login.user
    claims = {
        "sub": user.get_username(),
        "fullname": getattr(user, "get_full_name", str)() or user.get_username(),
        "iat": now.timestamp(),  # with its fraction: no two tokens are the same
        "exp": login.expires_at,
        "jti": str(login.jti),
    }
    return jwt.encode(claims, next(_keys()), ALGORITHM)


def _claims(token: str) -> dict[str, Any] | None:
    for key in _keys():
        try:
            # Another machine's clock may be a second ahead; when a login begins is the row's to say.
            options: Any = {"require": CLAIMS, "verify_iat": False}
            claims: dict[str, Any] = jwt.decode(token, key, [ALGORITHM], options)
            return {**claims, "jti": UUID(claims["jti"])}
        except (jwt.InvalidTokenError, ValueError, RecursionError):
            continue
    return None


def _keys() -> Iterator[bytes]:
    """Return the keys of `SECRET_KEY` and its fallbacks that sign nothing but logins."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac(KEY_SALT, ALGORITHM, secret=secret, algorithm="sha256").digest()


def _has_same_password(login: Login) -> bool:
    user: Any = login.user
    marks = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(login.password_mark, mark) for mark in marks)
