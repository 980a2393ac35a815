"""What many tests begin with, made once for all of them: each test changes it in a savepoint and leaves it as it was.

A test's world is what it names among its fixtures: `town` with its `tree`, the `tree` alone, the `five_documents`, or
nothing but what the migrations have put there. Tests are sorted by it; before the first test of another world the old one
is rolled back.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from tests.factories import make_tree
from tests.five_documents import import_all
from tests.restapi.town import make_town

TREE, TOWN, FIVE = "tree", "town", "five_documents"
MAKERS: dict[str, Callable[[], Any]] = {
    TREE: make_tree,
    TOWN: lambda: make_town(make_tree()),
    FIVE: import_all,
}


class Worlds:
    """The world that stands now; at most one does."""

    def __init__(self) -> None:
        self.name = ""
        self._made: Any = None
        self._files: dict[Path, bytes] = {}
        self._transaction = ExitStack()

    def enter(self, name: str) -> None:
        """Let this world stand; "" is what the migrations have put there."""
        if name == self.name:
            self._restore_files()
            return
        self.leave()
        if not name:
            return
        self._transaction.enter_context(transaction.atomic())
        self._transaction.callback(transaction.set_rollback, True)
        earlier = _files()
        try:
            self._made = MAKERS[name]()
        except BaseException:
            self.leave()
            raise
        self._files = {path: path.read_bytes() for path in _files() - earlier}
        self.name = name

    def leave(self) -> None:
        """Take the world back, if one stands."""
        self._transaction.close()
        self.name, self._made, self._files = "", None, {}

    def read(self) -> Any:
        """Return what stands, read from the database for one test alone."""
        return _read_again(self._made)

    def _restore_files(self) -> None:
        """Put back what the last test has deleted: no savepoint does that."""
        for path, content in self._files.items():
            if not path.exists():
                path.write_bytes(content)


WORLDS = Worlds()


def world_of(item: pytest.Item) -> str:
    """Return the name of the world that a test begins with, "" where it is none's."""
    names = set(getattr(item, "fixturenames", ()))
    if commits(item):
        return ""
    if FIVE in names:
        return FIVE
    if TREE not in names:  # the demo has a town of its own
        return ""
    return TOWN if TOWN in names else TREE


def commits(item: pytest.Item) -> bool:
    """Whether a test commits what it does: it begins with empty tables."""
    marker = item.get_closest_marker("django_db")
    by_fixture = {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(by_fixture or (marker and marker.kwargs.get("transaction")))


def _files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def _read_again(value: Any) -> Any:
    if isinstance(value, Model):
        return type(value)._base_manager.get(pk=value.pk)
    if isinstance(value, dict):
        return {key: _read_again(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _read_again(getattr(value, field.name)) for field in fields(value)})
    return value
