"""The board of a plan of 126 items that asks 500 organisations, with 6 000 reports about it."""

import sys
import time
import tracemalloc

import django
from django.conf import settings

django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client
from rich.console import Console
from rich.table import Table

from plans.models import OrderPage, PlanItem, PlanPage
from tests.bench.measure import Timing, page, timed
from tests.bench.schools import District
from tests.factories import PlanPageFactory

ORGANISATIONS, REPORTS, ITEMS = 500, 6_000, 126
MOST_QUERIES, MOST_MS, MOST_MIB, MOST_KB = 40, 1_000, 150, 100
DEADLINES = ("до 15 октября", "ежемесячно", "в течение года", "сентябрь – ноябрь", "постоянно", "до 1 мая")


class PlannedDistrict(District):
    """A district whose only plan asks all organisations; everybody sees how it is carried out."""

    plan: PlanPage

    def _plan(self) -> list[PlanItem]:
        rows = [
            {
                "number": f"{number // 16 + 1}.{number % 16 + 1}.",
                "title": f"Мероприятие {number} о добрых делах и взаимопомощи, о котором просят рассказать",
                "deadline": DEADLINES[number % len(DEADLINES)],
                "responsible": "Общеобразовательные организации",
            }
            for number in range(ITEMS)
        ]
        year = self.today.year - (self.today.month < 9)
        self.plan = PlanPageFactory(
            items=rows, school_year=f"{year}/{year + 1}", execution_is_public=True, title="План года"
        )
        OrderPage.objects.update(report_parts=["photos"])
        return list(PlanItem.objects.filter(section__page=self.plan))


def main(organisations: int, reports: int) -> None:
    """Fill, ask, print."""
    name = settings.DATABASES["default"].get("NAME")
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{name}.test"
    test_name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        started = time.perf_counter()
        district = PlannedDistrict(organisations, reports, 0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"{connection.vendor}: filled after {time.perf_counter() - started:.0f} s", file=sys.stderr)
        print_table(
            f"{connection.vendor}: {ITEMS} items, {organisations} organisations, {reports} reports", district
        )
    finally:
        connection.creation.destroy_test_db(
            str(name) if connection.vendor != "sqlite" else test_name, verbosity=0
        )


def addresses(district: PlannedDistrict) -> dict[str, tuple[str, object]]:
    """Return what is asked, and in whose name."""
    board = f"{district.plan.url}execution/"
    one, item = district.organisations[7].pk, district.items[3].uid
    return {
        "board": (board, None),
        "board, last batch": (f"{board}?page=999", None),
        "board, what is overdue": (f"{board}?state=overdue&order=overdue", None),
        "one organisation": (f"{board}?organisation={one}", None),
        "one item": (f"{board}?item={item}", None),
        "one item, coordinator": (f"{board}?item={item}", district.coordinator),
        "listing, coordinator": ("/admin/execution/", district.coordinator),
        "@execution": (f"/++api++{district.plan.url}@execution", None),
    }


def print_table(title: str, district: PlannedDistrict) -> None:
    """Print what each answer costs; what is over the limit is red."""
    made = Table(
        title=f"{title}: at most {MOST_QUERIES} queries, {MOST_MS} ms, {MOST_MIB} MiB, {MOST_KB} KB of a public page"
    )
    for column in ("page", "queries", "database, ms", "whole answer, ms", "peak, MiB", "KB"):
        made.add_column(column, justify="left" if column == "page" else "right")
    for question, (path, user) in addresses(district).items():
        cache.clear()
        timing, peak, size = timed(page(path, user)), _peak(path, user), _size(path, user)
        made.add_row(
            question, *_cells(timing, peak, size), style="red" if _is_over(timing, peak, size) else ""
        )
    Console(width=110).print(made)


def _cells(timing: Timing, peak: float, size: float) -> list[str]:
    return [
        str(timing.queries), f"{timing.database:.1f}", f"{timing.whole:.0f}", f"{peak:.1f}", f"{size:.0f}"
    ]  # fmt: skip


def _is_over(timing: Timing, peak: float, size: float) -> bool:
    return timing.queries > MOST_QUERIES or timing.whole > MOST_MS or peak > MOST_MIB or size > MOST_KB


def _size(path: str, user: object) -> float:
    client = Client()
    if user is not None:
        client.force_login(user)  # type: ignore[arg-type]
    return len(client.get(path).content) / 1000


def _peak(path: str, user: object) -> float:
    """Return how many MiB of Python's an answer takes at most while it is made."""
    visit = page(path, user)
    visit()
    tracemalloc.start()
    try:
        visit()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    main(*([int(number) for number in sys.argv[1:]] or [ORGANISATIONS, REPORTS]))
