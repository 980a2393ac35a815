"""One try to tell one webhook of one change, and what follows from how it went."""

from datetime import timedelta
from typing import Any

import orjson
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from restapi.models import Delivery, Webhook
from restapi.reading.dates import moment
from restapi.telling.items import items_of
from restapi.telling.sending import Outcome, post
from restapi.telling.signing import signature

# How long after each failed try the next one comes; after the last one it is given up.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
]
# So many given up in a row, each after all its tries, switch a webhook off.
MOST_GIVEN_UP = 5
# For so long a delivery is the process's that has begun it.
LEASE = timedelta(minutes=2)
GONE = 410


def send_due() -> tuple[int, int]:
    """Send all that is due; returns how many were delivered, and how many failed.

    A receiver that has failed once is left alone until the next run: one that hangs does not hold up the others.
    """
    delivered, failed = 0, set[int]()
    while delivery_id := _due().exclude(webhook__in=failed).order_by("due", "pk").values_list("pk").first():
        delivery = attempt(*delivery_id)
        if delivery and delivery.state == Delivery.State.DELIVERED:
            delivered += 1
        elif delivery:
            failed.add(delivery.webhook_id)
    return delivered, len(failed)


def attempt(delivery_id: int) -> Delivery | None:
    """Send a delivery that is due and return it as it is then; None where another process has it."""
    if not _due().filter(pk=delivery_id).update(due=timezone.now() + LEASE):
        return None
    return send_now(Delivery.objects.select_related("webhook", "change").get(pk=delivery_id))


def send_now(delivery: Delivery) -> Delivery:
    """Send a delivery whatever became of it before, and write down how it went; returns it."""
    _note(delivery, send(delivery))
    return delivery


def send(delivery: Delivery) -> Outcome:
    """Send a delivery's message once."""
    message_id = f"msg_{delivery.uid.hex}"
    timestamp = int(timezone.now().timestamp())
    body = orjson.dumps(message(delivery))
    headers = {
        "Content-Type": "application/json",
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": signature(delivery.webhook.secret, message_id, timestamp, body),
    }
    return post(delivery.webhook.address, body, headers)


def message(delivery: Delivery) -> dict[str, Any]:
    """Return what is told: `{type, timestamp, data}`, where `data` is a change of the feed with the page's summary."""
    change = delivery.change
    (data,) = items_of([change], with_summary=True)
    return {"type": f"page.{change.kind}", "timestamp": moment(change.time), "data": data}


def _due() -> QuerySet[Delivery]:
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, webhook__is_active=True)
    return waiting.filter(due__lte=timezone.now())


def _note(delivery: Delivery, outcome: Outcome) -> None:
    """Write down how a try went."""
    delivery.tries += 1
    delivery.tried_at = timezone.now()
    delivery.status_code, delivery.duration = outcome.status, outcome.duration
    delivery.error = outcome.error[:300]
    if outcome.is_success:
        delivery.state = Delivery.State.DELIVERED
        Webhook.objects.filter(pk=delivery.webhook_id).update(given_up=0)
    elif delivery.tries > len(PAUSES):
        delivery.state = Delivery.State.GIVEN_UP
        _count_given_up(delivery.webhook_id)
    else:
        delivery.state = Delivery.State.WAITING
        delivery.due = delivery.tried_at + PAUSES[delivery.tries - 1]
    delivery.save()
    if outcome.status == GONE:
        _switch_off(delivery.webhook_id, _("The receiver says that it is gone (410)."))


def _count_given_up(webhook_id: int) -> None:
    webhook = Webhook.objects.get(pk=webhook_id)
    webhook.given_up += 1
    webhook.save(update_fields=["given_up"])
    if webhook.given_up >= MOST_GIVEN_UP:
        _switch_off(
            webhook_id,
            _("%(count)d messages in a row could not be delivered.") % {"count": webhook.given_up},
        )


def _switch_off(webhook_id: int, why: str) -> None:
    Webhook.objects.filter(pk=webhook_id, is_active=True).update(
        is_active=False, switched_off_at=timezone.now(), switched_off_why=why
    )
