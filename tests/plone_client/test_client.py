"""Plone's own JavaScript client, as its registry has it, works with the API: `client.js` makes every call."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from demo.loading.loading import load
from demo.loading.people import ADMIN
from tests.conftest import cannot_check
from tests.demo.small_town import PASSWORD, small_town
from tests.restapi import contract

HERE = Path(__file__).parent
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
SCRIPTS = ("client.js", "tap.js")

# What npm says where it cannot reach its registry; everything else is a mistake of ours.
UNREACHABLE = re.compile(r"\b(E40[137]|E5\d\d|EAI_AGAIN|ECONN\w+|ENOTFOUND|ETIMEDOUT|ERR_SOCKET\w*)\b")
OLDEST_NODE = 18


pytestmark = pytest.mark.once


@pytest.fixture
def folder(pytestconfig: pytest.Config) -> Path:
    """A folder with the scripts beside the packages that the lock file names."""
    _check_node()
    packages = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PACKAGES)).hexdigest()
    folder = pytestconfig.cache.mkdir("plone_client") / packages[:16]
    folder.mkdir(exist_ok=True)
    for name in (*PACKAGES, *SCRIPTS):
        shutil.copy(HERE / name, folder)
    if not (folder / "node_modules" / ".package-lock.json").exists():  # npm writes it last
        _install(folder)
    return folder


def test_plones_client_works(folder: Path, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("restapi.views.service_response", contract.held_to_contract())
    load(small_town(), PASSWORD, lambda: None)
    command = ["node", "client.js", live_server.url, ADMIN, PASSWORD]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    lines = done.stdout.splitlines()
    failed = [line for line in lines if line.startswith(("not ok", "#"))]
    assert done.returncode == 0, "\n".join([*failed, done.stderr])
    assert failed == []
    assert lines[-1] == f"1..{len(lines) - 1}"
    assert len(lines) > 40


def _check_node() -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        cannot_check("no Node on this machine: Plone's client is not tried", is_optional=True)
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST_NODE:
        cannot_check(f"Node {version.strip()} is too old for Plone's client", is_optional=True)


def _install(folder: Path) -> None:
    done = subprocess.run(["npm", "ci"], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode and UNREACHABLE.search(done.stderr):
        cannot_check(
            "no registry of npm packages can be reached: Plone's client is not tried", is_optional=True
        )
    assert done.returncode == 0, done.stderr
