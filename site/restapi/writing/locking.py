"""Wagtail's locks of pages: who locked, who may lock and unlock, whom a lock keeps from writing."""

import html
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.log_actions import log
from wagtail.models import Page

from restapi.access.grants import Grant
from restapi.http.problems import Problem
from restapi.reading.dates import moment
from restapi.writing.rights import refuse_unless


def is_locked_for(page: Page, user: Any) -> bool:
    """Whether a lock, a moderation or a schedule keeps the user from changing the page."""
    lock = page.get_lock()
    return bool(lock and lock.for_user(user))


def refuse_locked(page: Page, grant: Grant, what: str = "change") -> None:
    """Raise Problem 403 that says by whom or what the page is locked, if it is for the one who asks."""
    lock = page.get_lock()
    if lock and lock.for_user(grant.user):
        refuse_unless(False, grant, what, page, detail=_sentence(lock, page, grant.user))


def lock(page: Page, grant: Grant) -> None:
    """Lock a page for oneself; one's own lock stays as it is. Raises Problem 401 or 403."""
    _refuse_strangers(page, grant, "lock")
    if page.locked and page.locked_by_id == grant.user.pk:
        return
    refuse_unless(page.permissions_for_user(grant.user).can_lock(), grant, "lock", page)
    if not _put_lock(page, grant, is_locked=True):
        page.refresh_from_db(fields=["locked", "locked_by", "locked_at"])
        refuse_locked(page, grant, "lock")


def is_kept(request: HttpRequest) -> bool:
    """Whether a request is all that Plone's own client sends to keep a lock: its token, and no body."""
    return "Lock-Token" in request.headers and request.META.get("CONTENT_LENGTH") in (None, "", "0")


def keep(page: Page, grant: Grant) -> None:
    """Change nothing: locks last until they are taken off. Raises Problem 401, or 403 where another one holds it."""
    _refuse_strangers(page, grant, "lock")
    refuse_locked(page, grant, "lock")


def unlock(page: Page, grant: Grant, force: bool) -> None:
    """Take the lock off a page; another's only with `force`. Raises Problem 401, 403, or 409 where that is missing."""
    _refuse_strangers(page, grant, "unlock")
    if not page.locked:
        return
    refuse_unless(page.permissions_for_user(grant.user).can_unlock(), grant, "unlock", page)
    if page.locked_by_id != grant.user.pk and not force:
        raise Problem(
            409,
            f"{_sentence(BasicLock(page), page, grant.user)} " + _("Send “force” to unlock it all the same."),
        )
    _put_lock(page, grant, is_locked=False)


def locker(page: Page, user: Any) -> str:
    """Return what the user may call the one who holds the lock: a login is told to its owner only."""
    holder = page.locked_by
    if holder is None:
        return ""
    return holder.get_full_name() or (holder.get_username() if holder == user else "")


def _refuse_strangers(page: Page, grant: Grant, what: str) -> None:
    rights = page.permissions_for_user(grant.user)
    may_write = grant.writes(type(page), page) and (rights.can_edit() or rights.can_publish())
    refuse_unless(may_write, grant, what, page)


def _put_lock(page: Page, grant: Grant, *, is_locked: bool) -> bool:
    """Write the lock's columns and the log, as the admin does; False where another request was first."""
    holder, at = (grant.user, timezone.now()) if is_locked else (None, None)
    with transaction.atomic():
        rows = Page.objects.filter(pk=page.pk, locked=not is_locked)
        if not rows.update(locked=is_locked, locked_by=holder, locked_at=at):
            return False
        page.refresh_from_db(fields=["locked", "locked_by", "locked_at"])
        log(instance=page, action="wagtail.lock" if is_locked else "wagtail.unlock", user=grant.user)
    return True


def _sentence(lock: Any, page: Page, user: Any) -> str:
    """Return in words what keeps the user from the page."""
    if not isinstance(lock, BasicLock):
        return html.unescape(strip_tags(str(lock.get_message(user) or _("The page is locked."))))
    told = {"name": locker(page, user) or _("another user"), "time": moment(page.locked_at) or ""}
    return _("The page is locked by %(name)s since %(time)s.") % told
