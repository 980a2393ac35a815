"""allauth's forms for codes, with codes that are counted where wrong passwords are."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator

from home.entrance.codes import accepted


class _CountedCode:
    """The code's field of both forms."""

    user: Any
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Return the code; raises ValidationError for a wrong one, which counts as a failed login."""
        code = str(self.cleaned_data["code"])
        found = accepted(context.request, self.user, code)
        if found is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = found
        return code


class CodeForm(_CountedCode, AuthenticateForm):
    """The second step of a login."""


class ConfirmingCodeForm(_CountedCode, ReauthenticateForm):
    """A code in the place of the password, before something of weight."""
