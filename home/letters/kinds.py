"""The kinds of what is told by mail. An app registers its own when it is ready; each can be switched off."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.functional import Promise

from home.models import Notice

Notices = list[Notice]


@dataclass(frozen=True)
class Kind:
    """A kind of events: what it is called in letters and among the switches, whose it is, and until when it is news."""

    name: str
    heading: str | Promise
    description: str | Promise
    concerns: Callable[[User], bool]
    """Whether a person could ever be told of it: only then there is a switch."""
    still: Callable[[Notices], Collection[Notice]]
    """Those of one person's notices that still are so when the letter is written."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Let notices of the kind be posted; returns it."""
    _kinds[kind.name] = kind
    return kind


def all_kinds() -> list[Kind]:
    """Return the kinds in the order in which they were registered, as letters and switches have them."""
    return list(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """Return a kind, None for one that nobody has registered."""
    return _kinds.get(name)
