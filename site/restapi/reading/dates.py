"""Days and moments in ISO 8601."""

import datetime

from django.utils import timezone


def moment(value: datetime.datetime | None) -> str | None:
    """Return a moment with the zone of the site."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def day(value: datetime.date | None) -> str | None:
    """Return a day."""
    return value.isoformat() if value else None
