"""Who has a second factor, who must have one, and how it is taken away from who has lost the telephone."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

TAKEN_AWAY = "home.second_factor_taken_away"

logger = logging.getLogger(__name__)

# A question for a query of users: whether each has a second factor. Recovery codes alone are none.
HAS_SECOND_FACTOR = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))


def has_second_factor(user: Any) -> bool:
    """Whether the user's login asks for a code."""
    return bool(Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists())


def is_required(user: Any) -> bool:
    """Whether the user must have one: a superuser, who manages users, who publishes pages.

    By the rights, not by the names of groups: those are the site's press officers and administrators.
    """
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_active:
        return False
    publishes = policy_registry.get_by_type(Page).user_has_permission
    return bool(user.is_superuser or user.has_perm("auth.change_user") or publishes(user, "publish"))


def is_due(user: Any) -> bool:
    """Whether the user must have a second factor and has none yet."""
    return is_required(user) and not has_second_factor(user)


def may_take_away(by: Any, user: User) -> bool:
    """Whether one user may take another's second factor away; nobody one's own, a superuser's only superusers."""
    return bool(
        by.has_perm("auth.change_user") and by.pk != user.pk and (by.is_superuser or not user.is_superuser)
    )


def check_taking_away(by: Any, user: User) -> None:
    """Raise PermissionDenied, and log it, for who may not take the user's second factor away."""
    if not may_take_away(by, user):
        logger.warning("refused: user %s may not take the second factor of user %s away", by.pk, user.pk)
        raise PermissionDenied


@transaction.atomic
def take_away(user: User, by: Any = None) -> bool:
    """Take the user's second factor and recovery codes away; tell if there was any. Both logs say so.

    `by` is None for the machine's own command; whether somebody may is asked before.
    """
    count, _rows = Authenticator.objects.filter(user=user).delete()
    if count:
        log(user, TAKEN_AWAY, user=by)
        logger.warning(
            "user %s took the second factor of user %s away", by.pk if by else "of the machine", user.pk
        )
    return bool(count)
