"""From an `Authorization` header to a user; wrong, expired, revoked: 401, whatever is asked for."""

from collections.abc import Callable
from copy import copy

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import APIToken

from restapi.access import logins
from restapi.access.grants import Grant, put_grant
from restapi.access.second_factor import check_session
from restapi.http.problems import access_denied, login_required
from restapi.models import TokenTerms

SAFE = ("GET", "HEAD", "OPTIONS")

# How old the note of a token's last use may be, in seconds: reading is not to write each time.
NOTE_AGE = 60


def authenticate(request: HttpRequest) -> None:
    """Put on the request whose it is; raises Problem 401 for a wrong credential, 403 for a forged form.

    403, too, for a session whose owner has still to set up the second factor that the project asks of him.

    A session's cookie travels by itself, so that what writes by it must carry Django's CSRF token too. `Basic` is a
    server's before this one, such as a trial site's; every other kind is a mistake.
    """
    kind, _space, credential = request.headers.get("Authorization", "").strip().partition(" ")
    if kind.lower() not in ("", "basic", "bearer"):
        raise login_required(_("Send a token with the header “Authorization: Bearer …”."))
    if kind.lower() == "bearer":
        put_grant(request, _grant(credential.strip()))
    elif request.user.is_authenticated:
        check_session(request, request.user)
        if request.method not in SAFE:
            _refuse_forged(request)


def _grant(credential: str) -> Grant:
    for read in CREDENTIALS:
        grant = read(credential)
        if grant is not None and grant.user.is_active:
            return grant
    raise login_required(_("This token is wrong, has expired or was revoked."))


def _api_token(credential: str) -> Grant | None:
    """Return what Wagtail's token of a program grants: its terms, else all that its user may."""
    if not APIToken.validate_token_format(credential):
        return None
    now = timezone.now()
    living = APIToken.objects.filter(Q(terms=None) | Q(terms__expires_at__gt=now), revoked_at=None)
    hashes = APIToken.candidate_key_hashes(credential)
    token = living.select_related("user", "terms__section").filter(key_hash__in=hashes).first()
    if token is None:
        return None
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() > NOTE_AGE:
        APIToken.objects.filter(pk=token.pk).update(last_used_at=now)
    terms: TokenTerms | None = getattr(token, "terms", None)
    if terms is None:
        return Grant(token.user, credential=token)
    return Grant(token.user, frozenset(terms.scopes), terms.place, token)


def _login(credential: str) -> Grant | None:
    """Return what a person's login grants: all that the person may."""
    login = logins.login_of(credential) if credential.count(".") == 2 else None
    return Grant(login.user, credential=login) if login else None


CREDENTIALS: list[Callable[[str], Grant | None]] = [_api_token, _login]


def _refuse_forged(request: HttpRequest) -> None:
    """Raise Problem 403 without Django's token in the header: one in a form would make Django read the body."""
    asked = copy(request)
    asked.method = "PUT"  # of which Django looks at the header alone
    check = CsrfViewMiddleware(HttpResponse)
    check.process_request(asked)
    asked.csrf_processing_done = False  # type: ignore[attr-defined]
    if check.process_view(asked, HttpResponse, (), {}) is not None:
        raise access_denied(_("A session writes with the header “X-CSRFToken” only; programs use a token."))
