"""Debian's packages, installed where the user may do so."""

import functools
import os
import shutil
import subprocess

ENVIRONMENT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}


def install(*names: str) -> str:
    """Install packages with apt; returns what stands in the way, empty when they are installed."""
    if shutil.which("apt-get") is None:
        return "this machine has no apt-get"
    if os.geteuid() != 0:
        return f"only root may install it: apt-get install {' '.join(names)}"
    _update()
    print(f"Installing {' '.join(names)}…", flush=True)
    return _apt("install", "--yes", "--no-install-recommends", *names)


@functools.cache
def _update() -> None:
    _apt("update")


def _apt(*arguments: str) -> str:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    lines = (done.stderr or done.stdout).strip().splitlines() or ["apt-get failed"]
    return lines[-1] if done.returncode else ""
