"""What allauth asks of a site: nobody signs up, errors in Russian, keys encrypted where they are kept."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import qrcode
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage

from home.entrance.requirement import is_required

KEY_SALT = "home.entrance.keys"
# What is asked about each time, however short ago somebody has signed in.
ASKED_ABOUT = ("mfa_deactivate_totp", "mfa_generate_recovery_codes")


class AccountAdapter(DefaultAccountAdapter):
    """The login by name and password, and nothing else of allauth's accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Имя и пароль не подходят друг к другу. Проверьте раскладку и попробуйте ещё раз."
        ),
        "incorrect_password": _("Это не тот пароль."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody comes by himself: editors are invited."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether a login may lead there: to this host only."""
        request = context.request
        hosts = {request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed_hosts=hosts, require_https=request.is_secure())

    def is_ajax(self, request: HttpRequest) -> bool:
        """Programs have the API's `@login`."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: what has happened is seen on the page that follows."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the password or a code is asked for once more: not of who has just come in, to set a code up."""
        request = context.request
        if request.resolver_match.url_name in ASKED_ABOUT:
            return True
        records = get_authentication_records(request, request.user)
        return not any(
            time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records
        )


class CodeAdapter(DefaultMFAAdapter):
    """Codes of a telephone's program, and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Код не подходит. Код на телефоне меняется каждые полминуты и действует один раз."
        ),
        "cannot_delete_authenticator": _("Для вашей роли вход с кодом обязателен, отключить его нельзя."),
        "cannot_generate_recovery_codes": _("Сначала включите вход с кодом."),
    }

    def get_totp_label(self, user: Any) -> str:
        """Return what the telephone calls the account: the name that one signs in with."""
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an element of a page."""
        return str(qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode"))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether its owner may switch it off."""
        return not is_required(authenticator.user)

    def encrypt(self, text: str) -> str:
        """Return the key as the database keeps it."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the key itself; raises InvalidToken where `SECRET_KEY` and its fallbacks are others than then."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> Iterator[bytes]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield urlsafe_b64encode(salted_hmac(KEY_SALT, "Fernet", secret=secret, algorithm="sha256").digest())
