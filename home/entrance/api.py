"""The second factor in the API: a code at `@login`, and nothing by the session of who has still to set one up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from home.entrance.codes import accepted
from home.entrance.requirement import has_second_factor, is_due, is_required
from restapi.http.problems import Mistake, Problem, access_denied, login_required


class SecondFactor:
    """What `restapi.access.second_factor` asks."""

    def check_login(self, request: HttpRequest, user: Any, code: str) -> None:
        """Raise Problem 401 without the right code, which counts as a failed login; 403 where it is to be set up."""
        if not has_second_factor(user):
            if is_required(user):
                raise _set_up_first()
        elif accepted(request, user, code) is None:
            raise _code_needed(code)

    def check_session(self, request: HttpRequest, user: Any) -> None:
        """Raise Problem 403 for who must have a second factor and has none."""
        if is_due(user):
            raise _set_up_first()


def _code_needed(code: str) -> Problem:
    text = _("Код не подходит: пришлите в «code» новый код с телефона или запасной код.")
    if not code:
        text = _("Нужен код: пришлите его в «code» вместе с именем и паролем.")
    headers = login_required().headers
    return Problem(401, text, [Mistake(["body", "code"], "second_factor", text)], headers)


def _set_up_first() -> Problem:
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("mfa_activate_totp")
    return access_denied(_("Сначала включите вход с кодом: %s") % address)
