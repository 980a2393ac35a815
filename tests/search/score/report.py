"""The printed report: a table by kind of query, what was missed, where the databases differ."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.search.score.case import Answers, Cases
from tests.search.score.figures import LEAST_RECALL, Figures, by_kind, misses, overall

TITLE_WIDTH = 48

Databases = dict[str, Answers]
"""The answers by the name of the database."""


def print_report(console: Console, cases: Cases, databases: Databases) -> None:
    """Print everything."""
    console.print(_table(cases, databases))
    for name, answers in databases.items():
        _print_misses(console, name, cases, answers)
    different = list(differences(cases, databases))
    console.print(f"The databases differ in {len(different)} queries." if len(databases) > 1 else "")
    for line in different:
        console.print(f"[red]{escape(line)}[/]", soft_wrap=True)


def differences(cases: Cases, databases: Databases) -> Iterator[str]:
    """Yield a line for every query that two databases answer differently."""
    for (one, first), (two, second) in combinations(databases.items(), 2):
        for kind, each in cases.items():
            for case, left, right in zip(each, first[kind], second[kind], strict=True):
                if left != right:
                    yield f"{case.query}: {one} {_short(left)}; {two} {_short(right)}"


def _table(cases: Cases, databases: Databases) -> Table:
    table = Table(
        title=f"Search over the demo town: recall among the first ten (at least {LEAST_RECALL}), MRR"
    )
    table.add_column("kind")
    table.add_column("queries", justify="right")
    for name in databases:
        table.add_column(f"{name}: recall@10", justify="right")
        table.add_column("MRR", justify="right")
    figures = [by_kind(cases, answers) for answers in databases.values()]
    for kind, each in cases.items():
        table.add_row(kind, str(len(each)), *_cells(kinds[kind] for kinds in figures))
    table.add_section()
    total = [overall(cases, answers) for answers in databases.values()]
    table.add_row("all", str(sum(map(len, cases.values()))), *_cells(total))
    return table


def _cells(figures: Iterable[Figures]) -> Iterator[str]:
    for each in figures:
        colour = "green" if each.recall >= LEAST_RECALL else "yellow"
        yield f"[{colour}]{each.recall:.3f}[/]"
        yield f"{each.mrr:.3f}"


def _print_misses(console: Console, name: str, cases: Cases, answers: Answers) -> None:
    for case, found in misses(cases, answers):
        missing = "; ".join(case.missing(found))
        console.print(f"[bold]{name}[/] {escape(case.query)}: not found {escape(missing)}", soft_wrap=True)
        console.print(f"    found {escape(_short(found))}", soft_wrap=True)


def _short(titles: list[str]) -> str:
    return "; ".join(title[:TITLE_WIDTH] for title in titles) or "nothing"
