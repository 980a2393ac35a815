"""Deliveries: who is to be told of which change, and by what process.

With a task queue a worker sends, at once and at every later try. The embedded backend would send inside the very
request that publishes, and the editor would wait for slow receivers: then `manage.py deliver_webhooks` sends, from cron.
"""

from collections.abc import Iterable

from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from restapi.models import Change, Delivery, Webhook
from restapi.telling.delivering import attempt


def make_deliveries(changes: list[Change]) -> list[int]:
    """Make a delivery for each webhook of each change that it wants; returns their ids."""
    wanted = [
        Delivery(webhook=webhook, change=change)
        for webhook in Webhook.objects.filter(is_active=True).select_related("section")
        for change in _wanted(webhook, changes)
    ]
    return [delivery.pk for delivery in Delivery.objects.bulk_create(wanted)]


def send_later(delivery_ids: Iterable[int]) -> None:
    """Give deliveries to the queue, where there is one that works beside the request."""
    if has_queue():
        for pk in delivery_ids:
            deliver.enqueue(pk)


def has_queue() -> bool:
    """Whether tasks are done by another process than the one that enqueues them."""
    return not isinstance(deliver.get_backend(), ImmediateBackend)


@task()
def deliver(delivery_id: int) -> None:
    """Send one delivery; a later try is enqueued where the queue can wait for its hour, else cron makes it."""
    delivery = attempt(delivery_id)
    if delivery and delivery.is_waiting and has_queue() and deliver.get_backend().supports_defer:
        deliver.using(run_after=delivery.due).enqueue(delivery_id)


def _wanted(webhook: Webhook, changes: list[Change]) -> list[Change]:
    """Return the changes that a webhook is told of.

    A section that has moved is known by the address where it stood and by the one where it stands.
    """
    places = {webhook.place, webhook.section_place or webhook.place}
    if len(places) > 1:
        Webhook.objects.filter(pk=webhook.pk).update(place=webhook.section_place)
    return [
        change
        for change in changes
        if change.kind in webhook.kinds
        and (not webhook.types or change.type in webhook.types)
        and change.place.startswith(tuple(places))
    ]
