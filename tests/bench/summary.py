"""The summary of a plan of 126 items that asks 500 organisations, with 6 300 reports: time, queries and memory of each way."""

import sys
import time
import tracemalloc
from collections.abc import Callable

import django
from django.conf import settings

django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client
from rich.console import Console
from rich.table import Table

from news.models import EventReportPage, ReportLink, ReportPartner
from plans.models import PlanItem, PlanPage
from search.catalog import write_page
from search.models import CatalogEntry
from tests.bench.measure import watched
from tests.bench.schools import District
from tests.factories import PlanPageFactory

ITEMS, ORGANISATIONS, REPORTS = 126, 500, 6_300
MOST_QUERIES, MOST_SECONDS, MOST_MEGABYTES = 40, 5, 150
TIMES = 2


def main(items: int, organisations: int, reports: int) -> None:
    """Fill, ask, print; exit code 1 where something is over its limit."""
    name = settings.DATABASES["default"].get("NAME")
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{name}.test"
    test_name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        started = time.perf_counter()
        plan = filled(items, organisations, reports)
        print(f"{connection.vendor}: filled after {time.perf_counter() - started:.0f} s", file=sys.stderr)
        is_good = print_table(f"{connection.vendor}: {items} items, {organisations} organisations", plan)
    finally:
        connection.creation.destroy_test_db(
            str(name) if connection.vendor != "sqlite" else test_name, verbosity=0
        )
    sys.exit(not is_good)


def filled(items: int, organisations: int, reports: int) -> PlanPage:
    """Return a public plan that asks all schools, and is answered by reports with a partner and a link each."""
    district = District(organisations, reports, 0)
    for school in district.organisations:
        write_page(school)  # only what everybody sees is asked
    rows = [
        {
            "number": f"{number}.",
            "title": f"Мероприятие {number}",
            "deadline": "до 15 октября" if number % 2 else "ежемесячно",
            "responsible": "Все школы",
        }
        for number in range(items)
    ]
    plan: PlanPage = PlanPageFactory(items=rows, execution_is_public=True)
    uids = list(PlanItem.objects.filter(section__page=plan).values_list("uid", flat=True))
    entries = list(CatalogEntry.objects.of_type(EventReportPage._meta.label))
    for number, entry in enumerate(entries):
        entry.about = uids[number % items]
    CatalogEntry.objects.bulk_update(entries, ["about"], batch_size=500)
    ReportPartner.objects.bulk_create(
        ReportPartner(page_id=entry.page_id, name=f"Партнёр {number % 300}")
        for number, entry in enumerate(entries)
    )
    ReportLink.objects.bulk_create(
        ReportLink(page_id=entry.page_id, title="Заметка", url=f"https://press.example/{entry.page_id}")
        for entry in entries
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return plan


def print_table(title: str, plan: PlanPage) -> bool:
    """Print what each way of telling costs; returns whether all is within the limits."""
    limits = f"at most {MOST_QUERIES} queries, {MOST_SECONDS} s, {MOST_MEGABYTES} MB"
    made = Table(title=f"{title}: {limits}")
    for column in ("address", "queries", "seconds", "MB", "size, KB"):
        made.add_column(column, justify="left" if column == "address" else "right")
    is_good = True
    for ending in ("/", ".docx", ".xlsx", ".json"):
        queries, seconds, megabytes, size = measured(f"{plan.url}summary{ending}")
        is_over = queries > MOST_QUERIES or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
        is_good = is_good and not is_over
        cells = [str(queries), f"{seconds:.1f}", f"{megabytes:.0f}", f"{size / 1024:.0f}"]
        made.add_row(f"summary{ending}", *cells, style="red" if is_over else "")
    Console(width=110).print(made)
    return is_good


def measured(path: str) -> tuple[int, float, float, int]:
    """Return queries, seconds (the best of two), megabytes at the most and bytes of an answer."""
    client = Client()

    def ask() -> int:
        cache.clear()
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        return len(response.content)

    with watched() as watch:
        size = ask()
    seconds = min(_seconds(ask) for _time in range(TIMES))
    tracemalloc.start()
    ask()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return watch.queries, seconds, most / 1024**2, size


def _seconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*([int(number) for number in sys.argv[1:]] or [ITEMS, ORGANISATIONS, REPORTS]))
