"""Settings: production refuses what is only fit for a demo, a developer's machine needs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "kR8vX2mQ9wLz4TnB7cYf1JhD6sGp3AeU5iOq0WxZrNtMbVyCaQ7u",
    "ALLOWED_HOSTS": "vestnik.example",
    "BASE_URL": "https://vestnik.example",
    "DATABASE_URL": "postgres://vestnik@localhost/vestnik",
}


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run manage.py with these variables and no others of the project's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_everything_it_needs():
    done = manage("check", environment=PRODUCTION)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL"])
def test_production_refuses_to_start_without(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    done = manage("check", environment=environment)

    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "true"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "insecure-key-of-a-developers-machine-insecure-key-of-a-developers-machine"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("DATABASE_URL", ""),
    ],
)
def test_production_refuses_a_value_of_a_demo(name, value):
    done = manage("check", environment={**PRODUCTION, name: value})

    assert done.returncode != 0
    assert name in done.stderr


def test_production_passes_the_deployment_checks():
    done = manage("check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("said", "required"), [({}, "True"), ({"SECOND_FACTOR_REQUIRED": "false"}, "False")])
def test_production_requires_a_second_factor_unless_told_otherwise(said, required):
    question = "from django.conf import settings; print(settings.SECOND_FACTOR_REQUIRED)"
    done = manage("shell", "--no-imports", "--command", question, environment={**PRODUCTION, **said})

    assert (done.returncode, done.stdout.strip()) == (0, required), done.stderr


def test_developers_machine_needs_nothing_and_keeps_its_data_in_sqlite(tmp_path):
    question = (
        "from django.conf import settings; from django.db import connection as c; database = settings.DATABASES['default'];"
        "print(settings.DEBUG, database['ENGINE'], database['NAME'], database['OPTIONS']['transaction_mode'])"
    )
    done = manage("shell", "--no-imports", "--command", question, environment={})

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        "True",
        "django.db.backends.sqlite3",
        str(ROOT / "var" / "vestnik.sqlite3"),
        "IMMEDIATE",
    ]


@pytest.mark.django_db(transaction=True)
def test_sqlite_is_shared_by_several_processes():
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)


def test_an_hour_that_no_day_has_is_refused():
    done = manage("check", environment={**PRODUCTION, "DIGEST_HOUR": "24"})

    assert done.returncode != 0
    assert "DIGEST_HOUR must be an hour" in done.stderr
