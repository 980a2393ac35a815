"""The pages of schools and of the press service in a district of 500 organisations, 20 000 reports and 300 in review."""

import sys

import django

django.setup()

from django.core.cache import cache
from django.db import connection
from rich.console import Console
from rich.table import Table

from tests.bench.database import empty_database, filling
from tests.bench.measure import Timing, page, timed
from tests.bench.schools import District

ORGANISATIONS, REPORTS, WAITING = 500, 20_000, 300
MOST_QUERIES, MOST_MS = 34, 300


def main(organisations: int, reports: int, waiting: int) -> None:
    """Fill, ask, print."""
    with empty_database():
        with filling(f"{reports} reports"):
            district = District(organisations, reports, waiting)
        title = f"{connection.vendor}: {organisations} organisations, {reports} reports, {waiting} in review"
        print_table(title, measured(district))


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
