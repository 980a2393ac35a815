"""Letters go out: one to a person with all that waits. What fails comes again later and later, and is given up at last.

A person's letters belong to the process that has moved on the mailbox's `due`: two that send at once never write twice.
One that dies after the server has taken a letter, before it has noted so, leaves it to be sent again: better than never.
"""

import logging
import smtplib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Page

from home.letters.kinds import Notices, kind_named
from home.letters.letter import compose
from home.models import Mailbox, Notice
from home.reach.rights import works_with
from search.catalog import public_pages

logger = logging.getLogger(__name__)

# How long after each failed try the next one comes; the last pause again and again.
PAUSES = [
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
]
# What could not be sent for so long is given up.
GIVEN_UP_AFTER = timedelta(days=3)
# For so long a person's letters are the process's that has begun to send.
LEASE = timedelta(minutes=5)
# What was told is remembered for so long, so that it is not told twice.
REMEMBERED = timedelta(days=90)

# The server answers, and does not take this letter.
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException)


@dataclass
class Tally:
    """What has come of a run: letters that went, letters that did not, notices that were given up."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


class ServerSilent(Exception):
    """The mail server is not to be spoken with; the message says why."""


def send_due() -> Tally:
    """Send all letters that are due; a server that does not answer ends the run. Old notices are forgotten."""
    tally = Tally(given_up=_give_up())
    connection = get_connection()
    try:
        for mailbox in list(_due().select_related("user")):
            is_sent = _attempt(mailbox, connection)
            tally.sent += is_sent is True
            tally.failed += is_sent is False
    except ServerSilent as error:
        logger.error("letters wait: the mail server does not answer: %s", error)
        tally.failed += 1
    finally:
        connection.close()
    Notice.objects.filter(settled__lt=timezone.now() - REMEMBERED).delete()
    return tally


def send_to(user_id: int) -> bool:
    """Send one person's letter if it is due; returns whether one went."""
    mailbox = _due().select_related("user").filter(user=user_id).first()
    connection = get_connection()
    try:
        return bool(mailbox and _attempt(mailbox, connection))
    except ServerSilent as error:
        logger.error("letters wait: the mail server does not answer: %s", error)
        return False
    finally:
        connection.close()


def _due() -> QuerySet[Mailbox]:
    """Return the mailboxes for which something waits whose time has come, who has waited longest first."""
    waiting = Notice.objects.filter(recipient=OuterRef("user"), state=Notice.State.WAITING)
    return Mailbox.objects.filter(Exists(waiting), due__lte=timezone.now()).order_by("due", "pk")


def _attempt(mailbox: Mailbox, connection: Any) -> bool | None:
    """Return whether the letter went, None where there was none to send; raises ServerSilent."""
    now = timezone.now()
    if not Mailbox.objects.filter(pk=mailbox.pk, due__lte=now).update(due=now + LEASE):
        return None  # another process has it
    mailbox.refresh_from_db(fields=["pace", "switched_off", "tries"])
    notices = _told(mailbox)
    if not notices:
        _note(mailbox, due=now)
        return None
    try:
        validate_email(mailbox.user.email)
        connection.open()
    except ValidationError:
        return _refused(mailbox, notices, "no address of a person")
    except OSError as error:  # which smtplib's errors are too
        _failed(mailbox, error)
        raise ServerSilent(str(error)) from error
    return _send(mailbox, notices, connection)


def _send(mailbox: Mailbox, notices: Notices, connection: Any) -> bool:
    letter = compose(mailbox.user, notices)
    try:
        connection.send_messages([letter])
    except REFUSED as error:
        _failed(mailbox, error)
        return False
    except OSError as error:
        connection.close()
        _failed(mailbox, error)
        raise ServerSilent(str(error)) from error
    except ValueError as error:  # Django will not write to such an address
        return _refused(mailbox, notices, str(error))
    _settle(notices, Notice.State.SENT)
    _note(mailbox, due=mailbox.after_letter(timezone.now()))
    return True


def _told(mailbox: Mailbox) -> Notices:
    """Return what the letter is to tell, the newest first; the rest of what waits is dropped."""
    waiting = list(
        Notice.objects.filter(recipient=mailbox.user, state=Notice.State.WAITING).select_related("page")
    )
    told = waiting if mailbox.user.is_active and mailbox.user.email else []
    told = [notice for notice in told if mailbox.wants(notice.kind)]
    told = _still_so(told)
    seen = _seen(mailbox.user, {notice.page for notice in told if notice.page})
    told = [notice for notice in told if notice.page is None or notice.page_id in seen]
    kept = {notice.pk for notice in told}
    _settle([notice for notice in waiting if notice.pk not in kept], Notice.State.DROPPED)
    return told


def _still_so(notices: Notices) -> Notices:
    """Return the notices that are news yet; each kind is asked once. One that no app knows any more is none."""
    kept: set[int] = set()
    for name in {notice.kind for notice in notices}:
        kind = kind_named(name)
        own = [notice for notice in notices if notice.kind == name]
        kept.update(notice.pk for notice in kind.still(own)) if kind else None
    return [notice for notice in notices if notice.pk in kept]


def _seen(user: Any, pages: Collection[Page]) -> set[int]:
    """Return the ids of the pages that are public or that the user works with."""
    public = set(public_pages().filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
    return public | {page.pk for page in pages if page.pk not in public and works_with(user, page)}


def _failed(mailbox: Mailbox, error: Exception) -> None:
    pause = PAUSES[min(mailbox.tries, len(PAUSES) - 1)]
    tries = mailbox.tries + 1
    _note(mailbox, due=timezone.now() + pause, tries=tries, error=str(error)[:300])
    logger.warning("a letter to user %s did not go, try %s: %s", mailbox.user_id, tries, error)


def _refused(mailbox: Mailbox, notices: Notices, why: str) -> bool:
    """Give up at once what no server would take; returns False."""
    _settle(notices, Notice.State.GIVEN_UP)
    _note(mailbox, due=timezone.now(), error=why[:300])
    logger.error("no letter to user %s: %s", mailbox.user_id, why)
    return False


def _give_up() -> int:
    """Give up what has been tried for days; returns how many notices."""
    failing = Mailbox.objects.filter(tries__gt=0)
    old = Notice.objects.filter(state=Notice.State.WAITING, created__lt=timezone.now() - GIVEN_UP_AFTER)
    old = old.filter(recipient__in=failing.values("user"))
    people = sorted(set(old.order_by().values_list("recipient", flat=True)))
    count = old.update(state=Notice.State.GIVEN_UP, settled=timezone.now())
    if count:
        logger.error("%s notices to users %s could not be sent and were given up", count, people)
    return count


def _settle(notices: Collection[Notice], state: str) -> None:
    ids = [notice.pk for notice in notices]
    Notice.objects.filter(pk__in=ids).update(state=state, settled=timezone.now())


def _note(mailbox: Mailbox, *, due: Any, tries: int = 0, error: str = "") -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(due=due, tries=tries, error=error)
