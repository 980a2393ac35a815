"""Moments in bodies: ISO 8601, those without a zone are meant in the site's."""

import re
from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

# Databases and zones agree on these years.
YEARS = range(1900, 3000)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _text(value: Any) -> Any:
    """Numbers are no moments here, though Pydantic would take them for seconds, within quotes too."""
    is_written = isinstance(value, datetime) or (isinstance(value, str) and DAY.match(value))
    if value is not None and not is_written:
        raise PydanticCustomError("moment", _("This must be a moment as ISO 8601 writes it."))
    return value


def _aware(value: datetime) -> datetime:
    if value.year not in YEARS:
        raise PydanticCustomError("moment", _("This must be a moment between the years 1900 and 2999."))
    return value if timezone.is_aware(value) else timezone.make_aware(value)


Moment = Annotated[datetime, BeforeValidator(_text), AfterValidator(_aware)]
