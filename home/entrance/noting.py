"""What people do with their own second factors stands in the log of users, where administrators look."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.models import User
from wagtail.log_actions import log

SET_UP = "home.second_factor_set_up"
SWITCHED_OFF = "home.second_factor_switched_off"


def connect() -> None:
    """Listen to allauth."""
    authenticator_added.connect(_note_set_up)
    authenticator_removed.connect(_note_switched_off)


def _note_set_up(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note(SET_UP, user, authenticator)


def _note_switched_off(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note(SWITCHED_OFF, user, authenticator)


def _note(action: str, user: User, authenticator: Authenticator) -> None:
    """Recovery codes come and go with the telephone's."""
    if authenticator.type == Authenticator.Type.TOTP:
        log(user, action, user=user)
