"""Time of a question in the database and in all, the median of several askings."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

TIMES = 9


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


def page(path: str) -> Callable[[], object]:
    """Return a visit to an address, which must answer with a page."""
    client = Client()

    def visit() -> None:
        status = client.get(path).status_code
        if status != 200:
            raise RuntimeError(f"{path} answers {status}")

    return visit


def _once(ask: Callable[[], object]) -> Timing:
    spent: list[float] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - begun)

    started = time.perf_counter()
    with connection.execute_wrapper(watch):
        ask()
    whole = time.perf_counter() - started
    return Timing(sum(spent) * 1000, whole * 1000, len(spent))
