"""Time of a question in the database and in all, the median of several askings.

The database's time is that of executing statements and of fetching their rows: SQLite looks for a row when it is
fetched, so that executing alone says little about it.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import Client

TIMES = 9
# Of SQLite's machine between two looks at the clock.
STEPS = 100_000


@dataclass(frozen=True)
class Timing:
    """Milliseconds and number of queries of one answer."""

    database: float
    whole: float
    queries: int


def timed(ask: Callable[[], object]) -> Timing:
    """Return the median of several askings, after one that nobody counts."""
    ask()
    askings = [_once(ask) for _time in range(TIMES)]
    return Timing(
        statistics.median(asking.database for asking in askings),
        statistics.median(asking.whole for asking in askings),
        askings[0].queries,
    )


def page(path: str, user: Any = None) -> Callable[[], object]:
    """Return a visit to an address, in a user's name if there is one, which must answer with a page."""
    client = Client()
    if user is not None:
        client.force_login(user)

    def visit() -> None:
        status = client.get(path).status_code
        if status != 200:
            raise RuntimeError(f"{path} answers {status}")

    return visit


@contextmanager
def watched() -> Iterator["Watch"]:
    """Yield what the database does meanwhile."""
    watch = Watch()
    with mock.patch.object(connection, "make_cursor", lambda cursor: WatchedCursor(cursor, watch)):
        yield watch


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Let no statement take longer; raises OperationalError."""
    if connection.vendor == "sqlite":
        ends = time.monotonic() + seconds
        connection.ensure_connection()
        connection.connection.set_progress_handler(lambda: time.monotonic() > ends, STEPS)
    else:
        _let_statements_take(seconds)
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(None, 0)
        else:
            _let_statements_take(0)


def _let_statements_take(seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{seconds}s"])


def _once(ask: Callable[[], object]) -> Timing:
    with watched() as watch:
        started = time.perf_counter()
        ask()
        whole = time.perf_counter() - started
    return Timing(watch.seconds * 1000, whole * 1000, watch.queries)


class Watch:
    """Runs while the database works."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.queries = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun


class WatchedCursor(CursorWrapper):
    """A cursor whose statements and fetched rows are timed."""

    def __init__(self, cursor: Any, watch: Watch) -> None:
        super().__init__(cursor, connection)
        self.watch = watch

    def execute(self, sql: Any, params: Any = None) -> Any:
        """Run a statement."""
        self.watch.queries += 1
        with self.watch.running():
            return super().execute(sql, params)

    def executemany(self, sql: Any, param_list: Any) -> Any:
        """Run a statement many times."""
        self.watch.queries += 1
        with self.watch.running():
            return super().executemany(sql, param_list)

    def fetchone(self) -> Any:
        """Return the next row."""
        with self.watch.running():
            return self.cursor.fetchone()

    def fetchmany(self, *size: int) -> Any:
        """Return the next rows."""
        with self.watch.running():
            return self.cursor.fetchmany(*size)

    def fetchall(self) -> Any:
        """Return all rows that are left."""
        with self.watch.running():
            return self.cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        with self.watch.running():
            rows = list(self.cursor)
        return iter(rows)
