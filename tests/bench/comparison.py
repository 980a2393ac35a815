"""Our API beside Wagtail's own of version 2: the same questions about the same pages, in turns.

Both are asked as a server asks them, through all middleware, but without a network. Nothing of an answer is kept for
the next one, but what Wagtail itself keeps in the cache: addresses of sites, renditions of pictures.
"""

import statistics
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.handlers.base import BaseHandler
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from rich.table import Table

from news.models import NewsPage
from tests.bench.catalog import COMMON, TOP_TAG
from tests.bench.measure import at_most, watched

ROWS = 20
TIMES = 40
PATIENCE = 10  # seconds for one answer; for a question as a whole twice as many
OUR_ROWS = [("b_size", ROWS)] + [
    ("metadata_fields", name) for name in ("UID", "effective", "date", "Subject", "image_scales")
]
STOCK_ROWS = {"type": "news.NewsPage", "limit": ROWS, "fields": "lead,date,hashtags,small,large"}


@dataclass(frozen=True)
class Address:
    """One GET: what must be asked, and with which status it is answered."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Question:
    """What both are asked."""

    title: str
    ours: Address
    stock: Address


@dataclass
class Cost:
    """What the answers to one address have cost: milliseconds of each asking, and of one the rest."""

    times: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    memory: int = 0

    @property
    def middle(self) -> float:
        """The p50; more than one waits for where no answer came."""
        return statistics.median(self.times) if self.times else PATIENCE * 1000

    @property
    def worst(self) -> float:
        """The p95."""
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.middle


@dataclass(frozen=True)
class Comparison:
    """What one question has cost both."""

    title: str
    ours: Cost
    stock: Cost


class Server:
    """The site as its server sees it."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.requests = RequestFactory()

    def answer(self, address: Address) -> HttpResponse:
        """Return the answer; raises RuntimeError for another status than the address promises."""
        response = self.handler.get_response(self.requests.get(address.path, headers=address.headers))
        if response.status_code != address.status or not isinstance(response, HttpResponse):
            raise RuntimeError(f"{address.path} answers {response.status_code}")
        return response


def compared() -> list[Comparison]:
    """Ask all questions and return what they have cost."""
    server = Server()
    return [_compared(server, question) for question in _questions(server)]


def table(comparisons: dict[int, list[Comparison]]) -> Table:
    """Return the costs by question and size, ours before stock's."""
    title = f"{connection.vendor}: our API / Wagtail's API v2, whole answers"
    made = Table("question", title=title)
    for name in ("entries", "p50, ms", "p95, ms", "ours of stock's", "queries", "bytes", "peak memory, KiB"):
        made.add_column(name, justify="right")
    for rows in zip(*comparisons.values(), strict=True):
        for size, row in zip(comparisons, rows, strict=True):
            made.add_row(row.title if row is rows[0] else "", _spaced(size), *_cells(row))
        made.add_section()
    return made


def _questions(server: Server) -> Iterable[Question]:
    page = NewsPage.objects.order_by("path")[NewsPage.objects.count() // 2]
    ours, stock = Address(f"/++api++{page.url}"), Address(f"/stock/pages/{page.pk}/")
    tag = server.answer(ours)["ETag"]
    yield Question("one page", ours, stock)
    yield Question("one page, not changed (ETag)", Address(ours.path, {"If-None-Match": tag}, 304), stock)
    yield Question(
        f"{ROWS} rows with pictures of a hashtag",
        Address(f"/++api++/@search?{urlencode([('Subject', TOP_TAG), *OUR_ROWS])}"),
        Address(f"/stock/pages/?{urlencode({**STOCK_ROWS, 'hashtags': TOP_TAG})}"),
    )
    yield Question(
        f"{ROWS} rows with pictures of a word",
        Address(f"/++api++/@search?{urlencode([('SearchableText', COMMON), *OUR_ROWS])}"),
        Address(f"/stock/pages/?{urlencode({**STOCK_ROWS, 'search': COMMON})}"),
    )


def _compared(server: Server, question: Question) -> Comparison:
    """Ask both in turns, so that what else the machine does is shared; who lets us wait too long is asked no more."""
    ours, stock = Cost(), Cost()
    asked = [
        (address, cost)
        for address, cost in ((question.ours, ours), (question.stock, stock))
        if _counted(server, address, cost)
    ]
    ends = time.monotonic() + 2 * PATIENCE
    while len(ours.times) < TIMES and time.monotonic() < ends:
        for address, cost in asked:
            began = time.perf_counter()
            server.answer(address)
            cost.times.append((time.perf_counter() - began) * 1000)
    for address, cost in asked:
        cost.memory = _peak(server, address)
    return Comparison(question.title, ours, stock)


def _counted(server: Server, address: Address, cost: Cost) -> bool:
    """Count queries and bytes of an answer behind the first one; returns whether it comes in time."""
    try:
        with at_most(PATIENCE):
            server.answer(address)
            with watched() as watch:
                cost.size = len(server.answer(address).content)
    except OperationalError:
        return False
    cost.queries = watch.queries
    return True


def _peak(server: Server, address: Address) -> int:
    """Return how many bytes of Python's an answer takes at most while it is made."""
    tracemalloc.start()
    try:
        server.answer(address)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _cells(row: Comparison) -> list[str]:
    ours, stock = row.ours, row.stock
    ratio = ours.middle / stock.middle
    return [
        f"{_milliseconds(ours, ours.middle)} / {_milliseconds(stock, stock.middle)}",
        f"{_milliseconds(ours, ours.worst)} / {_milliseconds(stock, stock.worst)}",
        f"{ratio:.2f}" if stock.times else f"< {ratio:.4f}",
        *(
            f"{_spaced(mine)} / {_spaced(theirs) if stock.times else '–'}"
            for mine, theirs in (
                (ours.queries, stock.queries),
                (ours.size, stock.size),
                (ours.memory // 1024, stock.memory // 1024),
            )
        ),
    ]


def _milliseconds(cost: Cost, milliseconds: float) -> str:
    return f"{milliseconds:.1f}" if cost.times else f"> {PATIENCE} s"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")
