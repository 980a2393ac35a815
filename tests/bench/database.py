"""A database of one measurement's own, beside the one that DATABASE_URL names."""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def empty_database() -> Iterator[None]:
    """Let an empty database stand meanwhile."""
    name = str(settings.DATABASES["default"].get("NAME"))
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{name}.test"
    made = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(made if connection.vendor == "sqlite" else name, verbosity=0)


@contextmanager
def filling(what: str) -> Iterator[None]:
    """Say how long the block took to fill the database, and tidy it as a site's own database tidies itself in time."""
    started = time.perf_counter()
    yield
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    gc.collect()
    gc.freeze()  # as config.wsgi does
    print(f"{connection.vendor}: {what} after {time.perf_counter() - started:.0f} s", file=sys.stderr)
