"""The Chromium that opens the pages: `CHROMIUM`, one that is installed, or Debian's package."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.machine import packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """Return the path of a Chromium that starts, empty where there is none."""
    wanted = os.environ.get("CHROMIUM", "")
    candidates = [wanted] if wanted else [path for path in map(shutil.which, NAMES) if path]
    return next((path for path in candidates if _starts(path)), "")


def provide() -> tuple[str, str]:
    """Return the path of a Chromium, installed if need be, and what stands in the way of one."""
    path = find()
    if path or os.environ.get("CHROMIUM"):
        return path, "" if path else f"CHROMIUM={os.environ['CHROMIUM']} does not start"
    trouble = packages.install("chromium", "fonts-dejavu-core")
    path = find()
    return path, "" if path else trouble or "the installed Chromium does not start"


def _starts(path: str) -> bool:
    if not Path(path).exists():
        return False
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
