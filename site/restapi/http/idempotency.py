"""`Idempotency-Key`: a POST that is sent again is answered again, and done once.

What is written and the answer that is kept are committed together: after a crash there are both or neither.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from restapi.access.grants import Grant, grant_of
from restapi.conf import option
from restapi.http.bodies import raw_body
from restapi.http.problems import Problem
from restapi.http.versions import hands_out_credentials
from restapi.models import IdempotentAnswer

HEADER = "Idempotency-Key"
LONGEST = 255
# Work that takes longer has died with its process.
LONGEST_WORK = timedelta(minutes=2)
# What may be otherwise in a moment: these refusals are not kept, and neither are failures.
PASSING = frozenset({401, 403, 409, 412, 429})


def once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer to a request, the kept one where its key has been used for the same request.

    Raises Problem 400 for a key that is none, 409 while the first request is under way, 422 if that was another one.
    """
    key, grant = request.headers.get(HEADER), grant_of(request)
    if key is None or request.method != "POST" or grant.is_anonymous or hands_out_credentials(request):
        return answer()
    if not 0 < len(key) <= LONGEST or not key.isprintable():
        raise Problem(400, _("“Idempotency-Key” is a text of up to %(most)s characters.") % {"most": LONGEST})
    kept, is_first = _claimed(grant, key, _fingerprint(request, grant))
    return _done(kept, answer) if is_first else _replayed(kept)


def clear_old() -> int:
    """Delete the answers that are not repeated any more; return how many there were."""
    return IdempotentAnswer.objects.filter(created__lt=_oldest()).delete()[0]


def _claimed(grant: Grant, key: str, fingerprint: str) -> tuple[IdempotentAnswer, bool]:
    """Return the row of a key, and whether this request has made it."""
    rows = IdempotentAnswer.objects.filter(user=grant.user, key=key)
    is_dead = Q(status=None, created__lt=timezone.now() - LONGEST_WORK)
    rows.filter(is_dead | Q(created__lt=_oldest())).delete()
    row = rows.first()
    if row is None:
        try:
            with transaction.atomic():
                return IdempotentAnswer.objects.create(
                    user=grant.user, key=key, fingerprint=fingerprint
                ), True
        except IntegrityError:
            row = rows.first()
    if row is not None and row.fingerprint != fingerprint:
        raise Problem(422, _("This “Idempotency-Key” was used for another request."))
    if row is None or row.status is None:
        raise _under_way()
    return row, False


def _done(row: IdempotentAnswer, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Do the work and keep its answer; what fails can be tried again."""
    try:
        with transaction.atomic():
            response = answer()
            _keep(row, response)
    except Problem as problem:
        _keep(row, problem.response())
        raise
    except BaseException:
        row.delete()
        raise
    return response


def _keep(row: IdempotentAnswer, response: HttpResponse) -> None:
    own = IdempotentAnswer.objects.filter(pk=row.pk)
    if response.status_code in PASSING or response.status_code >= 500:
        own.delete()
    elif not own.update(
        status=response.status_code, headers=dict(response.headers), body=bytes(response.content)
    ):
        raise _under_way()  # it took so long that another request has begun the work


def _replayed(row: IdempotentAnswer) -> HttpResponse:
    headers = {**row.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(bytes(row.body), status=row.status, headers=headers)


def _under_way() -> Problem:
    return Problem(409, _("The first request with this key is under way."), headers={"Retry-After": "1"})


def _fingerprint(request: HttpRequest, grant: Grant) -> str:
    """Return what makes two requests the same: what is asked, by a credential with the same rights."""
    rights = (sorted(grant.scopes or ()), grant.scopes is None, grant.section)
    asked = (request.method, request.get_full_path(), request.content_type, rights)
    return hashlib.sha256(repr(asked).encode() + raw_body(request)).hexdigest()


def _oldest() -> datetime:
    return timezone.now() - option("IDEMPOTENCY_LASTS")
