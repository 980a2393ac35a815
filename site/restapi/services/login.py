"""`@login`, `@login-renew`, `@logout`: how people come in and go out."""

from typing import Any

from django.contrib.auth import authenticate, logout
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from restapi.access import logins
from restapi.access.second_factor import check_login
from restapi.http.problems import access_denied, login_required
from restapi.models import Login
from restapi.schemas.answers import Answer
from restapi.services.registry import Call, service


class Credentials(BaseModel):
    """Who wants to come in."""

    model_config = ConfigDict(extra="forbid")

    login: str = Field(max_length=254)
    password: str = Field(max_length=4096)
    code: str = Field("", max_length=40, description="Of a second factor, where the user has one.")


class Token(Answer):
    """What goes into the header `Authorization: Bearer …` from now on."""

    token: str


@service("login", "POST", body=Credentials, answers=Token, is_open=True)
def login(call: Call) -> dict[str, Any]:
    """Return a token for a name and a password.

    401 for a wrong password and for an unknown name, in the same time; a site may refuse who guesses with 429. Where
    the user has a second factor, 401 without a `code` that is right; where he must set one up first, 403.
    """
    asked = call.read(Credentials)
    user = authenticate(call.request, username=asked.login, password=asked.password)
    if user is None:
        raise login_required(_("The name or the password is wrong."))
    check_login(call.request, user, asked.code)
    user_logged_in.send(sender=type(user), request=call.request, user=user)
    return {"token": logins.begin(user)}


@service("login-renew", "POST", answers=Token)
def renew(call: Call) -> dict[str, Any]:
    """Return a new token; the old one keeps its own end, so that answers on their way still come."""
    return {"token": logins.renew(_own_login(call))}


@service("logout", "POST")
def leave(call: Call) -> None:
    """End the login with all its tokens, or the session."""
    if call.grant.credential is None and not call.grant.is_anonymous:
        logout(call.request)
    else:
        logins.end(_own_login(call))


def _own_login(call: Call) -> Login:
    """Return the login that the request came with; raises Problem 401 without one, 403 for a program's token."""
    credential = call.grant.credential
    if isinstance(credential, Login):
        return credential
    if credential is None:
        raise login_required(_("Log in with “@login” first."))
    raise access_denied(_("A program's token is renewed and revoked in the admin."))
