"""`make import-score`: a table of how well labelled documents are understood; a missed target is exit code 1."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.plans.importing.score.cases import SHARED
from tests.plans.importing.score.sets import ScoredSet, failures, own_set, set_of_folder, shared_sets
from tests.plans.importing.score.tally import MEASURES, Score


def main() -> int:
    """Print the figures, what misses its target, and on demand every miss."""
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 160)
    sets = [set_of_folder(folder) for folder in options.folders] or [*shared_sets(), own_set()]
    scores = [(scored, scored.run()) for scored in sets]
    console.print(_table(scores))
    if options.verbose:
        _print_misses(console, [score for _, score in scores])
    if not SHARED.is_dir():
        console.print(f"[bold red]NOT CHECKED: {SHARED} is absent; only our own documents were scored.[/]")
    missed = [line for scored, score in scores for line in failures(scored, score)]
    for line in missed:
        console.print(f"[bold red]below target: {escape(line)}[/]")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="import-score", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="name every miss: file, what, expected, found")
    parser.add_argument(
        "folders", nargs="*", type=Path, help="other folders with a labels.json, instead of ours"
    )
    return parser.parse_args()


def _table(scores: list[tuple[ScoredSet, Score]]) -> Table:
    table = Table(
        title="How well documents are understood: right of what is labelled, %; seconds per document"
    )
    table.add_column("set", no_wrap=True)
    for measure in MEASURES:
        table.add_column(measure, justify="right")
    table.add_column("invented rows", justify="right")
    table.add_column("seconds", justify="right")
    for scored, score in scores:
        table.add_row(score.title, *_cells(scored, score))
    return table


def _cells(scored: ScoredSet, score: Score) -> list[str]:
    least = {target.measure: target.least for target in scored.targets}
    cells = [_share(score, measure, least.get(measure, 0)) for measure in MEASURES]
    invented = f"[{'red' if score.invented else 'green'}]{score.invented}[/]" if score.documents else ""
    return [*cells, invented, f"{score.seconds / score.documents:.2f}" if score.documents else ""]


def _share(score: Score, measure: str, least: float) -> str:
    share = score.share(measure)
    if share is None:
        return ""
    colour = "red" if share < least else "green" if least else "default"
    missed = f" {score.right[measure]}/{score.total[measure]}" if share < 100 else ""
    return f"[{colour}]{share:.1f}[/]{missed}"


def _print_misses(console: Console, scores: list[Score]) -> None:
    for score in scores:
        for miss in score.misses:
            console.print(f"[bold]{escape(miss.file)}[/] {escape(miss.what)}")
            console.print(f"    expected {escape(str(miss.expected))}", soft_wrap=True)
            console.print(f"    found    {escape(str(miss.found))}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
