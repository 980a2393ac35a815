"""The plugin's settings: a project names in a dictionary `RESTAPI` those that differ."""

from datetime import timedelta
from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # How many servers of our own stand before this one and add to X-Forwarded-For.
    "TRUSTED_PROXIES": 0,
    # Requests of one token or user, else of one network address; 0 for no limit.
    "READS_PER_MINUTE": 1200,
    "WRITES_PER_MINUTE": 240,
    # For how long caches may keep what everybody sees.
    "MAX_AGE": timedelta(minutes=1),
    # For how long a repeated POST is answered as the first one was.
    "IDEMPOTENCY_LASTS": timedelta(hours=24),
    # A name of the running software, if the age of its files does not tell it.
    "RELEASE": "",
    # How great an upload in pieces may be, if Wagtail allows no greater ones, and how long it waits for the next.
    "UPLOAD_BYTES": 10 * 1024 * 1024,
    "UPLOADS_LAST": timedelta(hours=24),
    # For how long the token of a person's login is good.
    "LOGIN_LASTS": timedelta(hours=12),
    # Dotted path of a class that asks more than a password, see restapi/access/second_factor.py.
    "SECOND_FACTOR": "",
    "CHANGES_KEPT": timedelta(days=90),
    # Only for tests and for trying out on one's own machine: plain http and addresses inside the network.
    "WEBHOOKS_ANYWHERE": False,
    "PREVIEW_LASTS": timedelta(hours=1),
    # Where an external front end shows drafts: «https://front.example/preview?path={path}&token={token}».
    "PREVIEW_URL": "",
}


def option(name: str) -> Any:
    """Return what the project has set, or the default."""
    return {**DEFAULTS, **getattr(settings, "RESTAPI", {})}[name]
