"""The database from `DATABASE_URL`; without one, an SQLite file that several processes can share."""

from pathlib import Path
from typing import Any

from config.settings.environment import DATA_DIR, env

SQLITE_OPTIONS = {
    # Writers take the lock when they begin: «database is locked» in mid-transaction cannot happen.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database() -> dict[str, Any]:
    """One entry of `DATABASES`; raises ImproperlyConfigured for a malformed `DATABASE_URL`."""
    address = env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'vestnik.sqlite3'}"
    settings: dict[str, Any] = env.db_url_config(address)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = SQLITE_OPTIONS
        Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        settings["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
