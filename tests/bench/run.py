"""One database: it is filled to each size in turn, and asked, by visitors and by programs."""

import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import django

django.setup()

from django.core.cache import cache
from django.db import connection
from rich.console import Console
from rich.table import Table

from search.facets import Choice, Facets
from search.hashtags import hashtag_key
from search.pagination import PAGE_SIZE
from search.query import Query
from search.ranking import Ranking
from tests.bench.catalog import COMMON, RARE, TOP_TAG, Filler
from tests.bench.comparison import Comparison, compared, table
from tests.bench.database import empty_database, filling
from tests.bench.measure import Timing, page, timed

WIDTH = 140
COMMON_QUERY = Query.parse(COMMON)
TAG = f"/hashtags/{quote(hashtag_key(TOP_TAG))}/"


def the_list() -> object:
    """Ask for a search's first batch, without the rest of its page."""
    rows = Facets(COMMON_QUERY, Choice()).rows()
    return list(Ranking(rows, COMMON_QUERY.sought, total=PAGE_SIZE)[:PAGE_SIZE].cards())


QUESTIONS: dict[str, Callable[[], object]] = {
    "hashtag, first batch": page(TAG),
    "hashtag, 50th batch": page(f"{TAG}?page=50"),
    "search, common word": page(f"/search/?q={quote(COMMON)}"),
    "search, common word: its list alone": the_list,
    "search, common word: its facets alone": lambda: list(Facets(COMMON_QUERY, Choice())),
    "search, rare word": page(f"/search/?q={quote(RARE)}"),
    "search, common word, a type and a year": page(
        f"/search/?q={quote(COMMON)}&type=news.NewsPage&year=2024"
    ),
    "search, common word and a hashtag": page(
        f"/search/?q={quote(COMMON)}&hashtag={quote(hashtag_key(TOP_TAG))}"
    ),
    "search, 50th batch": page(f"/search/?q={quote(COMMON)}&page=50"),
    "suggestions": page(f"/search/suggest/?q={quote(COMMON[:4])}"),
    "hashtags": page("/hashtags/"),
}


def main(sizes: list[int]) -> None:
    """Fill, ask, print."""
    with empty_database():
        comparisons: dict[int, list[Comparison]] = {}
        print_table(dict(measured(sizes, comparisons)))
        Console(width=WIDTH).print(table(comparisons))


def measured(
    sizes: list[int], comparisons: dict[int, list[Comparison]]
) -> Iterator[tuple[int, dict[str, Timing]]]:
    """Yield the timings at each size; what the two APIs have cost there goes into `comparisons`."""
    filler = Filler()
    for size in sizes:
        with filling(f"{size} entries"):
            filler.fill(size)
        found = {}
        for question, ask in QUESTIONS.items():
            cache.clear()
            found[question] = timed(ask)
        cache.clear()
        comparisons[size] = compared()
        yield size, found


def print_table(timings: dict[int, dict[str, Timing]]) -> None:
    """Print database milliseconds by size, the growth from the first to the last, and the whole answer's time."""
    first, last = min(timings), max(timings)
    made = Table(title=f"{connection.vendor}: database time, ms (queries; whole answer)")
    made.add_column("question")
    for size in timings:
        made.add_column(f"{size:,}".replace(",", " "), justify="right")
    made.add_column("growth", justify="right")
    for question in QUESTIONS:
        cells = [_cell(timings[size][question]) for size in timings]
        growth = timings[last][question].database / max(timings[first][question].database, 0.1)
        made.add_row(question, *cells, f"{growth:.1f}×")
    Console().print(made)


def _cell(timing: Timing) -> str:
    return f"{timing.database:.1f} ({timing.queries}; {timing.whole:.0f})"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
