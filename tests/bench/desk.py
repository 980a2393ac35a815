"""The pages of schools and of the press service in a district of 500 organisations, 20 000 reports and 300 in review."""

import sys
import time

import django
from django.conf import settings

django.setup()

from django.core.cache import cache
from django.db import connection
from rich.console import Console
from rich.table import Table

from tests.bench.measure import Timing, page, timed
from tests.bench.schools import District

ORGANISATIONS, REPORTS, WAITING = 500, 20_000, 300
MOST_QUERIES, MOST_MS = 34, 300


def main(organisations: int, reports: int, waiting: int) -> None:
    """Fill, ask, print."""
    name = settings.DATABASES["default"].get("NAME")
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{name}.test"
    test_name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        started = time.perf_counter()
        district = District(organisations, reports, waiting)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"{connection.vendor}: filled after {time.perf_counter() - started:.0f} s", file=sys.stderr)
        title = f"{connection.vendor}: {organisations} organisations, {reports} reports, {waiting} in review"
        print_table(title, measured(district))
    finally:
        connection.creation.destroy_test_db(
            str(name) if connection.vendor != "sqlite" else test_name, verbosity=0
        )


def measured(district: District) -> dict[str, Timing]:
    """Return the timings of each page in the name of who works there."""
    organisation = district.organisations[0].pk
    hashtag = district.tags[0].name
    questions = [
        ("school, /admin/", "/admin/", district.school),
        ("school, /reports/", "/reports/", district.school),
        ("press, /admin/", "/admin/", district.press),
        ("press, queue", "/admin/review/", district.press),
        ("press, queue, 15th batch", "/admin/review/?page=15", district.press),
        ("press, queue of one hashtag", f"/admin/review/?hashtag={hashtag}", district.press),
        ("press, published", "/admin/review/published/", district.press),
        ("press, published, 900th batch", "/admin/review/published/?page=900", district.press),
        (
            "press, published of one school",
            f"/admin/review/published/?organisation={organisation}",
            district.press,
        ),
        ("coordinator, /admin/", "/admin/", district.coordinator),
    ]
    found = {}
    for question, path, user in questions:
        cache.clear()
        found[question] = timed(page(path, user))
    return found


def print_table(title: str, timings: dict[str, Timing]) -> None:
    """Print queries, the database's and the whole answer's milliseconds; what is over the limit is red."""
    made = Table(title=f"{title}: at most {MOST_QUERIES} queries, {MOST_MS} ms")
    for column in ("page", "queries", "database, ms", "whole answer, ms"):
        made.add_column(column, justify="left" if column == "page" else "right")
    for question, timing in timings.items():
        is_over = timing.queries > MOST_QUERIES or timing.whole > MOST_MS
        cells = [str(timing.queries), f"{timing.database:.1f}", f"{timing.whole:.0f}"]
        made.add_row(question, *cells, style="red" if is_over else "")
    Console(width=110).print(made)


if __name__ == "__main__":
    main(*([int(number) for number in sys.argv[1:]] or [ORGANISATIONS, REPORTS, WAITING]))
