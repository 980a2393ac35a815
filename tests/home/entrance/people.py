"""People who sign in, and their telephones."""

import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "les-i-reka-7"
HERE, THERE = "192.0.2.1", "192.0.2.2"
STEP = 30


def code_of(secret: str, steps: int = 0) -> str:
    """Return what a telephone with the secret shows now, or some steps of half a minute later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps)))


def give_second_factor(user: User) -> tuple[str, list[str]]:
    """Set the user's second factor up; return the telephone's secret and the recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()


def wrong(code: str) -> str:
    """Return a code that is not this one."""
    return f"{(int(code) + 7) % 10 ** len(code):0{len(code)}}"


def sign_in(
    client: Client, name: str = "anna", password: str = PASSWORD, address: str = HERE, **more: str
) -> Any:
    """Return the answer to a name and a password."""
    return client.post("/login/", {"login": name, "password": password, **more}, REMOTE_ADDR=address)


def give_code(client: Client, code: str, address: str = HERE) -> Any:
    """Return the answer to a code at the second step."""
    return client.post("/login/code/", {"code": code}, REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    """Whether the client's session is somebody's."""
    return "_auth_user_id" in client.session
