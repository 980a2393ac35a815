"""`python -m tests.bench [SIZE…]`: on SQLite and, where it can be had, on PostgreSQL, each in a process of its own."""

import os
import subprocess
import sys
import tempfile

from tests.machine import postgresql


def main() -> int:
    """Measure on both databases; returns the exit code."""
    sizes = sys.argv[1:] or ["1000", "10000", "100000"]
    with tempfile.TemporaryDirectory() as folder:
        code = _measure(f"sqlite:///{folder}/bench.sqlite3", sizes)
    with postgresql.server() as (address, trouble):
        if trouble:
            print(f"PostgreSQL: not measured ({trouble})", file=sys.stderr)
        return _measure(address, sizes) or code if address else code or 1


def _measure(address: str, sizes: list[str]) -> int:
    with tempfile.TemporaryDirectory() as files:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DATA_DIR": files,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        ran = [
            subprocess.run([sys.executable, "-m", *module], env=environment, check=False).returncode
            for module in (
                ["tests.bench.run", *sizes],
                ["tests.bench.desk"],
                ["tests.bench.execution"],
            )
        ]
        return max(ran)


if __name__ == "__main__":
    sys.exit(main())
