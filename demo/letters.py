"""Letters in the demo, which has no cron: a thread beside the server writes them to the console."""

import logging
import threading

from django.db import DatabaseError, connections

from home.letters.sending import send_due

logger = logging.getLogger(__name__)

SECONDS = 15.0


def send_beside(seconds: float = SECONDS, stop: threading.Event | None = None) -> threading.Thread:
    """Begin to send what is due every so many seconds, until the process or the event ends it; returns the thread."""
    thread = threading.Thread(target=_run, args=(seconds, stop or threading.Event()), daemon=True)
    thread.start()
    return thread


def _run(seconds: float, stop: threading.Event) -> None:
    while not stop.wait(seconds):
        try:
            send_due()
        except DatabaseError:
            logger.exception("letters wait: the database did not answer")
        finally:
            connections.close_all()
