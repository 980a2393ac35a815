"""`python -m tests.search.score`: how well the search finds, on SQLite and on PostgreSQL, and where they differ."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from rich.console import Console

from demo.town import build_town
from tests.machine import postgresql
from tests.search.score.case import Answers
from tests.search.score.figures import LEAST_RECALL, overall
from tests.search.score.queries import cases
from tests.search.score.report import differences, print_report

# Models can be imported only when Django is set up.
PROGRAM = (
    "import django, pathlib, sys; django.setup(); "
    "from tests.search.score.run import main; main(pathlib.Path(sys.argv[1]))"
)


def main() -> int:
    """Ask both databases and print; returns the exit code."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    with tempfile.TemporaryDirectory() as folder:
        today, answers = _asked(f"sqlite:///{folder}/score.sqlite3", Path(folder))
        found = {"SQLite": answers}
        with postgresql.server() as (address, trouble):
            if address:
                _today, found["PostgreSQL"] = _asked(address, Path(folder))
    wanted = cases(build_town(today))
    print_report(console, wanted, found)
    if trouble:
        console.print(f"[bold red]NOT CHECKED: PostgreSQL ({trouble})[/]")
    poor = any(overall(wanted, answers).recall < LEAST_RECALL for answers in found.values())
    return 1 if trouble or poor or any(differences(wanted, found)) else 0


def _asked(address: str, folder: Path) -> tuple[date, Answers]:
    """Return the town's day and the answers of one database, from a process of its own."""
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    target = folder / "answers.json"
    subprocess.run([sys.executable, "-c", PROGRAM, str(target)], env=environment, check=True)
    written = json.loads(target.read_text("utf-8"))
    return date.fromisoformat(written["today"]), written["answers"]


if __name__ == "__main__":
    sys.exit(main())
