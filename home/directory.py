"""What organisations are called, and who wants to know when that changes; many changes are told of once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import Signal
from wagtail.signals import page_published, page_unpublished

from home.models import OrganisationPage

# Organisations came, went or may have other names. It says nothing of which.
names_changed = Signal()

_waiting: ContextVar[list[bool] | None] = ContextVar("waiting", default=None)


def connect() -> None:
    """Listen to the pages of organisations."""
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_organisation_changed, sender=OrganisationPage)


@contextmanager
def told_once() -> Iterator[None]:
    """Keep what changes until the end, then tell of it once: who listens reads all plans."""
    waiting: list[bool] = []
    outer = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(outer)
        if waiting:
            _organisation_changed()


def _organisation_changed(**kwargs: Any) -> None:
    waiting = _waiting.get()
    if waiting is None:
        names_changed.send(sender=OrganisationPage)
    else:
        waiting.append(True)
