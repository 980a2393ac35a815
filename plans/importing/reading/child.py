"""The process that reads one file: `python -m plans.importing.reading.child SUFFIX`, the file on its input."""

import json
import sys

from plans.importing.reading.errors import UnreadableDocument
from plans.importing.reading.here import read_here
from plans.importing.reading.wire import to_json

try:
    import resource
except ImportError:  # Windows has no limits of this kind: the clock of the parent is left
    resource = None  # type: ignore[assignment]

MAX_MEMORY = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 40
MAX_OUTPUT = 64 * 1024 * 1024
TOO_MUCH_MEMORY = 3


def main() -> int:
    """Print the elements, or the sentence that says why there are none."""
    _limit()
    try:
        answer = to_json(read_here(sys.stdin.buffer.read(), sys.argv[1]))
    except UnreadableDocument as error:
        answer = json.dumps({"error": str(error)})
    except MemoryError:
        return TOO_MUCH_MEMORY
    sys.stdout.write(answer)
    return 0


def _limit() -> None:
    if resource is None:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
