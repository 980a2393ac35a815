"""By what process letters go: a worker's, where there is a task queue, else that of `manage.py send_letters`."""

from collections.abc import Iterable

from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from home.letters.sending import send_to


def send_later(recipients: Iterable[int]) -> None:
    """Give the letters of people, by their ids, to the queue, where there is one that works beside the request."""
    if not isinstance(write.get_backend(), ImmediateBackend):
        for user_id in recipients:
            write.enqueue(user_id)


@task()
def write(user_id: int) -> None:
    """Send a person's letter if it is due; what has to wait, or fails, is for the next `send_letters`."""
    send_to(user_id)
