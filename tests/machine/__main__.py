"""`python -m tests.machine`: the checks, the tests on PostgreSQL, then all tests on SQLite and in Chromium.

The last line is pytest's own summary; the exit code is not zero when any step failed. What cannot be had on this
machine is said at the start and again above the summary, and is a failure where `CI=true`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

from tests.machine import chromium, postgresql
from tests.machine.report import VARIABLE, Report

PYTEST = [sys.executable, "-m", "pytest"]


def main() -> int:
    """Run everything; returns the exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    report = Report()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    browser, trouble = chromium.provide()
    if trouble:
        report.miss(f"Chromium: no page is opened in a browser ({trouble})")
    with postgresql.server() as (address, trouble):
        if trouble:
            report.miss(f"PostgreSQL: nothing is tested on it ({trouble})")
        if run("Checks", ["make", "--no-print-directory", "--keep-going", "lint"], environment):
            report.fail("the checks")
        if address:
            command = [*PYTEST, "-m", "not browser and not once", *sys.argv[1:]]
            if run("Tests on PostgreSQL", command, {**environment, "DATABASE_URL": address}):
                report.fail("the tests on PostgreSQL")
    last = {**environment, "CHROMIUM": browser, VARIABLE: report.text}
    return run("Tests on SQLite and in Chromium", [*PYTEST, *sys.argv[1:]], last) or report.exit_code


def run(title: str, command: list[str], environment: Mapping[str, str]) -> int:
    """Run one step; returns its exit code."""
    print(f"\n── {title} ──", flush=True)
    return subprocess.run(command, env=environment, check=False).returncode


def _terminate(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that the cluster is stopped."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
