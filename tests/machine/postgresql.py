"""The PostgreSQL that the tests run on: `DATABASE_URL`, a server of this machine, or a private cluster."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2

from tests.machine import packages

# What Django 5.2 needs.
OLDEST_VERSION = 140000

# A cluster that is thrown away need not survive a power cut. Between two tests tables are empty: a plan that was made
# when somebody counted them then is the worst one for a test that fills them.
HASTE = {
    "autovacuum": "off",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "shared_buffers": "128MB",
}


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """Yield the address of a server and what stands in the way of one; a private cluster ends with the block."""
    address = _wanted() or _local()
    if address:
        yield address, ""
        return
    binaries = find_binaries()
    trouble = "" if binaries else packages.install("postgresql")
    binaries = binaries or find_binaries()
    if binaries is None:
        yield "", trouble or "PostgreSQL's initdb and pg_ctl are nowhere to be found"
        return
    with _cluster(binaries) as found:
        yield found


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs."""
    on_path = shutil.which("pg_ctl")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    whole = [
        path for path in folders if all((path / name).exists() for name in ("initdb", "pg_ctl", "postgres"))
    ]
    return whole[-1] if whole else None


def _wanted() -> str:
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith(("postgres://", "postgresql://")) else ""


def _local() -> str:
    """Return the address of a server on this machine whose usual credentials may make databases."""
    host = os.environ.get("PGHOST", "localhost")
    port = os.environ.get("PGPORT", "5432")
    own = (os.environ.get("PGUSER", ""), os.environ.get("PGPASSWORD", ""))
    for user, password in (own, ("postgres", "postgres"), ("postgres", ""), ("vestnik", "vestnik")):
        address = f"postgres://{quote(user, '')}:{quote(password, '')}@{quote(host, '')}:{port}/postgres"
        if user and _may_make_databases(host, port, user, password):
            return address
    return ""


def _may_make_databases(host: str, port: str, user: str, password: str) -> bool:
    try:
        connection = psycopg2.connect(
            host=host, port=port, user=user, password=password, dbname="postgres", connect_timeout=3
        )
    except psycopg2.OperationalError:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
            row = cursor.fetchone()
        return bool(row and row[0]) and connection.server_version >= OLDEST_VERSION
    finally:
        connection.close()


@contextmanager
def _cluster(binaries: Path) -> Iterator[tuple[str, str]]:
    """Yield the address of a cluster of our own in a folder of its own; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="vestnik-postgresql-"))
    started = False
    try:
        port, password = _free_port(), secrets.token_urlsafe(24)
        trouble = _initialise(binaries, folder, password) or _start(binaries, folder, port)
        started = not trouble
        yield (f"postgres://vestnik:{password}@127.0.0.1:{port}/postgres" if started else ""), trouble
    finally:
        if started:
            _run(
                binaries / "pg_ctl",
                "stop",
                "--pgdata",
                folder / "data",
                "--mode",
                "immediate",
                "--wait",
                folder=folder,
            )
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries: Path, folder: Path, password: str) -> str:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user)
        shutil.chown(secret, user)
    return _run(
        binaries / "initdb",
        *("--pgdata", folder / "data", "--username", "vestnik", "--auth", "scram-sha-256"),
        *("--pwfile", secret, "--encoding", "UTF8", "--locale", "C", "--no-sync"),
        folder=folder,
    )


def _start(binaries: Path, folder: Path, port: int) -> str:
    settings = {**HASTE, "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return _run(
        binaries / "pg_ctl",
        *("start", "--pgdata", folder / "data", "--log", folder / "log", "--options", options, "--wait"),
        folder=folder,
    )


def _run(*command: object, folder: Path) -> str:
    """Run one of the server's programs as a user whom it accepts; returns the last line of a failure."""
    with (folder / "output").open("w+") as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            user=_unprivileged_user(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches this process, which then stops the server
            check=False,
        )
        output.seek(0)
        lines = output.read().strip().splitlines() or [f"{command[0]} failed"]
    return lines[-1] if done.returncode else ""


def _unprivileged_user() -> str | None:
    """The user that runs the server when we are root: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
