"""The letter by which an editor comes to a password of his own. Its link is signed, ends, and works once."""

import smtplib

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from wagtail.log_actions import log

INVITED = "home.invite"
DAY = 86_400


class InvitationTokens(PasswordResetTokenGenerator):
    """Tokens that are good for an invitation only. A password that was set spends them."""

    key_salt = "home.enrolling.invitations"


class InvitationNotSent(Exception):
    """No letter went out; the message is for the person who sent it."""


def is_invitable(user: User) -> bool:
    """Whether the user has no password yet, and an address; who has one asks for a new one at the login."""
    return bool(user.is_active and user.email and not user.has_usable_password())


def invitation_address(user: User) -> str:
    """Return the whole address at which the user chooses a password."""
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), InvitationTokens().make_token(user)
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("invitation", args=[uid, token])


def invite(user: User, by: User | None = None) -> None:
    """Send the letter; raises InvitationNotSent, also for who has a password already."""
    if not is_invitable(user):
        raise InvitationNotSent(_("У пользователя %s уже есть пароль или нет почты.") % user.get_username())
    context = {
        "user": user,
        "groups": user.groups.order_by("name"),
        "address": invitation_address(user),
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        "site": settings.WAGTAIL_SITE_NAME,
        "base": settings.WAGTAILADMIN_BASE_URL,
    }
    text = render_to_string("home/enrolling/letter.txt", context)
    subject = _("Приглашение на сайт «%s»") % settings.WAGTAIL_SITE_NAME
    try:
        send_mail(subject, text, None, [user.email])
    except (smtplib.SMTPException, OSError) as error:
        raise InvitationNotSent(
            _("Письмо на %(address)s не ушло: %(error)s.") % {"address": user.email, "error": error}
        ) from error
    log(user, INVITED, user=by)
