"""Who has done what in a plan of 126 items that asks 500 organisations, with 6 300 reports: board, summary, rating.

The exit code is 1 where an answer takes more than its limits.
"""

import datetime
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

import django

django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client
from rich.console import Console
from rich.table import Table

from news.models import EventReportPage, ReportLink, ReportPartner
from plans.models import OrderPage, PlanItem, PlanPage
from search.catalog import write_page
from tests.bench.database import empty_database, filling
from tests.bench.measure import Timing, page, timed
from tests.bench.schools import District
from tests.factories import PlanPageFactory

ORGANISATIONS, REPORTS, ITEMS, PARTNERS = 500, 6_300, 126, 300
MOST_QUERIES, MOST_MB, PAGE_KB = 40, 150, 100
PAGE_MS, EXPORT_MS = 1_000, 5_000
DEADLINES = ("до 15 октября", "ежемесячно", "в течение года", "сентябрь – ноябрь", "постоянно", "до 1 мая")


class PlannedDistrict(District):
    """A district whose only plan asks all organisations; everybody sees how it is carried out, and who was most active."""

    plan: PlanPage
    document: OrderPage

    def __init__(self, organisations: int, reports: int) -> None:
        super().__init__(organisations, reports, waiting=0)
        for school in self.organisations:
            write_page(school)  # only what everybody sees is asked
        written = EventReportPage.objects.order_by("pk").values_list("pk", flat=True)
        ReportPartner.objects.bulk_create(
            ReportPartner(page_id=pk, name=f"Партнёр {number % PARTNERS}")
            for number, pk in enumerate(written)
        )
        ReportLink.objects.bulk_create(
            ReportLink(page_id=pk, title="Заметка", url=f"https://press.example/{pk}") for pk in written
        )

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
        OrderPage.objects.update(
            report_parts=["photos"],
            execution_is_public=True,
            rating_until=self.today + datetime.timedelta(days=30),
        )
        self.document = OrderPage.objects.get()
        return list(PlanItem.objects.filter(section__page=self.plan))


@dataclass(frozen=True)
class Question:
    """What is asked in whose name; how long that may take, in milliseconds, and how large it may be, in KB."""

    name: str
    path: str
    most_ms: int = PAGE_MS
    most_kb: float = PAGE_KB
    user: Any = None


def main(organisations: int, reports: int) -> None:
    """Fill, ask, print."""
    with empty_database():
        with filling(f"{reports} reports"):
            district = PlannedDistrict(organisations, reports)
        title = f"{connection.vendor}: {ITEMS} items, {organisations} organisations, {reports} reports"
        is_good = print_table(title, questions(district))
    sys.exit(not is_good)


def questions(district: PlannedDistrict) -> Iterator[Question]:
    """Yield what is asked."""
    board = f"{district.plan.url}execution/"
    item = f"{board}?item={district.items[3].uid}"
    yield Question("board", board)
    yield Question("board, last batch", f"{board}?page=999")
    yield Question("board, what is overdue", f"{board}?state=overdue&order=overdue")
    yield Question("board, one organisation", f"{board}?organisation={district.organisations[7].pk}")
    yield Question("board, one item", item)
    yield Question("board, one item, coordinator", item, user=district.coordinator)
    yield Question("listing, coordinator", "/admin/execution/", user=district.coordinator)
    yield Question("@execution", f"/++api++{district.plan.url}@execution")
    summary = f"{district.plan.url}summary"
    yield Question("summary", f"{summary}/")
    for part in ("items", "organisations", "links"):
        yield Question(f"summary, {part}", f"{summary}/?part={part}&page=2")
    for ending in (".docx", ".xlsx", ".json"):
        yield Question(f"summary{ending}", f"{summary}{ending}", EXPORT_MS, most_kb=inf)
    rating = f"{district.document.url}rating/"
    yield Question("rating", rating)
    yield Question("rating, why", f"{rating}?organisation={district.organisations[7].pk}")


def print_table(title: str, asked: Iterator[Question]) -> bool:
    """Print what each answer costs, what is over its limits in red; returns whether nothing is."""
    made = Table(title=f"{title}: at most {MOST_QUERIES} queries, {MOST_MB} MB, {PAGE_KB} KB of a page")
    for column in ("answer", "queries", "database, ms", "whole, ms", "at most", "peak, MB", "size, KB"):
        made.add_column(column, justify="left" if column == "answer" else "right")
    is_good = True
    for question in asked:
        cache.clear()
        timing = timed(page(question.path, question.user))
        peak, size = _memory(question)
        is_over = timing.queries > MOST_QUERIES or timing.whole > question.most_ms or peak > MOST_MB
        is_over = is_over or size > question.most_kb
        is_good = is_good and not is_over
        made.add_row(question.name, *_cells(timing, question, peak, size), style="red" if is_over else "")
    Console(width=110).print(made)
    return is_good


def _cells(timing: Timing, question: Question, peak: float, size: float) -> list[str]:
    times = (timing.database, timing.whole, question.most_ms)
    return [str(timing.queries), *(f"{each:.0f}" for each in times), f"{peak:.1f}", f"{size:.0f}"]


def _memory(question: Question) -> tuple[float, float]:
    """Return how many MB of Python's an answer takes at most while it is made, and how many KB it has."""
    client = Client()
    if question.user is not None:
        client.force_login(question.user)
    tracemalloc.start()
    try:
        size = len(client.get(question.path).content)
        return tracemalloc.get_traced_memory()[1] / 1e6, size / 1e3
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    main(*([int(number) for number in sys.argv[1:]] or [ORGANISATIONS, REPORTS]))
