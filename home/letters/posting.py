"""Notices come in: who wants none of the kind, or was told already, gets none; the rest wait for their letters.

With a task queue a worker sends the letter soon after the commit. The embedded backend would send inside the very
request that has something to tell, and the editor would wait for the mail server: then `manage.py send_letters` sends.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from home.letters.queueing import send_later
from home.models import Mailbox, Notice
from home.models.letters import next_morning

# So many are looked up and stored at once.
BATCH = 2000


def post(notices: Iterable[Notice]) -> int:
    """Store what is new of the notices, for letters after the commit; returns how many are."""
    count, recipients = 0, set[int]()
    with transaction.atomic():
        for batch in _batches(fresh(notices)):
            new = {notice.recipient_id for notice in batch} - recipients
            _prepare_mailboxes(new)
            Notice.objects.bulk_create(batch, ignore_conflicts=True)
            count, recipients = count + len(batch), recipients | new
        if recipients:
            transaction.on_commit(partial(send_later, sorted(recipients)), robust=True)
    return count


def fresh(notices: Iterable[Notice]) -> Iterator[Notice]:
    """Yield the notices that would be posted: to active people with an address, wanted, and not told before."""
    for batch in _batches(notices):
        recipients = {notice.recipient_id for notice in batch}
        keys = {notice.key for notice in batch}
        people = User.objects.filter(pk__in=recipients, is_active=True).exclude(email="")
        reachable = {user.pk: getattr(user, "mailbox", None) for user in people.select_related("mailbox")}
        told = Notice.objects.filter(recipient__in=recipients, key__in=keys)
        said = set(told.values_list("recipient", "key"))
        for notice in batch:
            box = reachable.get(notice.recipient_id)
            is_wanted = notice.recipient_id in reachable and (box is None or box.wants(notice.kind))
            if is_wanted and (notice.recipient_id, notice.key) not in said:
                yield notice


def _prepare_mailboxes(recipients: set[int]) -> None:
    """Make the mailboxes that are missing; who is written to in the mornings is not written to before the next one."""
    Mailbox.objects.bulk_create([Mailbox(user_id=pk) for pk in sorted(recipients)], ignore_conflicts=True)
    now = timezone.now()
    resting = Mailbox.objects.filter(user__in=recipients, pace=Mailbox.Pace.DAILY, due__lte=now)
    waiting = Notice.objects.filter(recipient__in=recipients, state=Notice.State.WAITING)
    resting = resting.exclude(user__in=waiting.values("recipient"))
    locked = resting.order_by("pk").select_for_update().values_list("pk", flat=True)  # in one order for all
    Mailbox.objects.filter(pk__in=list(locked)).update(due=next_morning(now))


def _batches(notices: Iterable[Notice]) -> Iterator[list[Notice]]:
    rest = iter(notices)
    while batch := list(islice(rest, BATCH)):
        yield batch
