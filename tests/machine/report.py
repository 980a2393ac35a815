"""What a run of `make test` has to say beside pytest's results."""

import os
import sys

# How the last pytest learns what happened before it, to say it above its own summary.
VARIABLE = "VESTNIK_REPORT"


class Report:
    """Failed steps, and things that could not be had."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.exit_code = 0

    def miss(self, what: str) -> None:
        """Something cannot be had here; where `CI=true` this is a failure."""
        self._say(f"MISSING {what}")
        if in_ci():
            self.exit_code = 1

    def fail(self, what: str) -> None:
        """A step failed."""
        self._say(f"FAILED {what}")
        self.exit_code = 1

    @property
    def text(self) -> str:
        """The report so far, a line for each thing."""
        return "\n".join(self.lines)

    def _say(self, line: str) -> None:
        self.lines.append(line)
        print(line, file=sys.stderr, flush=True)


def earlier_lines() -> list[str]:
    """What the steps before this pytest had to say."""
    return os.environ.get(VARIABLE, "").splitlines()


def in_ci() -> bool:
    """Whether this is continuous integration, where nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
