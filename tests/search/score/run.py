"""One database: the town is loaded and asked; the answers go into a file that the other process reads."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings, setup_test_environment
from django.utils import timezone

from tests.search.score.asking import answers, unclear_names
from tests.search.score.queries import cases
from tests.search.score.town import load_town


def main(target: Path) -> None:
    """Make a database, load, ask, write down; Django is set up already."""
    name = settings.DATABASES["default"].get("NAME")
    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{name}.test"
    test_name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    media = tempfile.mkdtemp()
    try:
        with override_settings(MEDIA_ROOT=media):
            target.write_text(json.dumps(asked()), "utf-8")
    finally:
        shutil.rmtree(media, ignore_errors=True)
        connection.creation.destroy_test_db(
            str(name) if connection.vendor != "sqlite" else test_name, verbosity=0
        )


def asked() -> dict[str, Any]:
    """Return the town's day and its answers; raises ValueError for a case that names no entry or several."""
    setup_test_environment()
    town = load_town(timezone.localdate())
    wanted = cases(town)
    unclear = unclear_names(wanted)
    if unclear:
        raise ValueError(f"these beginnings do not name one entry each: {unclear}")
    return {"today": town.today.isoformat(), "answers": answers(wanted)}
