"""`@lock`: who works on the page. Wagtail's locks last until they are taken off, so that they have no timeout."""

from typing import Any

from django.utils.crypto import salted_hmac
from pydantic import BaseModel, ConfigDict, Field

from restapi.reading.dates import moment
from restapi.schemas.answers import Answer
from restapi.services.registry import Call, service
from restapi.writing import locking
from restapi.writing.bodies import read_or_empty

# Plone's name of a lock that others with the right may take off.
STEALABLE = "plone.locking.stealable"
TOKEN_SALT = "restapi.lock"
LONGEST = 10**9


class LockForm(BaseModel):
    """How a page is to be locked; Plone's clients say it, Wagtail has one kind of lock."""

    model_config = ConfigDict(extra="forbid")

    stealable: bool = True
    timeout: int | None = Field(
        default=None, ge=1, le=LONGEST, description="Seconds; locks last on all the same."
    )


class UnlockForm(BaseModel):
    """Whether another's lock is to be taken off too."""

    model_config = ConfigDict(extra="forbid")

    force: bool = False


class Lock(Answer):
    """The lock of a page; who holds it is told to those who may edit the page, the token to its holder."""

    locked: bool
    stealable: bool
    creator: str | None = None
    creator_name: str | None = None
    created: str | None = None
    time: float | None = None
    timeout: int | None = None
    token: str | None = None
    name: str | None = None


@service("lock", answers=Lock)
def lock(call: Call) -> dict[str, Any]:
    """Return whether the page is locked; to those who may edit it, by whom."""
    return _info(call)


@service("lock", "POST", body=LockForm, needs_body=False, answers=Lock)
def put(call: Call) -> dict[str, Any]:
    """Lock the page for oneself; 403 without the right and where another one holds it."""
    read_or_empty(call, LockForm)
    locking.lock(call.page, call.grant)
    return _info(call)


@service("lock", "DELETE", body=UnlockForm, needs_body=False, answers=Lock)
def take_off(call: Call) -> dict[str, Any]:
    """Unlock the page; another's lock with `force` only, 409 without it."""
    locking.unlock(call.page, call.grant, read_or_empty(call, UnlockForm).force)
    return _info(call)


def _info(call: Call) -> dict[str, Any]:
    page, grant = call.page, call.grant
    if not page.locked:
        return {"locked": False, "stealable": True}
    if not grant.reads_drafts(page):
        return {"locked": True, "stealable": False}
    is_own = page.locked_by_id == grant.user.pk
    is_stealable = bool(page.permissions_for_user(grant.user).can_unlock())
    return {
        "locked": True,
        "stealable": is_stealable,
        "creator": grant.user.get_username() if is_own else "",
        "creator_name": locking.locker(page, grant.user),
        "created": moment(page.locked_at),
        "time": page.locked_at.timestamp() if page.locked_at else None,
        "timeout": None,
        "token": _token(call) if is_own else None,
        "name": STEALABLE if is_stealable else None,
    }


def _token(call: Call) -> str:
    """Return what Plone's clients send back as `Lock-Token`; the lock itself knows its holder."""
    page = call.page
    return salted_hmac(TOKEN_SALT, f"{page.pk} {page.locked_by_id} {page.locked_at}").hexdigest()
